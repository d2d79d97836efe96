/// Help text, wrapped to a width that fits every terminal.
enum HelpText {
  private static let width = 80
  private static let column = 28

  /// Wraps paragraphs; blank lines and lines with examples stay as they are.
  static func wrapped(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { isExample($0) ? String($0) : lines(of: $0, indent: 0).joined(separator: "\n") }
      .joined(separator: "\n")
  }

  /// Whether a line shows a command: `Example: pproftool top cpu.pb.gz`.
  static func isExample(_ line: Substring) -> Bool { example(in: line) != nil }

  /// The command of an example line, and its label.
  static func example(in line: Substring) -> (label: Substring, command: Substring)? {
    // Splitting by a string crashes the static program: found with Swift 6.3.1.
    guard let colon = line.indices.first(where: { line[$0...].hasPrefix(": pproftool ") }) else {
      return nil
    }
    return (line[..<colon], line[colon...].dropFirst(2))
  }

  /// Rows of a name and a text.
  static func table(_ rows: [(name: String, text: String)]) -> String {
    rows.map { row in
      let text = lines(of: row.text[...], indent: column)
      let indent = "\n" + String(repeating: " ", count: column)
      let isShort = row.name.count < column - 3
      return (isShort ? "  \(row.name)".padded(to: column) : "  \(row.name)\(indent)")
        + text.joined(separator: indent) + "\n"
    }.joined()
  }

  private static func lines(of text: Substring, indent: Int) -> [String] {
    var lines: [String] = [""]
    for word in text.split(separator: " ") {
      let last = lines[lines.count - 1]
      if last.isEmpty {
        lines[lines.count - 1] = String(word)
      } else if indent + last.count + 1 + word.count <= width {
        lines[lines.count - 1] += " \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
