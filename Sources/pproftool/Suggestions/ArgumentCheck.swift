import ProfileServing
import ProfileSystem

/// Checks the positional arguments of a command line.
struct ArgumentCheck {
  private let arguments: [String]
  private let positions: [Int]
  private let facts: CommandFacts

  init(_ arguments: [String], _ facts: CommandFacts) {
    (self.arguments, self.facts) = (arguments, facts)
    positions = facts.positions(in: arguments)
  }

  private var given: [String] { positions.map { arguments[$0] } }

  /// - Throws: a `LineProblem` that names what is missing.
  func check() throws {
    switch facts.name {
    case "peek", "list": try checkPattern()
    case "diff", "compare": try checkSides()
    case "convert": try checkOne()
    case "schema": try checkName("the name of a command", as: "rows")
    case "completion": try checkName("the name of a shell: bash, zsh or fish", as: "bash")
    case "collect", "serve", "merge", "version": break
    default: try checkProfile()
    }
  }

  private func has(_ option: String) -> Bool {
    arguments.contains { $0 == option || $0.hasPrefix("\(option)=") }
  }

  private func line(with last: String...) -> [String] { arguments + last }

  private func checkProfile() throws {
    guard given.isEmpty, !has("--files-from") else { return }
    let what = has("--test") ? "a rule file" : "a profile"
    throw LineProblem(
      "\(facts.name) needs \(what)", line: line(with: has("--test") ? "RULES" : "PROFILE"))
  }

  private func checkPattern() throws {
    guard !has("--files-from") || given.isEmpty else { return }
    guard let first = given.first else {
      throw LineProblem(
        "\(facts.name) needs a pattern of function names and a profile",
        line: line(with: "PATTERN", "PROFILE"))
    }
    guard given.count == 1 else { return }
    if LoneFile.isProfile(first) {
      var line = arguments
      line.insert("PATTERN", at: positions[0])
      throw LineProblem(
        "\(facts.name) needs a pattern of function names before the profile", line: line)
    }
    throw LineProblem("\(facts.name) needs a profile", line: line(with: "PROFILE"))
  }

  private func checkSides() throws {
    guard !has("--before"), !has("--after") else { return }
    switch given.count {
    case 0:
      throw LineProblem("\(facts.name) needs two profiles", line: line(with: "BEFORE", "AFTER"))
    case 1:
      throw LineProblem(
        "\(facts.name) needs two profiles, before and after", line: line(with: "AFTER"))
    case 2: return
    default:
      let options = arguments.indices.filter { !positions.contains($0) }.map { arguments[$0] }
      throw LineProblem(
        "\(facts.name) takes two profiles, or several per side with --before and --after",
        line: options.filter { $0 != "--" } + sides)
    }
  }

  /// The sides if the profiles are of two folders, one after the other, as of `old/*.pb.gz new/*.pb.gz`; else nobody knows them.
  private var sides: [String] {
    let folders = given.map { SystemPath($0).folder }
    let start = folders.firstIndex { $0 != folders[0] }
    guard let start, folders[start...].allSatisfy({ $0 == folders[start] }) else {
      return ["--before", "BEFORE", "--after", "AFTER"]
    }
    return ["--before"] + given[..<start] + ["--after"] + given[start...]
  }

  private func checkOne() throws {
    guard given.count > 1 else { return try checkProfile() }
    let (first, second) = (positions[0], positions[1])
    if LoneFile.isFile(arguments[second]) {
      throw LineProblem(
        "convert takes one profile; merge adds up several", line: ["merge"] + arguments.dropFirst())
    }
    guard given.count == 2, LoneFile.isFile(arguments[first]), !has("--output"), !has("-o") else {
      return
    }
    var line = arguments
    line.insert("-o", at: second)
    throw LineProblem("convert takes one profile; name the output with -o", line: line)
  }

  private func checkName(_ what: String, as example: String) throws {
    guard given.isEmpty else { return }
    throw LineProblem("\(facts.name) needs \(what)", line: line(with: example))
  }
}

/// Detects what only a file that cannot be read shows: a pattern and a profile in the wrong order, or an output without
/// `-o`.
enum MisplacedArguments {
  /// The problem of a line that failed to read a file; nil if all files were meant to be read.
  static func problem(_ arguments: [String], after error: any Error) -> LineProblem? {
    guard error is FileError, let command = arguments.first,
      let type = CommandNames.command(named: command)
    else { return nil }
    let facts = CommandFacts.of(type)
    let positions = facts.positions(in: arguments)
    if ["peek", "list"].contains(command) { return swapped(arguments, positions) }
    return port(arguments, positions, facts) ?? output(arguments, positions, facts)
  }

  /// A port in place of a file, or a number that is no number of rows.
  private static func port(
    _ arguments: [String], _ positions: [Int], _ facts: CommandFacts
  ) -> LineProblem? {
    let isServer = facts.option("--listen") != nil
    guard
      let index = positions.first(where: {
        let isPort = isServer ? address(arguments[$0]) != nil : UInt16(arguments[$0]) != nil
        return isPort && !LoneFile.isFile(arguments[$0])
      })
    else { return nil }
    let missing = "\(arguments[index]): there is no such file"
    guard isServer, let address = address(arguments[index]) else {
      let hasRows =
        facts.option("--nodecount") != nil && !IgnoredOptions.isOne("--nodecount", of: facts.name)
      return hasRows ? nil : LineProblem(answer: missing)
    }
    var line = arguments
    line.replaceSubrange(index...index, with: ["--listen", address])
    return LineProblem("\(missing); a port belongs to --listen", line: line)
  }

  /// Where a server may listen: `8080`, `:8080` or `127.0.0.1:8080`; nil for anything else.
  private static func address(_ word: String) -> String? {
    guard let address = try? ListenAddress(word), case .address(_, let port) = address else {
      return nil
    }
    return word.contains(":") && !word.hasPrefix(":") ? word : "localhost:\(port)"
  }

  private static func swapped(_ arguments: [String], _ positions: [Int]) -> LineProblem? {
    guard positions.count == 2, LoneFile.isFile(arguments[positions[0]]),
      !LoneFile.isFile(arguments[positions[1]]), arguments[positions[1]] != "-"
    else { return nil }
    var line = arguments
    line.swapAt(positions[0], positions[1])
    return LineProblem("\(arguments[0]) takes the pattern before the profile", line: line)
  }

  /// The last of several names, which is no file, and ends as outputs do.
  private static func output(
    _ arguments: [String], _ positions: [Int], _ facts: CommandFacts
  ) -> LineProblem? {
    guard positions.count > 1, let last = positions.last, facts.option("--output") != nil,
      !arguments.contains(where: { $0.hasPrefix("-o") || $0.hasPrefix("--output") }),
      endings.contains(where: arguments[last].lowercased().hasSuffix),
      !LoneFile.isFile(arguments[last]),
      positions.dropLast().allSatisfy({ LoneFile.isFile(arguments[$0]) })
    else { return nil }
    var line = arguments
    line.insert("-o", at: last)
    return LineProblem(
      "\(arguments[last]): there is no such file; name the output with -o", line: line)
  }

  /// Those of outputs that no profile has.
  private static let endings = [".svg", ".html", ".dot", ".md", ".csv", ".png"]
}
