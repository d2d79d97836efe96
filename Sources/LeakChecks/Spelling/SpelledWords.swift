/// The words of a value, to find names with a similar spelling.
///
/// A word is a run of three or more letters and digits: `Strem.listen` has two, and is near
/// `buffer.(*Stream).listen`, which has a word like each of them.
struct SpelledWords {
  private let words: [[UInt8]]
  /// Whether the last word must be the last one of a name, as in `/listen$/`.
  private let isAtEnd: Bool

  /// Nil for a value without words.
  init?(_ value: SampleSelector.Value) {
    switch value {
    case .any: return nil
    case .text(let text): (words, isAtEnd) = (Self.words(of: text.utf8), false)
    case .pattern(let pattern):
      words = Self.words(of: Self.withoutEscapes(pattern.text))
      isAtEnd = pattern.text.hasSuffix("$")
    }
    if words.isEmpty { return nil }
  }

  /// Whether each word is like one of a name.
  func areNear(_ name: String) -> Bool { fits(name, Self.areAlike) }

  /// The same if words may be shortened, or short ones one letter apart: `Strm` is similar to `Stream`.
  func areSimilar(_ name: String) -> Bool {
    fits(name) { word, other in
      Self.areAlike(word, other) || Self.isOneApart(word, other)
        || Self.isShortened(word, of: other)
    }
  }

  private func fits(_ name: String, _ areAlike: ([UInt8], [UInt8]) -> Bool) -> Bool {
    let others = Self.words(of: name.utf8)
    guard words.allSatisfy({ word in others.contains { areAlike(word, $0) } }) else {
      return false
    }
    guard isAtEnd, let word = words.last, let last = others.last else { return true }
    return areAlike(word, last)
  }

  /// Whether a word has the other's first letter and up to three of the rest less.
  private static func isShortened(_ word: [UInt8], of other: [UInt8]) -> Bool {
    guard word.first == other.first, (1...3).contains(other.count - word.count) else {
      return false
    }
    var left = word[...]
    for letter in other where letter == left.first { left = left.dropFirst() }
    return left.isEmpty
  }

  /// The words in lower case.
  private static func words(of text: some Sequence<UInt8>) -> [[UInt8]] {
    let small = text.map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }
    return small.split { !isLetter($0) && !isDigit($0) }.filter { $0.count >= 3 }.map(Array.init)
  }

  /// Everything outside ASCII counts as a letter, which it is in almost all languages.
  private static func isLetter(_ byte: UInt8) -> Bool { 0x61...0x7A ~= byte || byte >= 0x80 }

  private static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }

  /// An expression with a blank instead of `\.`, `\b` and their like.
  private static func withoutEscapes(_ pattern: String) -> [UInt8] {
    var (result, isEscaped): ([UInt8], Bool) = ([], false)
    for byte in pattern.utf8 {
      let isEscape = !isEscaped && byte == UInt8(ascii: "\\")
      result.append(isEscaped || isEscape ? UInt8(ascii: " ") : byte)
      isEscaped = isEscape
    }
    return result
  }

  /// Whether two words are equal or, if neither has digits, one letter apart, with five letters in one of them, or with two
  /// neighbours swapped of four: `Get` and `Set` are both names, `exprr` is hardly one beside `expr`, nor `mian` beside
  /// `main`.
  private static func areAlike(_ word: [UInt8], _ other: [UInt8]) -> Bool {
    if word == other { return true }
    guard max(word.count, other.count) >= 4, !word.contains(where: isDigit),
      !other.contains(where: isDigit)
    else { return false }
    return max(word.count, other.count) >= 5
      ? isOneApart(word, other) : areSwapped(word, other)
  }

  /// Whether one letter was added, dropped or changed, or two neighbours swapped.
  static func isOneApart(_ word: [UInt8], _ other: [UInt8]) -> Bool {
    let start = zip(word, other).prefix { $0 == $1 }.count
    let (left, right) = (word[start...], other[start...])
    switch word.count - other.count {
    case 1: return left.dropFirst().elementsEqual(right)
    case -1: return right.dropFirst().elementsEqual(left)
    case 0:
      return left.dropFirst().elementsEqual(right.dropFirst()) || areSwapped(word, other)
    default: return false
    }
  }

  /// Whether two neighbours were swapped, and nothing else.
  private static func areSwapped(_ word: [UInt8], _ other: [UInt8]) -> Bool {
    let start = zip(word, other).prefix { $0 == $1 }.count
    let (left, right) = (word.dropFirst(start), other.dropFirst(start))
    return word.count == other.count && left.count >= 2
      && left.prefix(2).reversed().elementsEqual(right.prefix(2))
      && left.dropFirst(2).elementsEqual(right.dropFirst(2))
  }
}

/// Suggestions for misspelt words.
package enum NearWord {
  /// The word that the user may have meant.
  package static func of(_ word: String, in known: some Sequence<String>) -> String? {
    let written = Array(word.lowercased().utf8)
    var near: String?
    for candidate in known {
      if candidate == word { return nil }
      let other = Array(candidate.lowercased().utf8)
      let isNear = other == written || other.count > 2 && SpelledWords.isOneApart(written, other)
      if isNear, near == nil { near = candidate }
    }
    return near
  }

  /// The hint for a message: `; near: state`, or nothing.
  static func hint(_ word: String, in known: some Sequence<String>) -> String {
    of(word, in: known).map { "; near: \($0)" } ?? ""
  }
}
