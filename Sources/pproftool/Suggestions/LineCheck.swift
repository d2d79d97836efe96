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
      let next = words.dropFirst(place + 1).first ?? ""
      if let refusal = ReferenceSwitch.refusal(of: words[place], next: next) {
        throw LineProblem(answer: refusal)
      }
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
    if let refusal = ReferenceSwitch.refusal(of: word, next: next ?? "") {
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
    guard !option.values.isEmpty,
      !value.split(separator: ",").allSatisfy({ option.values.contains(String($0)) })
    else { return }
    let near = NearNames.of(value, among: option.values)
    let problem = "\(name) takes \(option.values.listed()), not '\(value)'"
    guard let fitting = near.first, near.count == 1 else {
      throw LineProblem(problem, help: facts.name)
    }
    throw LineProblem("\(problem); did you mean \(fitting)?", line: line(fitting))
  }

  private func replacing(_ place: Int, _ new: [String]) -> [String] {
    var words = words
    words.replaceSubrange(place...place, with: new)
    return words
  }
}
