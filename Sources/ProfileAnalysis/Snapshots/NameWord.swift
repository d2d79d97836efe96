/// A word of a file's name: a run of letters, which may be large or small.
struct NameWord {
  let bytes: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  /// Whether it is a word, which is given in small letters.
  func isEqual(to word: StaticString) -> Bool {
    guard bytes.count == word.utf8CodeUnitCount else { return false }
    return word.withUTF8Buffer { unsafe zip(bytes, $0).allSatisfy { Self.small($0) == $1 } }
  }

  /// Whether it equals one of some words.
  func isOne(of words: [StaticString]) -> Bool { words.contains { isEqual(to: $0) } }

  /// Whether it tells the kind of a profile.
  var isKind: Bool { isOne(of: Self.kinds) }

  /// Whether it tells the kind of several profiles: `goroutines`, as people write it.
  var isKindOrPlural: Bool {
    isKind || bytes.last.map(Self.small) == UInt8(ascii: "s") && NameWord(bytes.dropLast()).isKind
  }

  private static let kinds: [StaticString] = [
    "goroutine", "goroutineleak", "heap", "allocs", "mutex", "block", "threadcreate", "cpu",
    "profile",
  ]

  /// Whether it tells that a program printed its goroutines when it ended or was asked to.
  var isDump: Bool { isEnd || isEqual(to: "dump") }

  /// Whether it tells that the program ended with that: a dump may be of one that goes on.
  var isEnd: Bool { isOne(of: Self.ends) }

  private static let ends: [StaticString] = ["sigquit", "sigabrt", "crash", "panic", "fatal"]

  /// Whether a number behind it counts what follows one another: `snap-1`, `dump2`, `v3`.
  var isOfSeries: Bool { isDump || isOne(of: Self.series) }

  private static let series: [StaticString] = [
    "snap", "snapshot", "sample", "capture", "save", "saved", "run", "round", "step", "part", "try",
    "attempt", "release", "version", "build", "rev", "v", "r", "t", "n", "no", "day", "hour", "min",
    "week", "before", "after", "copy", "log",
  ]

  /// The usual word for the same kind; nil if there is none.
  var usual: [UInt8]? {
    if isEqual(to: "allocs") { return Array("heap".utf8) }
    return isEqual(to: "goroutineleak") ? Array("goroutine".utf8) : nil
  }

  /// The letter in small.
  static func small(_ letter: UInt8) -> UInt8 { 0x41...0x5A ~= letter ? letter | 0x20 : letter }

  /// Everything outside ASCII counts as a letter, which it is in almost all languages.
  private static func isLetter(_ byte: UInt8) -> Bool {
    0x61...0x7A ~= byte | 0x20 || byte >= 0x80
  }
}

extension NameWord {
  /// The words of a name, in order.
  static func all(in name: ArraySlice<UInt8>) -> [NameWord] {
    name.split { !isLetter($0) }.map(NameWord.init)
  }

  /// The name with some of its words replaced.
  static func replaced(
    in name: ArraySlice<UInt8>, _ replacement: (NameWord) -> [UInt8]?
  ) -> [UInt8] {
    var (result, rest): ([UInt8], ArraySlice<UInt8>) = ([], name)
    while !rest.isEmpty {
      let gap = rest.prefix { !isLetter($0) }
      let word = NameWord(rest[gap.endIndex...].prefix(while: isLetter))
      result += gap
      if let other = replacement(word) { result += other } else { result += word.bytes }
      rest = rest[word.bytes.endIndex...]
    }
    return result
  }
}
