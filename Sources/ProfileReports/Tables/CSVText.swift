import ProfileModel

/// Comma-separated values as RFC 4180 describes them, with line feeds.
enum CSVText {
  /// Writes a row.
  static func write(_ fields: [String], to sink: inout ByteSink) {
    for (place, field) in fields.enumerated() {
      if place > 0 { sink.write(",") }
      sink.write(cell(field))
    }
    sink.write("\n")
  }

  /// A field, in quotation marks where it must be; one that a spreadsheet would take for a formula is
  /// kept from it by an apostrophe.
  static func cell(_ text: String) -> String {
    var text = SafeText.line(text)
    if isFormula(text) { text = "'" + text }
    guard text.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D })
    else { return text }
    return "\"\(text.putting("\"", before: ["\""]))\""
  }

  /// Whether a text begins as a formula does, in the wide forms of these characters too, and is no number.
  private static func isFormula(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, "=+-@＝＋－＠".unicodeScalars.contains(first) else {
      return false
    }
    return Int64(text) == nil && Double(text) == nil
  }
}
