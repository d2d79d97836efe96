/// Quoted texts of a dot file.
///
/// Graphviz reads a text in quotes up to three times: the file's grammar knows `\"` alone, a label knows escapes such
/// as `\n` and entities of HTML, and a tooltip has its escapes taken out twice. What it cannot hold, for it ends at a
/// NUL and copies the other control characters into its SVG, is replaced as in a flame graph. A text that is too long
/// for it comes in parts, which it puts together.
enum DotText {
  private static let backslash = UInt8(ascii: "\\")
  private static let newline = UInt8(ascii: "\n")
  /// The longest run of bytes without a backslash: graphviz 2.43 reads 16,381.
  private static let longestPart = 16_000

  /// A text as (a line of) a label; a line feed ends a line that is aligned to the left.
  static func label(_ text: some Collection<UInt8>) -> [UInt8] {
    escaped(text) { _ in 2 }
  }

  /// A text as a tooltip.
  ///
  /// A backslash is doubled as in a label, twice where what follows it would be an escape the second time.
  static func tooltip(_ text: some Collection<UInt8>) -> [UInt8] {
    escaped(text) { next in next.map { #"NGETHL\"#.utf8.contains($0) } == true ? 4 : 2 }
  }

  /// A text as a name, which has no escapes: only backslashes that would take a quote with them are
  /// doubled, and stay so.
  static func name(_ text: some Collection<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var backslashes = 0
    let text = SafeText.shownBytes(text) + [UInt8(ascii: "\"")]
    for (index, byte) in text.enumerated() {
      if byte == UInt8(ascii: "\"") {
        result.append(contentsOf: repeatElement(backslash, count: backslashes))
        result.append(backslash)
      }
      if byte == UInt8(ascii: "&"), isEntity(text[(index + 1)...]) {
        result.append(contentsOf: "&amp;".utf8)
      } else {
        result.append(byte)
      }
      backslashes = byte == backslash ? backslashes + 1 : 0
    }
    // The quote at the end was only added for the check.
    return inParts(Array(result.dropLast(2)))
  }

  /// - `doubled`: the number of backslashes for one, by what follows it.
  private static func escaped(
    _ text: some Collection<UInt8>, _ doubled: (_ next: UInt8?) -> Int
  ) -> [UInt8] {
    let text = safe(text)
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    for (index, byte) in text.enumerated() {
      switch byte {
      case backslash:
        let next = index + 1 < text.count ? text[index + 1] : nil
        result.append(contentsOf: repeatElement(backslash, count: doubled(next)))
      case UInt8(ascii: "\""): result.append(contentsOf: #"\""#.utf8)
      case newline: result.append(contentsOf: #"\l"#.utf8)
      case UInt8(ascii: "&") where isEntity(text[(index + 1)...]):
        result.append(contentsOf: "&amp;".utf8)
      default: result.append(byte)
      }
    }
    return inParts(result)
  }

  /// A text that is escaped, with `" + "` between its parts: behind whole characters and escapes.
  private static func inParts(_ text: [UInt8]) -> [UInt8] {
    guard text.count > longestPart else { return text }
    var result: [UInt8] = []
    result.reserveCapacity(text.count + text.count / 1000)
    var length = 0
    for byte in text {
      let isInside = byte & 0xC0 == 0x80
      if length >= longestPart, !isInside {
        result.append(contentsOf: #"" + ""#.utf8)
        length = 0
      }
      length = byte == backslash ? 0 : length + 1
      result.append(byte)
    }
    return result
  }

  /// Whether what follows a `&` makes it an entity, as in `&lt;` or `&#60;`.
  private static func isEntity(_ rest: ArraySlice<UInt8>) -> Bool {
    let name = rest.dropFirst(rest.first == UInt8(ascii: "#") ? 1 : 0)
      .prefix(while: \.isLetterOrDigit)
    return !name.isEmpty && rest[name.endIndex...].first == UInt8(ascii: ";")
  }

  /// A text without what graphviz cannot hold; line feeds stay.
  private static func safe(_ text: some Collection<UInt8>) -> [UInt8] {
    let lines = text.split(separator: newline, omittingEmptySubsequences: false)
    return Array(lines.map { SafeText.shownBytes($0) }.joined(separator: [newline]))
  }

  /// A text with each occurrence of a part replaced.
  static func replacing(_ part: String, in text: [UInt8], by other: String) -> [UInt8] {
    let part = Array(part.utf8)
    var replaced: [UInt8] = []
    var rest = text[...]
    while !rest.isEmpty {
      if rest.starts(with: part) {
        replaced += Array(other.utf8)
        rest = rest.dropFirst(part.count)
      } else {
        replaced.append(rest.removeFirst())
      }
    }
    return replaced
  }
}
