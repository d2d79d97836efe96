/// Words for a person, a line each on standard error.
enum Message {
  /// Prints `pproftool: TEXT`; what could act on a terminal is printed as its code.
  static func print(_ text: String) {
    let line = "pproftool: \(escaped(text))\n"
    // There is nobody to tell when standard error itself is closed.
    try? FileDescriptor.standardError.write(Array(line.utf8))
  }

  /// A text on one line that does nothing to a terminal: `a⏎b` becomes `a\nb`.
  static func escaped(_ text: String) -> String {
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

extension Unicode.Scalar {
  /// Whether it moves the cursor, changes how a terminal works, or turns the direction of a text.
  var actsOnTerminals: Bool {
    switch value {
    case 0x00...0x1f, 0x7f...0x9f: true
    case 0x061c, 0x200e...0x200f, 0x2028...0x202e, 0x2066...0x2069: true
    default: false
    }
  }
}
