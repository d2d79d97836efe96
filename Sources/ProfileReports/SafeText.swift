import ProfileAnalysis

/// Makes a profile's names safe to show to people.
package enum SafeText {
  /// A text on one line that does nothing to a terminal: a line feed becomes `\n`, an escape `\u{1b}`.
  package static func line(_ text: String) -> String {
    guard !isPlainASCII(text.utf8), text.unicodeScalars.contains(where: \.actsOnTerminals) else {
      return text
    }
    return text.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case _ where !scalar.actsOnTerminals: result.unicodeScalars.append(scalar)
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default: result += "\\u{\(String(scalar.value, radix: 16))}"
      }
    }
  }

  /// The same between double quotes, which are escaped with backslashes, as YAML and Prometheus have it.
  package static func inQuotes(_ text: String) -> String {
    "\"\(line(text).putting("\\", before: ["\"", "\\"]))\""
  }

  /// A name for formats without escapes that people read, as flame graphs: characters that XML cannot hold, control
  /// characters and invalid UTF-8 become U+FFFD, line ends and tabs become a blank.
  package static func shown(_ name: some Sequence<UInt8>) -> String {
    let bytes = Array(name)
    let text = String(decoding: bytes, as: UTF8.self)
    guard !isPlainASCII(bytes), text.unicodeScalars.contains(where: { !isPlain($0) }) else {
      return text
    }
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

  /// The same as bytes, at once for the plain names that most are.
  package static func shownBytes(_ name: some Collection<UInt8>) -> [UInt8] {
    isPlainASCII(name) ? Array(name) : Array(shown(name).utf8)
  }

  /// Whether it is plain ASCII, as nearly all names are, and needs no further check.
  private static func isPlainASCII(_ bytes: some Sequence<UInt8>) -> Bool {
    bytes.allSatisfy { (0x20...0x7E).contains($0) }
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    !scalar.actsOnTerminals && scalar.value & 0xFFFE != 0xFFFE
      && !(0xFDD0...0xFDEF).contains(scalar.value)
  }
}

extension String {
  /// The text with a character before each of some others, wherever those stand: an accent that joins one
  /// does not hide it.
  package func putting(_ prefix: Unicode.Scalar, before special: [Unicode.Scalar]) -> String {
    guard unicodeScalars.contains(where: special.contains) else { return self }
    return unicodeScalars.reduce(into: "") { result, scalar in
      if special.contains(scalar) { result.unicodeScalars.append(prefix) }
      result.unicodeScalars.append(scalar)
    }
  }
}
