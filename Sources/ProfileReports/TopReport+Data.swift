import ProfileAnalysis
import ProfileModel

// MARK: - For documents and programs

/// Values are in the profile's unit, in full precision; shares are of the total, from 0 to 1, with signs.
extension TopReport {
  package func table(for format: ReportTable.Format) -> ReportTable {
    format == .markdown ? documentTable : dataTable(isFlat: format == .csv)
  }

  /// For programs; `ReportSchema.top` describes it.
  private func dataTable(isFlat: Bool) -> ReportTable {
    ReportTable(
      schema: "top",
      members: [
        "type": .text(view.typeName), "unit": .text(view.valueUnit),
        "total": .integer(view.scaled(view.total)),
        "shown": .integer(view.scaled(table.shownTotal)),
        "dropped": .integer(Int64(table.droppedCount)),
        "count": .integer(Int64(table.originalCount)),
      ], rowsName: "rows", dataColumns(isFlat: isFlat), of: table.rows)
  }

  /// - `isFlat`: whether a row has to say all by itself, in texts.
  private func dataColumns(isFlat: Bool) -> [FilledColumn<TopTable.Row>] {
    let (values, texts) = (view.valueText(), table.texts)
    let unit = view.valueUnit
    var columns: [FilledColumn<TopTable.Row>] = [
      .init("name", .name) { .name($0.name) },
      .init("flat", .value(values), unit: unit) { .integer($0.flat) },
      .init("flat_share", .share(of: view.total)) { .integer($0.flat) },
      .init("cum", .value(values), unit: unit) { .integer($0.cum) },
      .init("cum_share", .share(of: view.total)) { .integer($0.cum) },
    ]
    if isFlat { columns.append(.init("unit", .name) { _ in .text(unit) }) }
    columns += [
      .init("inlined", .text) { .text($0.inlining.word) },
      .init("function", .name) { .text(texts[$0.info.name]) },
      .init("file", .name) { .text(texts[$0.info.file]) },
      .init("line", .count) { isFlat && $0.info.line == 0 ? .none : .integer($0.info.line) },
    ]
    return columns
  }

  /// With values as people read them.
  private var documentTable: ReportTable {
    let values = shownValues
    let (unit, total) = (view.valueUnit, view.total)
    let rows = rowsWithSums
    var document = ReportTable(
      schema: "top", members: [:], rowsName: "rows",
      [
        .init(title: "flat", .value(values), unit: unit) { .integer($0.row.flat) },
        .init(title: "flat%", .share(of: total)) { .integer($0.row.flat) },
        .init(title: "sum%", .share(of: total)) { .integer($0.sum) },
        .init(title: "cum", .value(values), unit: unit) { .integer($0.row.cum) },
        .init(title: "cum%", .share(of: total)) { .integer($0.row.cum) },
        .init(title: "", .ready) { .text(MarkdownText.cell($0.row.name) + $0.row.inlining.suffix) },
      ], of: rows)
    let lines = summary(values).lines.map { "\(MarkdownText.text($0))  \n" }
    document.opening = lines.joined() + "\n"
    return document
  }

  /// Each row with what it and those before it have themselves.
  private var rowsWithSums: [(row: TopTable.Row, sum: Int64)] {
    var sum: Int64 = 0
    return table.rows.map { row in
      sum = sum.addingClamped(row.flat)
      return (row, sum)
    }
  }
}

extension ProfileView {
  /// A value as programs get it: in the profile's unit, after the ratio.
  package func scaled(_ value: Int64) -> Int64 { valueText().scaled(value) }
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
