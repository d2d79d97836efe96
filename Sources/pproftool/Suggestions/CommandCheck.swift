import ProfileFetching
import ProfileModel
import ProfileSystem

/// The problems of a line that does not start with a command.
enum CommandCheck {
  static func problem(of arguments: [String]) -> LineProblem {
    let word = arguments.first ?? ""
    let rest = Array(arguments.dropFirst())
    if let hint = PprofSwitch.machineCode(word) {
      return LineProblem(answer: "unknown command '\(word)': \(hint)")
    }
    // A profile is before the command.
    if LoneFile.isProfile(word), let index = CommandNames.index(in: arguments) {
      return LineProblem(
        "put the command before the profile", line: line(withCommandAt: index, in: arguments))
    }
    if rest.isEmpty, let topic = HelpTopic(rawValue: word) {
      return LineProblem(
        "unknown command '\(word)'; did you mean help \(topic.rawValue)?", line: ["help", word])
    }
    let meant = MeantCommand.of(word) ?? []
    let near = NearNames.of(word, among: CommandNames.inOrder)
    // A prefix is stronger evidence than a synonym, and a synonym is stronger than a typing error.
    let isBeginning = near.contains { $0.hasPrefix(word.lowercased()) }
    if !meant.isEmpty, !isBeginning {
      let needsPattern =
        ["peek", "list"].contains(meant[0]) && rest.first.map(LoneFile.isProfile) ?? true
      let problem = "unknown command '\(word)'; did you mean \(meant[0])?"
      if meant[0] == "collect", rest.contains(where: LoneFile.isFile) {
        return LineProblem("\(problem) It takes URLs, not files", help: "collect")
      }
      let files = rest.map { PprofSwitch.output($0, of: meant[0]) }
      return LineProblem(problem, line: meant + (needsPattern ? ["PATTERN"] : []) + files)
    }
    switch near.count {
    case 0: return LineProblem("unknown command '\(word)'")
    case 1:
      return LineProblem("unknown command '\(word)'; did you mean \(near[0])?", line: near + rest)
    default: return LineProblem("unknown command '\(word)'; did you mean \(near.listed())?")
    }
  }

  /// The line that was meant by one with a profile before the command.
  private static func line(withCommandAt index: Int, in arguments: [String]) -> [String] {
    let after = Array(arguments[(index + 1)...])
    switch arguments[index] {
    case "version", "completion", "schema": return Array(arguments[index...])
    case "peek", "list":
      guard let pattern = after.first, !pattern.hasPrefix("-"), !LoneFile.isFile(pattern) else {
        break
      }
      return [arguments[index], pattern] + arguments[..<index] + after.dropFirst()
    case "convert" where after.count == 1 && !after[0].hasPrefix("-"):
      return ["convert"] + arguments[..<index] + ["-o"] + after
    default: break
    }
    return arguments.withCommandFirst(index)
  }

  /// The problem of a line that asks for help on an unknown topic.
  static func problem(ofTopic arguments: [String]) -> LineProblem {
    let word = arguments.dropFirst().first ?? ""
    let topics = HelpTopic.allCases.map(\.rawValue)
    if arguments.count > 2, CommandNames.isOne(word) || topics.contains(word) {
      return LineProblem("help takes one name", line: ["help", word])
    }
    let near = NearNames.of(word, among: CommandNames.inOrder + topics)
    if let meant = near.count == 1 ? near[0] : MeantCommand.topic(of: word) {
      return LineProblem(
        "there is no help on '\(word)'; did you mean \(meant)?", line: ["help", meant])
    }
    return LineProblem(
      "there is no help on '\(word)'; give the name of a command, or \(topics.listed())")
  }

  /// The commands that have an option, without those that ignore it; the most used first.
  static func commands(with option: String) -> [String] {
    let able = CommandFacts.all.filter { command in
      command.option(option).map { !IgnoredOptions.isOne($0.name, of: command.name) } ?? false
    }.map(\.name)
    return mostUsed.filter(able.contains) + able.filter { !mostUsed.contains($0) }
  }

  private static let mostUsed = [
    "top", "tree", "flamegraph", "view", "goroutines", "diff", "check",
  ]
}

extension [String] {
  /// The line with the argument that names the command in front.
  func withCommandFirst(_ index: Int) -> [String] {
    [self[index]] + self[..<index] + self[(index + 1)...]
  }
}
