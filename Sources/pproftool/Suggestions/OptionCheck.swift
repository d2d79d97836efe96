/// What is wrong with an option that a command does not have.
struct OptionCheck {
  private let words: [String]
  private let facts: CommandFacts
  private let place: Int
  /// The option as it is written, without a value.
  private let name: String

  init(_ words: [String], _ facts: CommandFacts, at place: Int) {
    (self.words, self.facts, self.place) = (words, facts, place)
    name = String(words[place].prefix { $0 != "=" })
  }

  /// More names than this say nothing.
  private static let mostNames = 5

  var problem: LineProblem {
    let missing = "\(facts.name) has no \(name)"
    if let meant {
      let line = line(with: meant)
      return LineProblem(
        "\(missing); did you mean \(meant.replacing("=", with: " "))?", line: line)
    }
    let able = CommandCheck.commands(with: name)
    guard able.isEmpty else { return ofOthers(missing, able) }
    let near = NearNames.of(name, among: known)
    switch near.count {
    case 1: return LineProblem("\(missing); did you mean \(near[0])?", line: line(with: near[0]))
    case 2...Self.mostNames:
      return LineProblem("\(missing); did you mean \(near.listed())?", help: facts.name)
    default: return glued(missing) ?? LineProblem(missing, help: facts.name)
    }
  }

  /// That a value was written right behind `-f`; nil for any other word.
  private func glued(_ missing: String) -> LineProblem? {
    let value = name.drop { $0 == "-" }.dropFirst()
    guard name.drop(while: { $0 == "-" }).first == "f", !value.isEmpty, facts.option("-f") != nil
    else { return nil }
    var line = words
    line.replaceSubrange(
      place...place, with: ["-f", "\(value)\(words[place].dropFirst(name.count))"])
    return LineProblem("\(missing); the value of -f stands apart", line: line)
  }

  private func ofOthers(_ missing: String, _ able: [String]) -> LineProblem {
    let other = [able[0]] + words.dropFirst()
    let line = isSameInput(able[0]) && (try? LineCheck.check(other)) != nil ? other : nil
    return LineProblem("\(missing); \(Self.have(able))", line: line, help: able[0])
  }

  /// An option that a command would ignore: `tags has no --granularity; top, tree … have it`.
  ///
  /// - `written`: as it stands on the line; `name`: in its long form.
  static func refusal(of written: String, _ name: String, in command: String) -> LineProblem {
    LineProblem(
      "\(command) has no \(written); \(have(CommandCheck.commands(with: name)))", help: command)
  }

  private static func have(_ commands: [String]) -> String {
    let shown = commands.prefix(mostNames).joined(separator: ", ")
    return commands.count > mostNames
      ? "\(shown) … have it" : "\(shown) \(commands.count == 1 ? "has" : "have") it"
  }

  /// Whether a line of this command may be one of another: what stands without options is the same.
  private func isSameInput(_ other: String) -> Bool {
    guard let command = CommandNames.command(named: other) else { return false }
    let others = CommandFacts.of(command)
    return others.arguments.map(\.valueName) == facts.arguments.map(\.valueName)
      && words.optionPlaces.filter { $0 > 0 }.allSatisfy {
        others.option(words[$0].prefix { $0 != "=" }) != nil
      }
  }

  /// The options that this command has, without those it would ignore.
  private var known: [String] {
    facts.options.map(\.name).filter { !IgnoredOptions.isOne($0, of: facts.name) }
  }

  /// What stands behind it as its value may.
  private var value: String? {
    let inline = words[place].dropFirst(name.count)
    return inline.isEmpty ? words.dropFirst(place + 1).first : String(inline.dropFirst())
  }

  /// What the word means, of what this command has.
  private var meant: String? {
    return MeantOption.of(name, value: value).first { meant in
      let parts = meant.split(separator: "=", maxSplits: 1)
      guard let option = parts.first else { return false }
      if ["--color", "--no-pager", "--help", "--help-all"].contains(option) { return true }
      guard known.contains(String(option)), let facts = facts.option(option) else { return false }
      return parts.count == 1 || facts.values.isEmpty || facts.values.contains(String(parts[1]))
    }
  }

  /// The line with another option in its place; one that brings its value takes none of the line.
  private func line(with meant: String) -> [String] {
    var line = words
    let inline = words[place].dropFirst(name.count)
    let isFlag = facts.option(meant)?.isFlag ?? true
    let keepsValue = !meant.contains("=") && !isFlag
    line[place] =
      meant.replacing("=", with: " ").split(separator: " ").first.map(String.init) ?? meant
    if let value = meant.split(separator: "=", maxSplits: 1).dropFirst().first {
      line.insert(String(value), at: place + 1)
    } else if keepsValue, inline.isEmpty, words.indices.contains(place + 1) {
      line[place + 1] = fitting(words[place + 1], meant)
    } else if keepsValue {
      line[place] += "=" + fitting(String(inline.dropFirst()), meant)
    }
    return line
  }

  /// The value of an option that somebody may have meant by another.
  private func fitting(_ value: String, _ option: String) -> String {
    let near = NearNames.of(value, among: facts.option(Substring(option))?.values ?? [])
    return near.count == 1 ? near[0] : value
  }
}
