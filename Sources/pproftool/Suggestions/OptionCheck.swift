import ProfileModel

/// The problem of an option that the command does not have.
struct OptionCheck {
  private let arguments: [String]
  private let facts: CommandFacts
  private let index: Int
  /// The option as written, without a value.
  private let name: String

  init(_ arguments: [String], _ facts: CommandFacts, at index: Int) {
    (self.arguments, self.facts, self.index) = (arguments, facts, index)
    name = String(arguments[index].prefix { $0 != "=" })
  }

  /// A longer list of names would not help.
  private static let mostNames = 5

  var problem: LineProblem {
    let missing = "\(facts.name) has no \(name)"
    if let meant {
      let problem = "\(missing); did you mean \(meant.replacing("=", with: " "))?"
      let line = line(with: meant)
      return (try? LineCheck.check(NormalizedLine(line).arguments)) == nil
        ? LineProblem(problem, help: facts.name) : LineProblem(problem, line: line)
    }
    if facts.name == "report", ["--format", "--to"].contains(name) {
      return LineProblem(
        "\(missing); the name of the output decides: -o incident.html or -o incident.md",
        help: "report")
    }
    if facts.name == "check", name == "--exit-code" {
      return LineProblem(
        "\(missing); the exit status of check is always the verdict",
        line: line(replacingOptionBy: [], width: 1))
    }
    if let said = saidOtherwise(missing) { return said }
    let able = CommandCheck.commands(with: name)
    guard able.isEmpty else { return withOtherCommands(missing, able) }
    let near = NearNames.of(name.hasPrefix("--") ? name : "-\(name)", among: known)
    switch near.count {
    case 1: return LineProblem("\(missing); did you mean \(near[0])?", line: line(with: near[0]))
    case 2...Self.mostNames:
      return LineProblem("\(missing); did you mean \(near.listed())?", help: facts.name)
    default: return joinedValue(missing) ?? LineProblem(missing, help: facts.name)
    }
  }

  /// Options that people expect for what is said in other words here.
  private static let otherWords:
    [(
      command: String?, names: Set<String>, words: @Sendable (String) -> [String]?, reason: String
    )] = [
      (
        "check", ["--max", "--limit", "--threshold", "--max-goroutines"],
        { Int($0).map { ["--assert", "count() <= \($0)"] } }, "a limit is a rule"
      ),
      (
        "diff", ["--base", "--diff-base", "--baseline", "--before", "--old"], { [$0] },
        "the first file is the one before"
      ),
      (
        nil, ["--state", "--states"], { ["--tagfocus", "go.state=\($0)"] },
        "in a dump (?debug=2), the state of a goroutine is a label"
      ),
    ]

  /// The problem of an option for which this command has other words; nil if it has none, or not for this value.
  private func saidOtherwise(_ missing: String) -> LineProblem? {
    for (command, names, words, reason) in Self.otherWords
    where command == nil || command == facts.name {
      guard names.contains(name), let value, !names.contains("--state") || !LoneFile.isFile(value),
        let words = words(value), isKnown(words[0])
      else { continue }
      return LineProblem("\(missing); \(reason)", line: line(replacingOptionBy: words))
    }
    return nil
  }

  /// Whether a word is an option of this command, or none.
  private func isKnown(_ word: String) -> Bool { !word.hasPrefix("-") || known.contains(word) }

  /// The line with other words in place of the option and its value.
  private func line(replacingOptionBy words: [String], width: Int? = nil) -> [String] {
    var line = arguments
    let width = width ?? (arguments[index].count > name.count ? 1 : 2)
    line.replaceSubrange(index..<index + width, with: words)
    return line
  }

  /// The problem of a value joined to `-f`; nil for any other word.
  private func joinedValue(_ missing: String) -> LineProblem? {
    let value = name.dropFirst(2)
    guard name.hasPrefix("-f"), !value.isEmpty, known.contains("--focus") else { return nil }
    var line = arguments
    line.replaceSubrange(
      index...index, with: ["-f", "\(value)\(arguments[index].dropFirst(name.count))"])
    return LineProblem("\(missing); write a space between -f and its value", line: line)
  }

