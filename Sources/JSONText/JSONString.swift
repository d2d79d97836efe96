import ProfileModel

/// Texts as JSON has them: the only place that writes one.
package enum JSONString {
  /// A text in quotes; what acts on terminals is escaped too, for JSON is looked at as well.
  package static func quoted(_ text: String) -> [UInt8] {
    var quoted: [UInt8] = []
    quoted.reserveCapacity(text.utf8.count + 2)
    quoted.append(UInt8(ascii: "\""))
    if text.utf8.allSatisfy(isPlain) {
      quoted += text.utf8
    } else {
      for scalar in text.unicodeScalars { append(scalar, to: &quoted) }
    }
    quoted.append(UInt8(ascii: "\""))
    return quoted
  }

  /// Whether a byte stands for itself, and is no part of a character that may not: as nearly all of names.
  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x20...0x7E).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  private static func append(_ scalar: Unicode.Scalar, to quoted: inout [UInt8]) {
    switch scalar {
    case "\"": quoted += "\\\"".utf8
    case "\\": quoted += "\\\\".utf8
    case "\n": quoted += "\\n".utf8
    case "\t": quoted += "\\t".utf8
    case _ where scalar.actsOnTerminals:
      let digits = String(scalar.value, radix: 16)
      quoted += ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8
    default: quoted += String(scalar).utf8
    }
  }
}
