import ProfileFetching
import ProfileSystem

/// What is wrong with a line that begins with no command.
enum CommandCheck {
  static func problem(of words: [String]) -> LineProblem {
    let word = words.first ?? ""
    let rest = Array(words.dropFirst())
    if let refusal = ReferenceSwitch.machineCode(word) {
      return LineProblem(answer: "unknown command '\(word)': \(refusal)")
    }
    // A file before the command.
    if let place = rest.firstIndex(where: CommandNames.isOne), LoneFile.isProfile(word) {
      var line = words
      line.remove(at: place + 1)
      return LineProblem("put the command before the profile", line: [rest[place]] + line)
    }
    if rest.isEmpty, let topic = HelpTopic(rawValue: word) {
      return LineProblem(
        "unknown command '\(word)'; did you mean help \(topic.rawValue)?", line: ["help", word])
    }
    let meant = MeantCommand.of(word) ?? []
    let near = NearNames.of(word, among: CommandNames.inOrder)
    // A beginning says more than a table of other words, which says more than a slip.
    let isBeginning = near.contains { $0.hasPrefix(word.lowercased()) }
    if !meant.isEmpty, !isBeginning {
      let needsPattern =
        ["peek", "list"].contains(meant[0]) && rest.first.map(LoneFile.isProfile) ?? true
      return LineProblem(
        "unknown command '\(word)'; did you mean \(meant[0])?",
        line: meant + (needsPattern ? ["PATTERN"] : []) + rest)
    }
    switch near.count {
    case 0: return LineProblem("unknown command '\(word)'")
    case 1:
      return LineProblem("unknown command '\(word)'; did you mean \(near[0])?", line: near + rest)
    default: return LineProblem("unknown command '\(word)'; did you mean \(near.listed())?")
    }
  }

  /// A line that asks for help on what there is not.
  static func problem(ofTopic words: [String]) -> LineProblem {
    let word = words.dropFirst().first ?? ""
    let topics = HelpTopic.allCases.map(\.rawValue)
    let near = NearNames.of(word, among: CommandNames.inOrder + topics)
    if near.count == 1 {
      return LineProblem(
        "there is no help on '\(word)'; did you mean \(near[0])?", line: ["help", near[0]])
    }
    return LineProblem(
      "there is no help on '\(word)'; give the name of a command, or \(topics.listed())")
  }

  /// The commands that have an option, those that most people use first; those that ignore it have it not.
  static func commands(with option: String) -> [String] {
    let able = CommandFacts.all.filter { command in
      command.option(option).map { !IgnoredOptions.isOne($0.name, of: command.name) } ?? false
    }.map(\.name)
    return usual.filter(able.contains) + able.filter { !usual.contains($0) }
  }

  private static let usual = ["top", "tree", "flamegraph", "view", "goroutines", "diff", "check"]
}
