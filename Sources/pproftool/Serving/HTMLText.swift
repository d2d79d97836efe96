import ProfileReports

/// HTML that is put together of constants and of texts; a text is escaped wherever it stands.
struct HTMLText {
  private(set) var bytes: [UInt8] = []

  /// Appends markup.
  mutating func markup(_ markup: StaticString) {
    markup.withUTF8Buffer { unsafe bytes += $0 }
  }

  /// Appends what is HTML already.
  mutating func constant(_ html: [UInt8]) { bytes += html }

  /// Appends a text, as the content of an element or of an attribute in double quotes.
  mutating func text(_ text: String) {
    bytes += XMLText.escaped(SafeText.shown(text.utf8))
  }

  /// Appends a text in an element.
  mutating func element(_ start: StaticString, _ text: String, _ end: StaticString) {
    markup(start)
    self.text(text)
    markup(end)
  }
}
