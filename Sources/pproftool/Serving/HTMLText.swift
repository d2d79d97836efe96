import ProfileReports

/// HTML composed of constant markup and of texts, which are always escaped.
struct HTMLText {
  private(set) var bytes: [UInt8] = []

  /// Appends markup.
  mutating func markup(_ markup: StaticString) {
    markup.withUTF8Buffer { unsafe bytes += $0 }
  }

  /// Appends HTML.
  mutating func constant(_ html: [UInt8]) { bytes += html }

  /// Appends a text, escaped for an element or for an attribute in double quotes.
  mutating func text(_ text: String) { bytes += XMLText.shown(text) }

  /// Appends an element with a text.
  mutating func element(_ start: StaticString, _ text: String, _ end: StaticString) {
    markup(start)
    self.text(text)
    markup(end)
  }
}
