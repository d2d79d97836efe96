import JSONText
package import ProfileAnalysis
package import ProfileModel

/// The labels of a profile: the text is byte for byte that of `go tool pprof -tags`.
package struct TagsReport: FormattedReport {
  let table: TagTable
  let view: ProfileView

  /// - `table`: the labels, distinguished exactly if the format is one for programs.
  package init(_ table: TagTable, of view: ProfileView) {
    self.table = table
    self.view = view
  }

  /// Writes all keys, each with a total and its values.
  package func writeText(to sink: inout ByteSink) {
    let values = view.valueText()
    let share = { (value: Int64) in
      view.total > 0 ? " (\(PercentText.text(value, of: view.total)))" : ""
    }
    // A key at a time, for the empty line behind it ends all columns.
    for key in table.keys {
      let total = "\(values.text(key.sum)) of \(values.text(view.total))\(share(key.sum))"
      var text = key.name + Array(":\t Total \(total)\n".utf8)
      for value in key.values {
        text += Array(" \t\(values.text(value.sum))\(share(value.sum)):\t ".utf8)
        text += table.texts.bytes(of: value.text) + Array("\n".utf8)
      }
      text += Array("\n".utf8)
      TabAligner.write(Array(text), to: &sink, headStyle: .heading)
    }
  }
}

// MARK: - For documents and programs

/// Values are in the profile's unit, in full precision; shares are of the total, from 0 to 1, with signs.
extension TagsReport {
  /// A value with its key.
  private typealias Row = (key: TagTable.Key, value: TagTable.Value)

  package func table(for format: ReportTable.Format) -> ReportTable {
    switch format {
    case .json: table("keys", keyColumns, of: table.keys)
    case .ndjson: table("values", [keyColumn] + valueColumns, of: values)
    case .csv: table("values", fieldColumns, of: values)
    case .markdown: table("values", documentColumns, of: values)
    }
  }

  /// `ReportSchema.tags` describes it.
  private func table<Item>(
    _ name: String, _ columns: [FilledColumn<Item>], of rows: some Sequence<Item>
  ) -> ReportTable {
    ReportTable(
      schema: "tags",
      members: [
        "type": .text(view.typeName), "unit": .text(view.valueUnit),
        "total": .integer(view.scaled(view.total)),
      ], rowsName: name, columns, of: rows)
  }

  private var values: some Sequence<Row> {
    table.keys.lazy.flatMap { key in key.values.lazy.map { (key, $0) } }
  }

  // MARK: Columns

  /// A row a key, which holds its values.
  private var keyColumns: [FilledColumn<TagTable.Key>] {
    let columns = valueColumns
    return [
      .init("name", .name) { .name($0.name) },
      .init("sum", .value(view.valueText()), unit: view.valueUnit) { .integer($0.sum) },
      .init("share", .share(of: view.total)) { .integer($0.sum) },
      .init("values", .ready) { key in
        .nested(.array(key.values.map { JSONValue((key, $0), in: columns) }))
      },
    ]
  }

  private var keyColumn: FilledColumn<Row> { .init("key", .name) { .name($0.key.name) } }

  /// A value is a text, or a number with its unit.
  private func contentColumns(unit: String) -> [FilledColumn<Row>] {
    let texts = table.texts
    return [
      .init("text", .name) { $0.value.number == nil ? .text(texts[$0.value.text]) : .absent },
      .init("number", .count) { $0.value.number.map { .integer($0) } ?? .absent },
      .init(unit, .name) { $0.value.number == nil ? .absent : .text($0.key.unit) },
    ]
  }

  private var sumColumns: [FilledColumn<Row>] {
    let values = view.valueText()
    return [
      .init("sum", title: "sum", .value(values), unit: view.valueUnit) {
        .integer($0.value.sum)
      },
      .init("share", title: "share", .share(of: view.total)) { .integer($0.value.sum) },
    ]
  }

  private var valueColumns: [FilledColumn<Row>] { contentColumns(unit: "unit") + sumColumns }

  private var fieldColumns: [FilledColumn<Row>] {
    let unit = view.valueUnit
    return [keyColumn] + contentColumns(unit: "number_unit") + sumColumns
      + [.init("unit", .name) { _ in .text(unit) }]
  }

  private var documentColumns: [FilledColumn<Row>] {
    let texts = table.texts
    return [
      .init(title: "label", .name) { .name($0.key.name) },
      .init(title: "value", .name) { .text(texts[$0.value.text]) },
    ] + sumColumns
  }
}
