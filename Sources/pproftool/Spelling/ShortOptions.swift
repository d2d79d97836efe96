/// One-letter options joined into one argument, which are split into several: `-qn5`, `-ox.json`.
enum ShortOptions {
  /// The options without a value, which may be joined.
  static let flags: Set<Character> = ["r", "q"]

  /// The long names of one-letter options.
  static let names = [
    "-f": "--focus", "-n": "--nodecount", "-o": "--output", "-q": "--quiet", "-r": "--recursive",
  ]

  /// The option that an argument sets, by its long name and without a value: `--nodecount` of `-n=5`.
  static func longName(_ argument: String) -> String {
    let written = String(argument.prefix { $0 != "=" })
    return names[written] ?? written
  }

  /// The line with joined options and values as separate arguments.
  static func separated(_ arguments: [String]) -> [String] {
    let options = Set(arguments.optionIndices)
    return arguments.indices.flatMap { index in
      (options.contains(index) ? parts(of: arguments[index]) : nil) ?? [arguments[index]]
    }
  }

  /// The flags, the option and its value; nil if the argument may be anything else.
  ///
  /// A number is recognised by its digits, and a file name by a point or a slash, which no option has. The value of
  /// `-f` could be the end of any word, so it must be separate.
  private static func parts(of word: String) -> [String]? {
    let letters = word.dropFirst()
    let joined = letters.prefix { flags.contains($0) }
    let rest = letters.dropFirst(joined.count)
    let value = String(rest.dropFirst())
    guard let option = rest.first, isValue(value, of: option) else { return nil }
    return (joined.isEmpty ? [] : ["-\(joined)"]) + ["-\(option)", value]
  }

  private static func isValue(_ text: String, of option: Character) -> Bool {
    switch option {
    case "n": text.drop { $0 == "-" }.first.map { $0.isASCII && $0.isNumber } ?? false
    case "o": text.prefix { $0 != "=" }.contains { $0 == "." || $0 == "/" }
    default: false
    }
  }
}
