/// The words of a file's name: runs of letters, in small letters.
enum NameWord {
  /// The words that tell the kind of a profile.
  static let kinds: Set<String> = [
    "goroutine", "goroutineleak", "heap", "allocs", "mutex", "block", "threadcreate", "cpu",
    "profile",
  ]

  /// The word for a kind that stands for another word too.
  static func usual(_ word: String) -> String {
    switch word {
    case "allocs": "heap"
    case "goroutineleak": "goroutine"
    default: word
    }
  }

  /// The words of a name in their order.
  static func all(in name: ArraySlice<UInt8>) -> [String] {
    name.split { !isLetter($0) }.map(small)
  }

  /// The name with each of its words replaced, unless that gives the word itself.
  static func replaced(in name: ArraySlice<UInt8>, _ replacement: (String) -> String) -> [UInt8] {
    var (result, rest): ([UInt8], ArraySlice<UInt8>) = ([], name)
    while !rest.isEmpty {
      let gap = rest.prefix { !isLetter($0) }
      let word = rest[gap.endIndex...].prefix(while: isLetter)
      let before = small(word)
      let after = replacement(before)
      result += gap
      result += after == before ? Array(word) : Array(after.utf8)
      rest = rest[word.endIndex...]
    }
    return result
  }

  /// All that is no ASCII counts as letters, as it is in almost all languages.
  private static func isLetter(_ byte: UInt8) -> Bool {
    0x61...0x7A ~= byte | 0x20 || byte >= 0x80
  }

  static func small(_ word: ArraySlice<UInt8>) -> String {
    String(decoding: word.map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }, as: UTF8.self)
  }
}
