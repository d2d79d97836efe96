import ProfileModel
import ProfileSystem
import ReportRequests

/// Finds the error in a line that a command's parser rejects, and suggests a line that it accepts.
struct LineCheck {
  private let arguments: [String]
  private let facts: CommandFacts

  /// - Throws: a `LineProblem` for an error it recognises; nothing where the parser's message is better.
  static func check(_ arguments: [String]) throws {
    guard let first = arguments.first, !first.hasPrefix("-") || first == "-" else {
      return try checkWithoutCommand(arguments)
    }
    guard let command = CommandNames.command(named: first) else {
      throw first == "help"
        ? CommandCheck.problem(ofTopic: arguments) : CommandCheck.problem(of: arguments)
    }
    let facts = CommandFacts.of(command)
    try LineCheck(arguments, facts).checkOptions()
    try ArgumentCheck(arguments, facts).check()
  }

  private init(_ arguments: [String], _ facts: CommandFacts) {
    (self.arguments, self.facts) = (arguments, facts)
  }

  /// Checks a line that starts with an option: a switch of `go tool pprof`, or the command is missing.
  private static func checkWithoutCommand(_ arguments: [String]) throws {
    guard let word = arguments.first, !["-h", "--help", "--version"].contains(word),
      !word.hasPrefix("--experimental"), !word.hasPrefix("--generate"), !word.hasPrefix("---")
    else { return }
    for index in arguments.optionIndices {
      guard let hint = PprofSwitch.hint(for: arguments[index]) else { continue }
      guard let command = PprofSwitch.picture(for: arguments[index]) else {
        throw LineProblem(answer: hint)
      }
      var rest = arguments
      rest.remove(at: index)
      throw LineProblem(hint, line: [command] + rest.map { PprofSwitch.output($0, of: command) })
    }
    if let index = CommandNames.index(in: arguments) {
      throw LineProblem("the command comes first", line: arguments.withCommandFirst(index))
    }
    if arguments == ["--"] {
      throw LineProblem("a profile is missing after --", line: ["--", "PROFILE"])
    }
    let able = CommandCheck.commands(with: String(word.prefix { $0 != "=" }))
    // Of several profiles, only info reports without a further choice.
    let isOfSeveral = arguments.contains {
      $0 == "--files-from" || SystemPath(argument: $0).isFolder
    }
    guard let command = isOfSeveral && able.contains("info") ? "info" : able.first else {
      throw unknownOption(word)
    }
    throw LineProblem("\(word) is an option of a command", line: [command] + arguments)
  }

  /// The problem of an option that neither the program nor any command has.
  private static func unknownOption(_ word: String) -> LineProblem {
    let isShortVersion = ["-v", "-V"].contains(word)
    let near = isShortVersion ? ["--version"] : NearNames.of(word, among: ["--version", "--help"])
    guard let meant = near.first else { return LineProblem("unknown option '\(word)'") }
    return LineProblem("unknown option '\(word)'; did you mean \(meant)?", line: [meant])
  }

  private func checkOptions() throws {
    let options = arguments.optionIndices.filter { arguments[$0] != "-" }
    var end = 0
    // The value of an option is not an option, even if it looks like one.
    for index in options where index >= end { end = index + (try width(ofOptionAt: index)) }
  }

