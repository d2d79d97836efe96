import ProfileSystem

/// Finds what is wrong with a line that a command's parser does not take, and says which line does.
struct LineCheck {
  private let words: [String]
  private let facts: CommandFacts

  /// - Throws: a `LineProblem` for what is understood; nothing for what the parser says better.
  static func check(_ words: [String]) throws {
    guard let first = words.first, !first.hasPrefix("-") || first == "-" else {
      return try checkWithoutCommand(words)
    }
    guard let command = CommandNames.command(named: first) else {
      throw first == "help" ? CommandCheck.problem(ofTopic: words) : CommandCheck.problem(of: words)
    }
    let facts = CommandFacts.of(command)
    try LineCheck(words, facts).checkOptions()
    try ArgumentCheck(words, facts).check()
  }

  private init(_ words: [String], _ facts: CommandFacts) {
    (self.words, self.facts) = (words, facts)
  }

  /// Options with no command before them: a switch of pprof, or the command was forgotten.
  private static func checkWithoutCommand(_ words: [String]) throws {
    guard let word = words.first, !["-h", "--help", "--version"].contains(word),
      !word.hasPrefix("--experimental"), !word.hasPrefix("--generate"), !word.hasPrefix("---")
    else { return }
    for place in words.optionPlaces {
      if let refusal = ReferenceSwitch.hint(for: words[place]) {
        throw LineProblem(answer: refusal)
      }
    }
    if let place = words.indices.first(where: { CommandNames.isOne(words[$0]) }) {
      let rest = words[..<place] + words[(place + 1)...]
      throw LineProblem("the command comes first", line: [words[place]] + rest)
    }
    let able = CommandCheck.commands(with: String(word.prefix { $0 != "=" }))
    guard let command = able.first else { throw LineProblem("unknown option '\(word)'") }
    throw LineProblem("\(word) is an option of a command", line: [command] + words)
  }

  private func checkOptions() throws {
    let options = words.optionPlaces.filter { words[$0] != "-" }
    var end = 0
    // What is the value of an option is none itself, though it may look like one.
    for place in options where place >= end { end = place + (try width(ofOptionAt: place)) }
  }

  /// How many words an option takes.
  private func width(ofOptionAt place: Int) throws -> Int {
    let word = words[place]
    let name = word.prefix { $0 != "=" }
    let next = words.dropFirst(place + 1).first
    if let refusal = ReferenceSwitch.hint(for: word) {
      throw LineProblem(answer: refusal)
    }
    guard let option = facts.option(name) else {
      if isCluster(word) { return 1 }
      throw OptionCheck(words, facts, at: place).problem
    }
    let inline = name.count < word.count ? String(word.dropFirst(name.count + 1)) : nil
    if option.isFlag {
      guard let inline else { return 1 }
      throw LineProblem(
        "\(name) takes no value, found '\(inline)'", line: replacing(place, [String(name)]))
    }
    if inline == nil, !option.takesAnything, let next, isNegativeNumber(next) {
      throw negative(next, of: option, name, at: place)
    }
    guard let value = inline ?? next,
      inline != nil || !value.hasPrefix("-") || value == "-" || option.takesAnything
    else { throw LineProblem("\(name) needs a value: \(option.usage)", help: facts.name) }
    if Self.numbers.contains(option.valueName), inline == nil, LoneFile.isFile(value) {
      throw LineProblem("\(name) needs a value: \(option.usage)", help: facts.name)
    }
    try checkValue(value, of: option, name) { fitting in
      inline == nil ? replacing(place + 1, [fitting]) : replacing(place, ["\(name)=\(fitting)"])
    }
    return inline == nil ? 2 : 1
  }

  /// What values are called that no file is.
  private static let numbers: Set = ["n", "number", "px", "percent", "share", "bytes", "time"]

  /// Whether a word is several flags of a letter.
  private func isCluster(_ word: String) -> Bool {
    !word.hasPrefix("--") && word.dropFirst().allSatisfy { facts.option("-\($0)")?.isFlag ?? false }
  }

  private func checkValue(
    _ value: String, of option: OptionFacts, _ name: Substring, line: (String) -> [String]
  ) throws {
    // Some options take several in a list.
    var parts = value.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard !option.values.isEmpty, let place = parts.firstIndex(where: { !option.takes($0) })
    else { return }
    let near = NearNames.of(parts[place], among: option.values)
    let known = option.values + (option.takesNumber ? ["a number"] : [])
    let problem = "\(name) takes \(known.listed()), not '\(parts[place])'"
    guard let fitting = near.first, near.count == 1 else {
      throw LineProblem(problem, help: facts.name)
    }
    parts[place] = fitting
    throw LineProblem(
      "\(problem); did you mean \(fitting)?", line: line(parts.joined(separator: ",")))
  }

  private func isNegativeNumber(_ word: String) -> Bool {
    word.first == "-" && word.dropFirst().first.map { $0.isASCII && $0.isNumber } ?? false
  }

  /// A number below 0, which looks like an option.
  private func negative(
    _ value: String, of option: OptionFacts, _ name: Substring, at place: Int
  ) -> LineProblem {
    guard Self.signed.contains(option.name) else {
      return LineProblem("\(name) takes no number below 0, found '\(value)'", help: facts.name)
    }
    var line = words
    line.replaceSubrange(place...place + 1, with: ["\(option.name)=\(value)"])
    return LineProblem("a value that begins with - stands behind a =", line: line)
  }

  /// Options whose numbers may be below 0.
  private static let signed: Set = ["--divide-by", "--factor"]

  private func replacing(_ place: Int, _ new: [String]) -> [String] {
    var words = words
    words.replaceSubrange(place...place, with: new)
    return words
  }
}

extension OptionFacts {
  /// Whether a number is one of its values, beside words.
  fileprivate var takesNumber: Bool { help.contains("or a number") }

  /// Whether a value is one of those that it takes, or is of a form that it takes beside them.
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
