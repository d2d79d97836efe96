/// Options of one letter that are written as one word, which a command takes as several: `-qn5`, `-ox.json`.
enum ShortOptions {
  /// Those without a value, which may be joined.
  static let flags: Set<Character> = ["r", "q"]

  /// The line with their values as words of their own.
  static func separated(_ words: [String]) -> [String] {
    let places = Set(words.optionPlaces)
    return words.indices.flatMap { place in
      (places.contains(place) ? parts(of: words[place]) : nil) ?? [words[place]]
    }
  }

  /// The flags, the option and its value; nil for a word that may be anything else.
  ///
  /// A number is told by its digits, and the name of a file by a point or a slash, which no option has. What `-f` is given
  /// may be the end of any word, and so stands apart.
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
