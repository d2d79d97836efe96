/// Texts as lines of a callgrind file hold them, which knows no escapes.
enum CallgrindText {
  private static let blank = UInt8(ascii: " ")

  /// A name behind its number, on one line and without control characters: readers skip blanks at its
  /// beginning, so the first becomes `_`.
  static func name(_ name: ArraySlice<UInt8>) -> [UInt8] {
    var shown = SafeText.shownBytes(name)
    if shown.first == blank { shown[0] = UInt8(ascii: "_") }
    return shown
  }

  /// The name of what is counted, as one word.
  static func event(_ name: String) -> String {
    String(
      String.UnicodeScalarView(
        SafeText.shown(name.utf8).unicodeScalars.map { $0.properties.isWhitespace ? "_" : $0 }))
  }
}
