import JSONText
import ProfileAnalysis
import ProfileModel

// MARK: - For documents and programs

/// Values are in the profile's own unit and in full precision.
extension ComparisonReport {
  private typealias Column = FilledColumn<Comparison.Row>

  package func table(for format: ReportTable.Format) -> ReportTable {
    switch format {
    case .json, .ndjson: table(members: members, dataColumns)
    case .csv: table(fieldColumns)
    case .markdown: documentTable
    }
  }

  private func table(
    members: [String: JSONValue] = [:], _ columns: [Column]
  ) -> ReportTable {
    ReportTable(
      schema: "diff", members: members, rowsName: "rows", columns, of: comparison.rows)
  }

  /// Facts about both profiles; `ReportSchema.diff` describes them.
  private var members: [String: JSONValue] {
    let profiles = comparison.profiles
    return [
      "verdict": .text(ComparisonVerdict(comparison).sentence),
      "type": .text(view.typeName), "unit": .text(view.valueUnit),
      "by": .text(comparison.dimension.name), "scale": .number(profiles.scale),
      "before": object(profiles.before), "after": object(profiles.after),
      "total": object(comparison.total),
      "main": comparison.main.map { JSONValue($0, in: dataColumns) } ?? .null,
      "changed": .integer(Int64(comparison.originalCount + comparison.droppedCount)),
      "unchanged": .integer(Int64(comparison.unchangedCount)),
      "new": .integer(Int64(comparison.newCount)), "gone": .integer(Int64(comparison.goneCount)),
      "dropped": .integer(Int64(comparison.droppedCount)),
      "warnings": .array(notes.map { .text($0) }),
    ]
  }

  // MARK: Columns

  private var dataColumns: [Column] {
    [
      .init("name", .name) { .name($0.name) },
      .init("change", .text) { .text($0.change.rawValue) },
      .init("flat", .ready) { .nested(object($0.flat)) },
      .init("cum", .ready) { $0.cum.map { .nested(object($0)) } ?? .none },
      .init("fingerprint", .text) { .optional($0.fingerprint?.description) },
      .init("stack", .ready) { .nested(.array($0.stack.map { .text($0) })) },
    ]
  }

  private var fieldColumns: [Column] {
    let unit = view.valueUnit
    let columns: [Column] = [
      .init("name", .name) { .name($0.name) },
      .init("change", .text) { .text($0.change.rawValue) },
    ]
    return columns + pairColumns("flat") { $0.flat } + pairColumns("cum") { $0.cum } + [
      .init("unit", .name) { _ in .text(unit) },
      .init("fingerprint", .text) { .optional($0.fingerprint?.description) },
    ]
  }

  private func pairColumns(
    _ name: String, _ pair: @escaping (Comparison.Row) -> ValuePair?
  ) -> [Column] {
    let values = { (row: Comparison.Row) in pair(row).map(scaled) }
    let unit = view.valueUnit
    return [
      .init("\(name)_before", .count, unit: unit) { .optional(values($0)?.before) },
      .init("\(name)_after", .count, unit: unit) { .optional(values($0)?.after) },
      .init("\(name)_delta", .count, unit: unit) { .optional(values($0)?.delta) },
      .init("\(name)_factor", .number) { values($0)?.factor.map { .number($0) } ?? .none },
    ]
  }

  /// With values as people read them; without rows only the facts about both profiles.
  private var documentTable: ReportTable {
    let lines = (isCompact ? [] : sourceLines) + summary
    var document = table(comparison.rows.isEmpty ? [] : documentColumns)
    document.opening =
      "\(MarkdownText.code(ComparisonVerdict(comparison).sentence))\n\n"
      + lines.map { "\(MarkdownText.code($0))  \n" }.joined()
      + (comparison.rows.isEmpty ? "" : "\n")
    return document
  }

  private var documentColumns: [Column] {
    let titles =
      comparison.dimension.isOfFrames
      ? columns.map { "flat \($0)" } + columns.map { "cum \($0)" } : columns
    let values = titles.enumerated().map { column, title in
      Column(title: title, .figure) { .text(cells($0)[column]) }
    }
    return values + [
      .init(title: "", .ready) { row in
        .text(MarkdownText.cell(row.name) + (row.fingerprint.map { " \($0)" } ?? ""))
      }
    ]
  }

  // MARK: Values

  private func object(_ source: ComparedSource) -> JSONValue {
    [
      "name": .text(source.name), "time_nanoseconds": .integer(source.timeNanos),
      "duration_nanoseconds": .integer(source.durationNanos),
    ]
  }

  private func object(_ pair: ValuePair) -> JSONValue {
    let pair = scaled(pair)
    return [
      "before": .integer(pair.before), "after": .integer(pair.after),
      "delta": .integer(pair.delta), "factor": pair.factor.map { .number($0) } ?? .null,
    ]
  }

  private func scaled(_ pair: ValuePair) -> ValuePair {
    ValuePair(before: view.scaled(pair.before), after: view.scaled(pair.after))
  }
}
