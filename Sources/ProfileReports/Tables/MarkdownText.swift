/// Texts for GitHub's Markdown.
enum MarkdownText {
  /// A name as code in a cell of a table: no character of it acts.
  static func code(_ text: String) -> String {
    let text = SafeText.line(text)
    // A backtick cannot be escaped in code; a fence longer than any run of them holds it.
    let longest = text.utf8.split(whereSeparator: { $0 != 0x60 }).map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: longest + 1)
    let space = longest > 0 ? " " : ""
    return fence + space + text.putting("\\", before: ["|"]) + space + fence
  }
}
