package import ProfileModel

/// Writes a profile's names into XML (1.0).
package enum XMLText {
  /// Any text, whatever it holds, as the content of an element or of an attribute in double quotes.
  package static func shown(_ text: String) -> [UInt8] { escaped(SafeText.shown(text.utf8)) }

  /// A text that is shown, as the content of an element or of an attribute in double quotes.
  package static func escaped(_ text: String) -> [UInt8] { escaped(text.utf8, quote: "&quot;") }

  /// The same for the content of an element, where quotation marks need no escape.
  static func content(_ text: [UInt8]) -> [UInt8] { escaped(text, quote: "\"") }

  private static func escaped(_ text: some Collection<UInt8>, quote: String) -> [UInt8] {
    let plain = Array(text)
    // Few names hold any of them.
    guard plain.contains(where: acts) else { return plain }
    return plain.reduce(into: []) { result, byte in
      switch byte {
      case UInt8(ascii: "&"): result += "&amp;".utf8
      case UInt8(ascii: "<"): result += "&lt;".utf8
      case UInt8(ascii: ">"): result += "&gt;".utf8
      case UInt8(ascii: "\""): result += quote.utf8
      default: result.append(byte)
      }
    }
  }

  private static func acts(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
      || byte == UInt8(ascii: "\"")
  }
}

extension ByteSink {
  /// Appends any text, whatever it holds, as the content of an element or of an attribute in double quotes.
  package mutating func write(shown text: String) { write(bytes: XMLText.shown(text)[...]) }
}
