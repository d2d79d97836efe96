import JSONText
package import ProfileModel

/// A report as data: facts about the whole, columns, and rows, which are made on demand.
///
///     ReportTable(schema: "top", members: ["total": .integer(9)], rowsName: "rows", columns, of: table.rows)
package struct ReportTable {
  /// A format that any table can be written in.
  package enum Format: String, CaseIterable, Sendable {
    /// One object with the rows in an array, and an object a row on its line.
    case json, ndjson
    /// Comma-separated values with a line of names.
    case csv
    /// A table of GitHub's Markdown.
    case markdown
  }

  /// The members around the rows in an object.
  let members: [String: JSONValue]
  /// The name of the array of rows.
  let rowsName: String
  /// Whether an object has each row on a line.
  let isRowALine: Bool
  /// The Markdown before the table.
  var opening = ""
  var closing = ""
  package let columns: [TableColumn]
  /// The rows, a cell a column.
  package let rows: AnySequence<[TableCell]>

  /// - `schema`: what an object says that it is, behind `pproftool/`.
  /// - `columns`: each with the cell that a row has there.
  init<Row>(
    schema: String, members: [String: JSONValue], rowsName: String, isRowALine: Bool = false,
    _ columns: [FilledColumn<Row>], of rows: some Sequence<Row>
  ) {
    self.members = members.merging(["schema": .text("pproftool/\(schema)"), "version": 1]) { $1 }
    self.rowsName = rowsName
    self.isRowALine = isRowALine
    self.columns = columns.map(\.column)
    self.rows = AnySequence(rows.lazy.map { row in columns.map { $0.cell(row) } })
  }

  /// Writes it in a format. The sink is not finished.
  package func write(_ format: Format, to sink: inout ByteSink) {
    switch format {
    case .json: writeJSON(to: &sink)
    case .ndjson: writeNDJSON(to: &sink)
    case .csv: writeCSV(to: &sink)
    case .markdown: writeMarkdown(to: &sink)
    }
  }
}

// MARK: - For programs

extension ReportTable {
  private func writeJSON(to sink: inout ByteSink) {
    let object = TableObject(columns)
    JSONValue.write(members, rowsName, rows, isItemALine: isRowALine, to: &sink) {
      object.write($0, to: &$1, indent: $2)
    }
  }

  private func writeNDJSON(to sink: inout ByteSink) {
    let object = TableObject(columns)
    for row in rows {
      if sink.hasFailed { break }
      object.write(row, to: &sink, indent: nil)
      sink.write("\n")
    }
  }

  private func writeCSV(to sink: inout ByteSink) {
    CSVText.write(columns.map(\.key), to: &sink)
    for row in rows {
      if sink.hasFailed { break }
      CSVText.write(zip(columns, row).map { $0.field($1) }, to: &sink)
    }
  }
}

// MARK: - For documents

extension ReportTable {
  private func writeMarkdown(to sink: inout ByteSink) {
    sink.write(opening)
    defer { sink.write(closing) }
    guard !columns.isEmpty else { return }
    for column in columns { sink.write(column.title.isEmpty ? "| " : "| \(column.title) ") }
    sink.write("|\n|")
    for column in columns { sink.write(column.isFigure ? "---:|" : "---|") }
    sink.write("\n")
    for row in rows {
      if sink.hasFailed { break }
      for (column, cell) in zip(columns, row) { sink.write("| \(column.markdown(cell)) ") }
      sink.write("|\n")
    }
  }
}

/// A report that has a text for people, and a table for documents and programs; sinks are not finished.
package protocol FormattedReport: Sendable {
  /// For people, as `go tool pprof` prints it where it has such a report.
  func writeText(to sink: inout ByteSink)
  /// The same as data. What is a row may depend on the format: not all can hold rows in rows.
  func table(for format: ReportTable.Format) -> ReportTable
}

extension FormattedReport {
  /// Writes the table.
  package func write(_ format: ReportTable.Format, to sink: inout ByteSink) {
    table(for: format).write(format, to: &sink)
  }
}
