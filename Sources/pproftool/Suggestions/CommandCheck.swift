import ProfileFetching
import ProfileSystem

/// What is wrong with a line that begins with no command.
enum CommandCheck {
  static func problem(of words: [String]) -> LineProblem {
    let word = words.first ?? ""
    let rest = Array(words.dropFirst())
    if let refusal = ReferenceSwitch.machineCode(word) {
      return LineProblem("unknown command '\(word)': \(refusal)")
    }
    // A file before the command.
    if let place = rest.firstIndex(where: CommandNames.isOne), LoneFile.isProfile(word) {
      var line = words
      line.remove(at: place + 1)
      return LineProblem("the command stands before the profile", line: [rest[place]] + line)
    }
    let meant = MeantCommand.of(word) ?? []
    let near = NearNames.of(word, among: CommandNames.inOrder)
    // A beginning says more than a table of other words, which says more than a slip.
    let isBeginning = near.contains { $0.hasPrefix(word.lowercased()) }
    if !meant.isEmpty, !isBeginning {
      return LineProblem(
        "unknown command '\(word)'; did you mean \(meant[0])?", line: meant + rest)
    }
    switch near.count {
    case 0: return LineProblem("unknown command '\(word)'")
    case 1:
      return LineProblem("unknown command '\(word)'; did you mean \(near[0])?", line: near + rest)
    default: return LineProblem("unknown command '\(word)'; did you mean \(near.listed())?")
    }
  }

  /// The commands that have an option, in the order of the help; those that ignore it have it not.
  static func commands(with option: String) -> [String] {
    CommandFacts.all.filter { command in
      command.option(option).map { !IgnoredOptions.isOne($0.name, of: command.name) } ?? false
    }.map(\.name)
  }
}
