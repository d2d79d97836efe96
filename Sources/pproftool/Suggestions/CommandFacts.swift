import ArgumentParser
import JSONText
import ProfileModel

/// The options and arguments of a command, from its definition.
///
/// Getting it takes a few milliseconds, so it is used only for help and for error messages.
struct CommandFacts: Sendable {
  var name = ""
  var abstract = ""
  var discussion = ""
  var options: [OptionFacts] = []
  /// The positional arguments.
  var arguments: [OptionFacts] = []
  fileprivate var subcommands: [CommandFacts] = []

  /// The facts of all commands, in the order of the help.
  static let all = of(Pproftool.self).subcommands.filter { $0.name != "help" }

  /// The facts of one command.
  static func of(_ command: any ParsableCommand.Type) -> CommandFacts {
    // ArgumentParser writes JSON.
    (try? parse(command._dumpHelp())) ?? CommandFacts()
  }

  /// The option with a name as written: `--output`, `-o`.
  func option(_ name: some StringProtocol) -> OptionFacts? {
    options.first { $0.names.contains { $0 == name } }
  }
}

extension CommandFacts {
  /// The indices of the positional arguments on a line of this command.
  func positions(in arguments: [String]) -> [Int] {
    var positions: [Int] = []
    let options = Set(arguments.optionIndices)
    var index = 1
    while index < arguments.count, arguments[index] != "--" {
      if options.contains(index), arguments[index] != "-" {
        let takesNext = option(arguments[index]).map { !$0.isFlag } ?? false
        index += takesNext ? 2 : 1
      } else {
        positions.append(index)
        index += 1
      }
    }
    return positions + arguments.indices.suffix(from: min(index + 1, arguments.count))
  }
}

/// An option or an argument of a command.
struct OptionFacts: Sendable {
  /// The names as written, longest first: `--output`, `-o`.
  var names: [String] = []
  var valueName = ""
  var help = ""
  var defaultValue: String?
  /// The allowed values; empty if any value is allowed.
  var values: [String] = []
  /// The title of its group.
  var section: String?
  var isFlag = false
  var isOptional = false
  var isRepeating = false
  /// Whether its value may start with a hyphen.
  var takesAnything = false
  fileprivate var isPositional = false

  /// Its main name.
  var name: String { names.first ?? valueName }

  /// Its usage in help: `--focus <regex>`.
  var usage: String { isFlag ? name : "\(name) <\(valueName)>" }
}

// MARK: - Parsing ArgumentParser's JSON

extension CommandFacts {
  private static func parse(_ text: String) throws -> CommandFacts {
    var command = CommandFacts()
    var json = JSONTokenizer(ByteSource(Array(text.utf8)))
    try json.readObject { key, json in
      if key == "command" { command = try Self.command(&json) }
    }
    return command
  }

  private static func command(_ json: inout JSONTokenizer) throws -> CommandFacts {
    var command = CommandFacts()
    try json.readObject { key, json in
      switch key {
      case "commandName": command.name = try json.readText()
      case "abstract": command.abstract = try json.readText()
      case "discussion": command.discussion = try json.readText()
      case "arguments":
        try json.readArray { json in command.add(try OptionFacts(&json)) }
      case "subcommands":
        try json.readArray { json in command.subcommands.append(try Self.command(&json)) }
      default: break
      }
    }
    return command
  }

  private mutating func add(_ option: OptionFacts) {
    if option.isPositional { arguments.append(option) } else { options.append(option) }
  }
}

extension OptionFacts {
  fileprivate init(_ json: inout JSONTokenizer) throws {
    try json.readObject { key, json in
      switch key {
      case "kind":
        let kind = try json.readText()
        (isFlag, isPositional) = (kind == "flag", kind == "positional")
      case "names": names = try Self.names(&json)
      case "valueName": valueName = try json.readText()
      case "abstract": help = try json.readText()
      case "defaultValue": defaultValue = try json.readText()
      case "sectionTitle": section = try json.readText()
      case "isOptional": isOptional = try json.readBoolean()
      case "isRepeating": isRepeating = try json.readBoolean()
      case "allValues":
        try json.readArray { json in values.append(try json.readText()) }
      case "completionKind":
        // If the type has no list of values, the completions have one.
        let listed = try Self.listed(&json)
        if values.isEmpty { values = listed }
      case "parsingStrategy": takesAnything = try json.readText().hasPrefix("unconditional")
      default: break
      }
    }
  }

  private static func listed(_ json: inout JSONTokenizer) throws -> [String] {
    var values: [String] = []
    guard try json.kind() == .object else { return [] }
    try json.readObject { key, json in
      guard key == "list" else { return }
      try json.readObject { key, json in
        if key == "values" { try json.readArray { json in values.append(try json.readText()) } }
      }
    }
    return values
  }

  private static func names(_ json: inout JSONTokenizer) throws -> [String] {
    var names: [String] = []
    try json.readArray { json in
      var (hyphens, name) = ("--", "")
      try json.readObject { key, json in
        if key == "kind", try json.readText() == "short" { hyphens = "-" }
        if key == "name" { name = try json.readText() }
      }
      names.append(hyphens + name)
    }
    return names.sorted { $0.count > $1.count }
  }
}

extension JSONTokenizer {
  fileprivate mutating func readText() throws -> String {
    try readString()
    return String(decoding: text, as: UTF8.self)
  }
}
