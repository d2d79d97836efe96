/// Fits names into frames.
///
/// Widths are those of DejaVu Sans, which is wider than most systems' fonts, so a label never leaves its frame.
enum FlameGraphLabel {
  /// The widths of U+0020 to U+007E in hundredths of the size of the letters.
  private static let widths: [Int] = [
    32, 41, 46, 84, 64, 96, 78, 28, 40, 40, 50, 84, 32, 37, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64,
    64, 64, 34, 34, 84, 84, 84, 54, 100, 69, 69, 70, 78, 64, 58, 78, 76, 30, 30, 66, 56, 87, 75, 79,
    61, 79, 70, 64, 62, 74, 69, 99, 69, 62, 69, 40, 34, 40, 84, 50, 50, 62, 64, 55, 64, 62, 36, 64,
    64, 28, 28, 58, 28, 98, 64, 62, 64, 64, 42, 53, 40, 64, 60, 82, 60, 60, 53, 64, 34, 64, 84,
  ]

  /// The width of a text in hundredths of the size of its letters.
  static func width(of text: some Sequence<UInt8>) -> Int {
    var width = 0
    for byte in text {
      switch byte {
      case 0x20...0x7E: width += widths[Int(byte) - 0x20]
      // One that begins a character of two bytes, and one of three or four, which may be as wide as high.
      case 0xC0..<0xE0: width += 91
      case 0xE0...: width += 120
      default: break
      }
    }
    return width
  }

  /// The longest form of a name that fits, else the shortest one cut with an ellipsis; nil when not
  /// even three letters fit.
  ///
  /// - `room`: hundredths of the size of the letters.
  static func fitted(_ name: ShownName, room: Int) -> [UInt8]? {
    guard room >= 110 else { return nil }
    if let form = name.forms.first(where: { $0.width <= room }) { return form.text }
    guard let shortest = name.forms.last else { return nil }
    var rest = room - 100
    var kept: [UInt8] = []
    for character in String(decoding: shortest.text, as: UTF8.self) {
      rest -= width(of: character.utf8)
      guard rest >= 0 else { break }
      kept += character.utf8
    }
    return kept.count < 2 ? nil : kept + "…".utf8
  }
}
