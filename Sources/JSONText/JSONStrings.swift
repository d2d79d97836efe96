/// Texts in the JSON lines of container logs.
package enum JSONStrings {
  /// The strings of an object and of those in it, each with its key, in their order.
  ///
  /// What is no JSON ends the list.
  package static func strings(
    in object: ArraySlice<UInt8>
  ) -> [(key: [UInt8], text: [UInt8])] {
    var strings: [(key: [UInt8], text: [UInt8])] = []
    var rest = object
    var key: [UInt8]?
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\"") {
        guard let text = decode(&rest) else { return strings }
        rest = rest.drop { $0 == 0x20 || $0 == 0x09 }
        if rest.first == UInt8(ascii: ":") {
          key = text
        } else if let key {
          strings.append((key, text))
        }
      }
    }
    return strings
  }

  /// The string of a key in an object; nil when it has none.
  package static func value(of key: [UInt8], in object: ArraySlice<UInt8>) -> [UInt8]? {
    strings(in: object).first { $0.key == key }?.text
  }

  /// Moves over a string whose opening quotation mark was taken, and gives what it stands for; nil when it
  /// is damaged.
  package static func decode(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
    var text: [UInt8] = []
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\""): return text
      case UInt8(ascii: "\\"): guard appendEscape(&rest, to: &text) else { return nil }
      default: text.append(byte)
      }
    }
    return nil
  }

  private static func appendEscape(_ rest: inout ArraySlice<UInt8>, to text: inout [UInt8]) -> Bool
  {
    guard let letter = rest.popFirst() else { return false }
    switch letter {
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "u"):
      guard let unit = unit(&rest) else { return false }
      text += Array(String(decoding: units(unit, &rest), as: UTF16.self).utf8)
    default: text.append(letter)
    }
    return true
  }

  /// The four digits behind `\u`.
  private static func unit(_ rest: inout ArraySlice<UInt8>) -> UInt16? {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard let digit = rest.popFirst()?.hexadecimalDigit else { return nil }
      unit = unit << 4 | UInt16(digit)
    }
    return unit
  }

  /// A unit of UTF-16, with the second of its pair if it needs one.
  private static func units(_ first: UInt16, _ rest: inout ArraySlice<UInt8>) -> [UInt16] {
    guard UTF16.isLeadSurrogate(first), rest.starts(with: "\\u".utf8) else { return [first] }
    var after = rest.dropFirst(2)
    guard let second = unit(&after), UTF16.isTrailSurrogate(second) else { return [first] }
    rest = after
    return [first, second]
  }
}
