/// Writes a profile's names into XML (1.0).
enum XMLText {
  /// A name as it is shown: what XML cannot hold, what acts on a reader and what is not UTF-8 becomes
  /// U+FFFD, line ends and tabs become a blank.
  static func shown(_ name: some Sequence<UInt8>) -> String {
    let text = String(decoding: Array(name), as: UTF8.self)
    guard text.unicodeScalars.contains(where: { !isPlain($0) }) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n", "\t", "\r", "\u{2028}", "\u{2029}": result.append(" ")
      case _ where isPlain(scalar): result.append(scalar)
      default: result.append("\u{FFFD}")
      }
    }
    return String(result)
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    !scalar.actsOnTerminals && scalar.value & 0xFFFE != 0xFFFE
      && !(0xFDD0...0xFDEF).contains(scalar.value)
  }

  /// A text that is shown, as the content of an element or of an attribute in double quotes.
  static func escaped(_ text: String) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): result += "&amp;".utf8
      case UInt8(ascii: "<"): result += "&lt;".utf8
      case UInt8(ascii: ">"): result += "&gt;".utf8
      case UInt8(ascii: "\""): result += "&quot;".utf8
      default: result.append(byte)
      }
    }
    return result
  }
}
