import ProfileAnalysis

/// Texts for GitHub's Markdown.
package enum MarkdownText {
  /// A name as code: no character of it acts; nothing for an empty one.
  package static func code(_ text: String) -> String {
    let text = SafeText.line(text)
    guard !text.isEmpty else { return "" }
    // A backtick cannot be escaped in code; a fence longer than any run of them holds it.
    let longest = text.utf8.split(whereSeparator: { $0 != 0x60 }).map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: longest + 1)
    // Of blanks at both ends one each is taken away again, unless there is nothing else.
    let losesBlanks = text.utf8.first == 0x20 && text.utf8.last == 0x20
    let space = longest > 0 || losesBlanks && text.utf8.contains { $0 != 0x20 } ? " " : ""
    return fence + space + text + space + fence
  }

  /// A name as code in a cell of a table, where a bar ends the cell even in code.
  package static func cell(_ text: String) -> String { code(text).putting("\\", before: ["|"]) }

  /// The same of a name's bytes.
  static func cell(_ name: [UInt8]) -> String { cell(String(decoding: name, as: UTF8.self)) }

  /// Our own text in a paragraph, as code if foreign parts of it are markup: units may be any text.
  package static func text(_ text: String) -> String { acts(text) ? code(text) : text }

  /// The same in a cell of a table, as a number with its unit.
  package static func value(_ text: String) -> String { acts(text) ? cell(text) : text }

  /// Whether a character of a text has a meaning; `<=` has none.
  private static func acts(_ text: String) -> Bool {
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      if previous == "<", scalar != "=" { return true }
      if scalar.actsOnTerminals || #"\`*_{}[]>#|!&~"#.unicodeScalars.contains(scalar) {
        return true
      }
      previous = scalar
    }
    return previous == "<"
  }
}
