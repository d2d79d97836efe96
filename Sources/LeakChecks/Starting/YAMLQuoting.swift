import ProfileModel

/// Writes texts into YAML.
enum YAMLQuoting {
  /// A text in double quotes, in which nothing has a meaning but what is escaped.
  static func text(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case _ where isPlain(scalar): quoted.unicodeScalars.append(scalar)
      default: quoted += escape(scalar)
      }
    }
    return quoted + "\""
  }

  /// Whether a character stands for itself in YAML: it neither ends a line, nor controls a terminal, nor is
  /// forbidden.
  static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    !scalar.actsOnTerminals && scalar != "\u{FEFF}" && scalar.value & 0xFFFE != 0xFFFE
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    let (letter, width) =
      scalar.value < 0x100 ? ("x", 2) : scalar.value < 0x10000 ? ("u", 4) : ("U", 8)
    return "\\\(letter)\(String(repeating: "0", count: width - digits.count))\(digits)"
  }
}
