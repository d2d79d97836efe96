/// A part of a file as a message quotes it.
enum Quotation {
  /// How many characters are shown at most.
  static let longest = 120

  /// The beginning of a text on one line, without blanks around it or anything that acts on a terminal.
  ///
  /// Control and format characters become `\t` or `\u{1b}`; what is no UTF-8 becomes a replacement character.
  static func text(_ bytes: ArraySlice<UInt8>) -> String {
    var text = ""
    var count = 0
    // No character has more than four bytes.
    let scalars = String(decoding: bytes.trimmed.prefix(4 * longest), as: UTF8.self).unicodeScalars
    for (index, scalar) in scalars.enumerated() {
      let shown = shown(scalar)
      let isLast = index == scalars.count - 1 && bytes.trimmed.count <= 4 * longest
      guard count + shown.unicodeScalars.count <= (isLast ? longest : longest - 1) else {
        return text + "…"
      }
      count += shown.unicodeScalars.count
      text += shown
    }
    return text
  }

  /// The same between quotation marks.
  static func quoted(_ bytes: ArraySlice<UInt8>) -> String { "\"\(text(bytes))\"" }

  private static func shown(_ scalar: Unicode.Scalar) -> String {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator:
      scalar == "\t" ? "\\t" : "\\u{\(String(scalar.value, radix: 16))}"
    default: String(scalar)
    }
  }
}
