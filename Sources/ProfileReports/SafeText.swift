/// Makes a profile's names safe to show to people.
public enum SafeText {
  /// A text on one line that does nothing to a terminal: a line feed becomes `\n`, an escape `\u{1b}`.
  public static func line(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: \.actsOnTerminals) else { return text }
    return text.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case _ where !scalar.actsOnTerminals: result.unicodeScalars.append(scalar)
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default: result += "\\u{\(String(scalar.value, radix: 16))}"
      }
    }
  }
}

extension String {
  /// The text with a character before each of some others, wherever those stand: an accent that joins one
  /// does not hide it.
  func putting(_ prefix: Unicode.Scalar, before special: [Unicode.Scalar]) -> String {
    guard unicodeScalars.contains(where: special.contains) else { return self }
    return unicodeScalars.reduce(into: "") { result, scalar in
      if special.contains(scalar) { result.unicodeScalars.append(prefix) }
      result.unicodeScalars.append(scalar)
    }
  }
}

extension Unicode.Scalar {
  /// Whether it moves the cursor, changes how a terminal works, or turns the direction of a text.
  public var actsOnTerminals: Bool {
    switch value {
    case 0x00...0x1f, 0x7f...0x9f: true
    case 0x061c, 0x200e...0x200f, 0x2028...0x202e, 0x2066...0x2069: true
    default: false
    }
  }
}
