/// Texts in quotation marks as Go writes them: by `%q`, and in the headers of dumps.
enum GoQuoted {
  private static let simple: [UInt8: UInt8] = [
    UInt8(ascii: "a"): 0x07, UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C,
    UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
    UInt8(ascii: "v"): 0x0B, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "\""): 0x22,
    UInt8(ascii: "'"): 0x27,
  ]

  /// Parses a quoted text; nil if it is damaged.
  static func parse(_ cursor: inout TextCursor) -> [UInt8]? {
    guard cursor.skip("\"") else { return nil }
    var text: [UInt8] = []
    while let byte = cursor.next() {
      switch byte {
      case UInt8(ascii: "\""): return text
      case UInt8(ascii: "\\"): guard appendEscape(&cursor, to: &text) else { return nil }
      default: text.append(byte)
      }
    }
    return nil
  }

  /// Moves over what follows a backslash.
  private static func appendEscape(_ cursor: inout TextCursor, to text: inout [UInt8]) -> Bool {
    guard let letter = cursor.next() else { return false }
    if let byte = simple[letter] {
      text.append(byte)
      return true
    }
    switch letter {
    case UInt8(ascii: "x"):
      guard let byte = digits(2, &cursor) else { return false }
      text.append(UInt8(truncatingIfNeeded: byte))
    case UInt8(ascii: "u"):
      guard let scalar = digits(4, &cursor) else { return false }
      append(scalar, to: &text)
    case UInt8(ascii: "U"):
      guard let scalar = digits(8, &cursor) else { return false }
      append(scalar, to: &text)
    default: return false
    }
    return true
  }

  private static func digits(_ count: Int, _ cursor: inout TextCursor) -> UInt32? {
    var number: UInt32 = 0
    for _ in 0..<count {
      guard let digit = cursor.next()?.hexadecimalDigit else { return nil }
      number = number << 4 | UInt32(digit)
    }
    return number
  }

  private static func append(_ number: UInt32, to text: inout [UInt8]) {
    text += Array(String(Unicode.Scalar(number) ?? "\u{FFFD}").utf8)
  }
}