  private func withOtherCommands(_ missing: String, _ able: [String]) -> LineProblem {
    let other = [able[0]] + arguments.dropFirst()
    let line = isSameInput(able[0]) && (try? LineCheck.check(other)) != nil ? other : nil
    return LineProblem("\(missing); \(Self.have(able))", line: line, help: able[0])
  }

  /// The problem of an option that a command ignores: `tags has no --granularity; top, tree … have it`.
  ///
  /// - `written`: the option as written; `name`: its long form.
  static func problem(of written: String, _ name: String, in command: String) -> LineProblem {
    LineProblem(
      "\(command) has no \(written); \(have(CommandCheck.commands(with: name)))", help: command)
  }

  private static func have(_ commands: [String]) -> String {
    let shown = commands.prefix(mostNames).joined(separator: ", ")
    return commands.count > mostNames
      ? "\(shown) … have it" : "\(shown) \(commands.count == 1 ? "has" : "have") it"
  }

  /// Whether a line of this command may be a line of another: both have the same positional arguments and options.
  private func isSameInput(_ other: String) -> Bool {
    guard let command = CommandNames.command(named: other) else { return false }
    let otherFacts = CommandFacts.of(command)
    return otherFacts.arguments.map(\.valueName) == facts.arguments.map(\.valueName)
      && arguments.optionIndices.filter { $0 > 0 }.allSatisfy {
        otherFacts.option(arguments[$0].prefix { $0 != "=" }) != nil
      }
  }

  /// The options of this command, without those it ignores.
  private var known: [String] {
    facts.options.map(\.name).filter { !IgnoredOptions.isOne($0, of: facts.name) }
  }

  /// The value of the option, or the next argument, which may be its value.
  private var value: String? {
    let inline = arguments[index].dropFirst(name.count)
    return inline.isEmpty ? arguments.dropFirst(index + 1).first : String(inline.dropFirst())
  }

  /// The option of this command that the word means.
  private var meant: String? {
    if let count = Int(name.dropFirst()), count >= 0, known.contains("--nodecount") {
      return "-n=\(count)"
    }
    return MeantOption.of(name, value: value).first { meant in
      let parts = meant.split(separator: "=", maxSplits: 1)
      guard let option = parts.first else { return false }
      if ["--color", "--no-pager", "--help", "--help-all"].contains(option) { return true }
      guard known.contains(String(option)), let facts = facts.option(option) else { return false }
      return parts.count == 1 || facts.values.isEmpty || facts.values.contains(String(parts[1]))
    }
  }

  /// The line with the option replaced. A replacement with a value of its own uses none from the line.
  private func line(with meant: String) -> [String] {
    var line = arguments
    let inline = arguments[index].dropFirst(name.count)
    let isFlag = facts.option(meant)?.isFlag ?? true
    let keepsValue = !meant.contains("=") && !isFlag
    line[index] =
      meant.replacing("=", with: " ").split(separator: " ").first.map(String.init) ?? meant
    if let value = meant.split(separator: "=", maxSplits: 1).dropFirst().first {
      line.insert(String(value), at: index + 1)
    } else if keepsValue, inline.isEmpty, arguments.indices.contains(index + 1) {
      line[index + 1] = nearestValue(arguments[index + 1], meant)
    } else if keepsValue {
      line[index] += "=" + nearestValue(String(inline.dropFirst()), meant)
    }
    return line
  }

  /// The allowed value nearest to the given one, if there is exactly one.
  private func nearestValue(_ value: String, _ option: String) -> String {
    if option == "--sort", value == "total" { return "cum" }
    let near = NearNames.of(value, among: facts.option(Substring(option))?.values ?? [])
    return near.count == 1 ? near[0] : value
  }
}
