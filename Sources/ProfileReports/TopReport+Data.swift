import JSONText
import ProfileAnalysis
package import ProfileModel

// MARK: - For documents and programs

/// Values are in the profile's own unit, in full precision; shares are of the total, from 0 to 1, with signs.
extension TopReport {
  /// Writes one object; `README.md` describes it.
  package func writeJSON(to sink: inout ByteSink) {
    let document: JSONValue = [
      "schema": "pproftool/top", "version": 1, "type": .text(subject.typeName),
      "unit": .text(subject.valueUnit), "total": .integer(subject.scaled(subject.total)),
      "shown": .integer(subject.scaled(table.shownTotal)),
      "dropped": .integer(Int64(table.droppedCount)),
      "count": .integer(Int64(table.originalCount)), "rows": .array(table.rows.map(object)),
    ]
    document.write(to: &sink)
    sink.write("\n")
  }

  /// Writes an object a row, each on its line.
  package func writeNDJSON(to sink: inout ByteSink) {
    for row in table.rows {
      object(row).write(to: &sink, onOneLine: true)
      sink.write("\n")
    }
  }

  /// Writes comma-separated values, a line a row.
  package func writeCSV(to sink: inout ByteSink) {
    CSVText.write(
      [
        "name", "flat", "flat_share", "cum", "cum_share", "unit", "inlined", "function", "file",
        "line",
      ], to: &sink)
    for row in table.rows {
      CSVText.write(
        [
          String(decoding: row.name, as: UTF8.self), "\(subject.scaled(row.flat))",
          "\(subject.share(row.flat))", "\(subject.scaled(row.cum))", "\(subject.share(row.cum))",
          subject.valueUnit, row.inlining.word, table.texts[row.info.name],
          table.texts[row.info.file], row.info.line == 0 ? "" : "\(row.info.line)",
        ], to: &sink)
    }
  }

  /// Writes a table of GitHub's Markdown, with values as people read them.
  package func writeMarkdown(to sink: inout ByteSink) {
    let unit = table.rows.isEmpty ? nil : subject.settledUnit(smallest: table.smallest)
    let values = subject.valueText(in: unit)
    sink.write(lines: summary(values).lines.map { Array("\(MarkdownText.words($0))  ".utf8) })
    sink.write("\n| flat | flat% | sum% | cum | cum% | |\n|---:|---:|---:|---:|---:|---|\n")
    var sum: Int64 = 0
    for row in table.rows {
      sum = sum.addingClamped(row.flat)
      let shares = [row.flat, sum, row.cum].map { value in
        String(PercentText.text(value, of: subject.total).drop { $0 == " " })
      }
      let texts = [row.flat, row.cum].map { MarkdownText.value(values.text($0)) }
      sink.write("| \(texts[0]) | \(shares[0]) | \(shares[1])")
      sink.write(" | \(texts[1]) | \(shares[2]) | ")
      sink.write(MarkdownText.cell(String(decoding: row.name, as: UTF8.self)))
      sink.write("\(row.inlining.suffix) |\n")
    }
  }

  private func object(_ row: TopTable.Row) -> JSONValue {
    [
      "name": .text(String(decoding: row.name, as: UTF8.self)),
      "flat": .integer(subject.scaled(row.flat)), "flat_share": .number(subject.share(row.flat)),
      "cum": .integer(subject.scaled(row.cum)), "cum_share": .number(subject.share(row.cum)),
      "inlined": .text(row.inlining.word), "function": .text(table.texts[row.info.name]),
      "file": .text(table.texts[row.info.file]), "line": .integer(row.info.line),
    ]
  }
}

extension PreparedProfile {
  /// A value as programs get it: in the profile's unit, after the ratio.
  func scaled(_ value: Int64) -> Int64 { valueText().scaled(value) }

  /// A share of the total, with its sign.
  func share(_ value: Int64) -> Double { total == 0 ? 0 : Double(value) / Double(total) }
}

extension InlineMark {
  /// Whether a node was inlined: by `all`, `some` or `none` of its callers.
  var word: String {
    switch self {
    case .none: "none"
    case .partial: "some"
    case .full: "all"
    }
  }
}
