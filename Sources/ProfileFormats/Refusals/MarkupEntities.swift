/// The HTML entities in titles and messages: `&amp;`, `&#39;`, `&#x2014;`.
enum MarkupEntities {
  private static let named: [String: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "mdash": "—",
    "ndash": "–", "hellip": "…", "middot": "·", "bull": "•", "copy": "©", "laquo": "«",
    "raquo": "»", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”",
  ]
  /// No entity is longer.
  private static let longest = 10

  /// A text with its entities replaced by characters; unknown ones stay.
  static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var rest = text
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "&"),
        let end = rest.prefix(longest).firstIndex(of: UInt8(ascii: ";")),
        let scalar = scalar(rest[..<end])
      else {
        result.append(byte)
        continue
      }
      result += Array(String(scalar).utf8)
      rest = rest[(end + 1)...]
    }
    return result
  }

  private static func scalar(_ name: ArraySlice<UInt8>) -> Unicode.Scalar? {
    guard name.first == UInt8(ascii: "#") else {
      return named[String(decoding: name, as: UTF8.self)]
    }
    var cursor = TextCursor(name.dropFirst())
    let number =
      cursor.skip("x") || cursor.skip("X") ? cursor.hexadecimalDigits() : cursor.decimal()
    guard cursor.isAtEnd, let number, let value = UInt32(exactly: number) else { return nil }
    return Unicode.Scalar(value)
  }
}
