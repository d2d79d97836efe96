import JSONText
import ProfileAnalysis
import ProfileModel

// How the cells of a column are written.

extension TableColumn {
  /// For JSON; nil where the row has no such member.
  func json(_ cell: TableCell) -> JSONValue? {
    switch programs(cell) {
    case .none: .null
    case .absent: nil
    case .text(let text): .text(text)
    case .integer(let number): .integer(number)
    case .number(let number): .number(number)
    case .flag(let flag): .boolean(flag)
    case .nested(let value): value
    }
  }

  /// A field of comma-separated values.
  func field(_ cell: TableCell) -> String {
    switch programs(cell) {
    case .none, .absent: ""
    case .text(let text): text
    case .integer(let number): "\(number)"
    case .number(let number): "\(number)"
    case .flag(let flag): "\(flag)"
    case .nested(let value): String(decoding: value.line, as: UTF8.self)
    }
  }

  /// A cell of GitHub's Markdown.
  func markdown(_ cell: TableCell) -> String {
    switch (kind, cell) {
    case (.name, .text(let text)): MarkdownText.cell(text)
    case (.ready, .text(let text)): text
    case (.value(let values), .integer(let value)): MarkdownText.value(values.text(value))
    case (.share(let total), .integer(let value)):
      String(PercentText.text(value, of: total).drop { $0 == " " })
    case (.count, .integer(let count)): unit.isEmpty ? "\(count)" : "\(count) \(unit)"
    default: MarkdownText.value(field(cell))
    }
  }

  /// A cell as programs get it: a value in the profile's own unit, a part as a number from 0 to 1.
  private func programs(_ cell: TableCell) -> TableCell {
    guard case .integer(let value) = cell else { return cell }
    return switch kind {
    case .value(let values): .integer(values.scaled(value))
    case .share(let total): .number(total == 0 ? 0 : Double(value) / Double(total))
    case .name, .text, .figure, .ready, .flag, .count, .number: cell
    }
  }
}

/// Rows as objects, whose members are ordered by name.
struct TableObject {
  private let columns: [TableColumn]
  private let order: [Int]

  init(_ columns: [TableColumn]) {
    self.columns = columns
    order = columns.indices.sorted {
      columns[$0].key.utf8.lexicographicallyPrecedes(columns[$1].key.utf8)
    }
  }

  /// - `indent`: how far the lines are indented; nil for one line.
  func write(_ row: [TableCell], to sink: inout ByteSink, indent: Int?) {
    let members = order.lazy.compactMap { index in
      columns[index].json(row[index]).map { (key: columns[index].key, value: $0) }
    }
    JSONValue.write(members: members, to: &sink, indent: indent)
  }
}

extension JSONValue {
  /// A row as a value among others.
  init<Row>(_ row: Row, in columns: [FilledColumn<Row>]) {
    self = .object(
      columns.reduce(into: [:]) { $0[$1.column.key] = $1.column.json($1.cell(row)) })
  }
}

/// Comma-separated values as RFC 4180 describes them, with line feeds.
enum CSVText {
  /// Writes a row.
  static func write(_ fields: [String], to sink: inout ByteSink) {
    for (index, field) in fields.enumerated() {
      if index > 0 { sink.write(",") }
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
