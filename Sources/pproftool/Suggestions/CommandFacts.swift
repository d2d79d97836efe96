import ArgumentParser
import JSONText
import ProfileModel

/// What a command takes, as its own definition tells it.
///
/// It takes a few milliseconds to ask for, and so only serves help and what is wrong with a line.
struct CommandFacts: Sendable {
  var name = ""
  var abstract = ""
  var discussion = ""
  var options: [OptionFacts] = []
  /// What stands there without a name.
  var arguments: [OptionFacts] = []
  fileprivate var subcommands: [CommandFacts] = []

  /// Those of all commands, in the order of the help.
  static let all = of(Pproftool.self).subcommands.filter { $0.name != "help" }

  /// Those of one command.
  static func of(_ command: any ParsableCommand.Type) -> CommandFacts {
    // What ArgumentParser writes is JSON.
    (try? parse(command._dumpHelp())) ?? CommandFacts()
  }

  /// The option of a name as it is written: `--output`, `-o`.
  func option(_ name: some StringProtocol) -> OptionFacts? {
    options.first { $0.names.contains { $0 == name } }
  }
}

extension CommandFacts {
  /// Where on a line of this command that stands which belongs to no option.
  func positions(in words: [String]) -> [Int] {
    var positions: [Int] = []
    let options = Set(words.optionPlaces)
    var place = 1
    while place < words.count, words[place] != "--" {
      if options.contains(place), words[place] != "-" {
        let takesNext = option(words[place]).map { !$0.isFlag } ?? false
        place += takesNext ? 2 : 1
      } else {
        positions.append(place)
        place += 1
      }
    }
    return positions + words.indices.suffix(from: min(place + 1, words.count))
  }
}

/// An option or an argument of a command.
struct OptionFacts: Sendable {
  /// As they are written, the longest first: `--output`, `-o`.
  var names: [String] = []
  var valueName = ""
  var help = ""
  var defaultValue: String?
  /// The values that it takes; none if it takes any.
  var values: [String] = []
  /// The title that it stands under.
  var section: String?
  var isFlag = false
  var isOptional = false
  var isRepeating = false
  /// Whether it may take a word with a hyphen as its value.
  var takesAnything = false
  fileprivate var isPositional = false

  /// The name that it is known by.
  var name: String { names.first ?? valueName }

  /// As help shows it: `--focus <regex>`.
  var usage: String { isFlag ? name : "\(name) <\(valueName)>" }
}

// MARK: - Reading what ArgumentParser tells

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
        // Where no type tells the values, the shell's completions do.
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