  /// The number of arguments that an option consumes.
  private func width(ofOptionAt index: Int) throws -> Int {
    let word = arguments[index]
    let name = word.prefix { $0 != "=" }
    let next = arguments.dropFirst(index + 1).first
    if let hint = PprofSwitch.hint(for: word) {
      throw LineProblem(answer: hint)
    }
    guard let option = facts.option(name) else {
      if isCluster(word) { return 1 }
      throw OptionCheck(arguments, facts, at: index).problem
    }
    let inline = name.count < word.count ? String(word.dropFirst(name.count + 1)) : nil
    if option.isFlag {
      guard let inline else { return 1 }
      throw LineProblem(
        "\(name) takes no value, found '\(inline)'", line: replacing(index, [String(name)]))
    }
    if inline == nil, !option.takesAnything, let next, isNegativeNumber(next) {
      throw negativeNumber(next, of: option, name, at: index)
    }
    guard let value = inline ?? next,
      inline != nil || !value.hasPrefix("-") || value == "-" || option.takesAnything
    else { throw LineProblem("\(name) needs a value: \(option.usage)", help: facts.name) }
    if Self.numbers.contains(option.valueName), inline == nil, LoneFile.isFile(value) {
      throw LineProblem("\(name) needs a value: \(option.usage)", help: facts.name)
    }
    try checkValue(value, of: option, name) { suggestion in
      inline == nil
        ? replacing(index + 1, [suggestion]) : replacing(index, ["\(name)=\(suggestion)"])
    }
    return inline == nil ? 2 : 1
  }

  /// The names of values that are never files.
  private static let numbers: Set = ["n", "number", "px", "percent", "share", "bytes", "time"]

  /// Whether a word is several one-letter flags.
  private func isCluster(_ word: String) -> Bool {
    !word.hasPrefix("--") && word.dropFirst().allSatisfy { facts.option("-\($0)")?.isFlag ?? false }
  }

  private func checkValue(
    _ value: String, of option: OptionFacts, _ name: Substring, line: (String) -> [String]
  ) throws {
    // Some options take a list of values.
    var parts = value.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard !option.values.isEmpty, let index = parts.firstIndex(where: { !option.takes($0) })
    else { return }
    let near = Self.meant(by: parts[index], option.values)
    let known = option.values + (option.takesNumber ? ["a number"] : [])
    let problem = "\(name) takes \(known.listed()), not '\(parts[index])'"
    guard let suggestion = near.first, near.count == 1 else {
      let takesLabels = near.isEmpty && option.takes("label.\(parts[index])")
      let label = takesLabels ? "; for a label, write label.\(parts[index])" : ""
      throw LineProblem(problem + label, help: facts.name)
    }
    parts[index] = suggestion
    throw LineProblem(
      "\(problem); did you mean \(suggestion)?", line: line(parts.joined(separator: ",")))
  }

  /// The values that may be meant: those of a similar spelling, or the format of an ending such as `md`.
  private static func meant(by value: String, _ known: [String]) -> [String] {
    let near = NearNames.of(value, among: known)
    guard near.isEmpty else { return near }
    return ReportFormat.allCases.filter { $0.endings.contains(".\(value)") }.map(\.rawValue)
      .filter(known.contains)
  }

  private func isNegativeNumber(_ word: String) -> Bool {
    word.first == "-" && word.dropFirst().first.map { $0.isASCII && $0.isNumber } ?? false
  }

  /// The problem of a number below 0, which looks like an option.
  private func negativeNumber(
    _ value: String, of option: OptionFacts, _ name: Substring, at index: Int
  ) -> LineProblem {
    guard Self.signed.contains(option.name) else {
      return LineProblem("\(name) takes no number below 0, found '\(value)'", help: facts.name)
    }
    var line = arguments
    line.replaceSubrange(index...index + 1, with: ["\(option.name)=\(value)"])
    return LineProblem("join a value that begins with - to its option with =", line: line)
  }

  /// Options that allow numbers below 0.
  private static let signed: Set = ["--divide-by", "--factor"]

  private func replacing(_ index: Int, _ new: [String]) -> [String] {
    var arguments = arguments
    arguments.replaceSubrange(index...index, with: new)
    return arguments
  }
}

extension OptionFacts {
  /// Whether it allows a number besides its named values.
  fileprivate var takesNumber: Bool { help.contains("or a number") }

  /// Whether a value is allowed: one of the named values, or of a form allowed besides them.
  fileprivate func takes(_ value: String) -> Bool {
    if values.contains(value) || takesNumber && Double(value) != nil { return true }
    switch valueName {
    case "what": return value.hasPrefix("label.") && value != "label." || value.hasPrefix("/")
    // Any sample type is a kind.
    case "name": return true
    case "list": return value.contains("=")
    default: return false
    }
  }
}
