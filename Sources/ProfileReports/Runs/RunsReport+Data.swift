import JSONText
import ProfileAnalysis
import ProfileModel

// MARK: - For documents and programs

/// Values are in the profile's own unit and in full precision.
extension RunsReport {
  private typealias Column = FilledColumn<RunComparison.Row>

  package func table(for format: ReportTable.Format) -> ReportTable {
    switch format {
    case .json: table(members: members, dataColumns + valueColumns)
    case .ndjson, .csv: table(dataColumns)
    case .markdown: documentTable
    }
  }

  private func table(
    members: [String: JSONValue] = [:], _ columns: [Column]
  ) -> ReportTable {
    ReportTable(schema: "runs", members: members, rowsName: "rows", columns, of: rows)
  }

  /// Facts about all runs; the article *Comparing runs* describes them.
  private var members: [String: JSONValue] {
    let (settings, variance) = (comparison.settings, comparison.variance)
    return [
      "verdict": .text(RunsVerdict(comparison).sentence),
      "type": .text(comparison.typeName), "unit": .text(comparison.unit),
      "by": .text(settings.dimension.name), "scale": .text(comparison.scale.rawValue),
      "value": .text(settings.isFlat ? "flat" : "cum"),
      "paired": .boolean(settings.isPaired), "fdr": .number(settings.rate),
      "min_change": .number(settings.minimumChange),
      "before": .array(comparison.before.map(Self.object)),
      "after": .array(comparison.after.map(Self.object)),
      "total": total, "tested": .integer(Int64(comparison.rows.count)),
      "called": .integer(Int64(comparison.called.count)),
      "light": .integer(Int64(comparison.lightCount)), "d0": .number(variance.priorDegrees),
      "phi": .number(variance.extra), "s0": .number(variance.priorScale),
      "reference_rows": .integer(Int64(comparison.referenceRows)),
      "interleaved": comparison.interleaved.map { .number($0) } ?? .null,
      "detectable": .array(
        comparison.detectableChanges.map {
          ["share": .number($0.share), "change": .number($0.change)]
        }),
      "runs_needed": comparison.runsNeeded.map { .integer(Int64($0)) } ?? .null,
      "warnings": .array(notes.map { .text($0) }),
    ]
  }

  private static func object(_ run: RunComparison.Run) -> JSONValue {
    [
      "file": .text(run.source.name), "files": .integer(Int64(run.source.fileCount)),
      "time_nanoseconds": .integer(run.source.timeNanos),
      "samples": run.source.samples.map { .number($0) } ?? .null,
      "factor": .number(run.factor), "outlier": .boolean(run.isOutlier),
      "dropped": .boolean(run.isDropped),
    ]
  }

  private var total: JSONValue {
    let total = comparison.total
    return [
      "before": .number(scaled(total.before)), "after": .number(scaled(total.after)),
      "change": .number(total.effect), "low": .number(total.low), "high": .number(total.high),
      "p": .number(total.probability),
    ]
  }

  // MARK: Columns

  private var dataColumns: [Column] {
    [
      .init("name", .name) { .name($0.name.name) },
      .init("change", .text) { .text($0.kind.rawValue) },
      .init("before", .number, unit: comparison.unit) { .number(scaled($0.change.before)) },
      .init("after", .number, unit: comparison.unit) { .number(scaled($0.change.after)) },
      .init("effect", .number) { .number($0.change.effect) },
      .init("low", .number) { .number($0.change.low) },
      .init("high", .number) { .number($0.change.high) },
      .init("p", .number) { .number($0.change.probability) },
      .init("q", .number) { .number($0.rate) },
      .init("samples", .number) { $0.samples.map { .number($0) } ?? .none },
      .init("fingerprint", .text) { .optional($0.name.fingerprint?.description) },
    ]
  }

  private var valueColumns: [Column] {
    func list(_ values: [Double]) -> TableCell {
      .nested(.array(values.map { .number(scaled($0)) }))
    }
    return [
      .init("values_before", .ready) { list($0.valuesBefore) },
      .init("values_after", .ready) { list($0.valuesAfter) },
    ]
  }

  /// A value divided as was asked for.
  private func scaled(_ value: Double) -> Double { value / comparison.settings.query.divisor }

  // MARK: Documents

  /// With values as people read them, for a request to merge; without rows only the facts about all runs.
  private var documentTable: ReportTable {
    let lines = sourceLines + [totalLine] + foundLines
    var document = table(rows.isEmpty ? [] : documentColumns)
    document.opening =
      "**\(MarkdownText.text(RunsVerdict(comparison).sentence))**\n\n"
      + lines.map { "\(MarkdownText.text($0))  \n" }.joined() + (rows.isEmpty ? "" : "\n")
    document.closing =
      closingLines.isEmpty
      ? "" : "\n" + closingLines.map { "\(MarkdownText.text($0))  \n" }.joined()
    return document
  }

  private var documentColumns: [Column] {
    Self.heading.enumerated().map { column, title in
      Column(title: title, .figure) { .text(cells($0)[column]) }
    } + [
      .init(title: "", .ready) { row in
        .text(
          MarkdownText.cell(row.name.name) + (row.name.fingerprint.map { " \($0)" } ?? ""))
      }
    ]
  }
}
