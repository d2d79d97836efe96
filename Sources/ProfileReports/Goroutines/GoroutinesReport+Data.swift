import JSONText
import ProfileAnalysis
import ProfileModel

// MARK: - For documents and programs

extension GoroutinesReport {
  private typealias Column = FilledColumn<GoroutineGroups.Group>

  package func table(for format: ReportTable.Format) -> ReportTable {
    switch format {
    case .json, .ndjson: table(dataColumns)
    case .csv: table(fieldColumns)
    case .markdown: documentTable
    }
  }

  /// `ReportSchema.goroutines` describes it.
  private func table(_ columns: [Column]) -> ReportTable {
    ReportTable(
      schema: "goroutines",
      members: [
        "by": .text(groups.dimension.name), "total": .integer(groups.total),
        "all": .integer(groups.all), "crash": groups.crash.map { .text($0) } ?? .null,
      ], rowsName: "groups", columns, of: shown)
  }

  private var documentTable: ReportTable {
    var document = table(documentColumns)
    document.opening =
      heads.map { "\(MarkdownText.code($0))\n\n" }.joined() + "\(summary).\n\n"
    if left.groups > 0 {
      document.closing = "\n\(left.count) more in \(left.groups.counted("group")).\n"
    }
    return document
  }

  // MARK: Columns

  private var countColumns: [Column] {
    [
      .init("count", title: "\(groups.noun)s", .count) { .integer($0.count) },
      .init("share", title: "share", .share(of: groups.all)) { .integer($0.count) },
      .init("name", title: MarkdownText.value(groups.dimension.name), .name) { .text($0.name) },
    ]
  }

  private var waitColumns: [Column] {
    [
      .init("longest_wait_minutes", title: "longest wait", .count, unit: "min") {
        .optional($0.longestWait)
      },
      .init("leaked", title: "leaked", .count) { .integer($0.leaked) },
    ]
  }

  private var stackColumns: [Column] {
    [
      .init("stacks", .count) { .integer(Int64($0.stackCount)) },
      .init("fingerprint", .text) { .optional($0.fingerprint?.description) },
      .init("site", .name) { .text($0.site) },
    ]
  }

  private var dataColumns: [Column] {
    let counts: ([(name: String, count: Int64)]) -> TableCell = { items in
      .nested(.array(items.map { ["name": .text($0.name), "count": .integer($0.count)] }))
    }
    return countColumns + waitColumns + stackColumns + [
      .init("states", .ready) { counts($0.states) },
      .init("created_by", .ready) { counts($0.creators) },
      .init("labels", .ready) { counts($0.labels) },
      .init("example", .ready) { group in
        .nested(
          .array(
            group.example.map {
              ["function": .text($0.function), "file": .text($0.file), "line": .integer($0.line)]
            }))
      },
    ]
  }

  private var fieldColumns: [Column] {
    let names: ([(name: String, count: Int64)]) -> TableCell = { items in
      .text(items.map(\.name).joined(separator: "; "))
    }
    return countColumns + [.init("states", .name) { names($0.states) }] + waitColumns
      + [.init("created_by", .name) { names($0.creators) }] + stackColumns
      + [
        .init("file", .name) { .optional($0.siteFrame?.file) },
        .init("line", .count) { .optional($0.siteFrame?.line) },
      ]
  }

  private var documentColumns: [Column] {
    let states = Column(title: "states", .ready) { group in
      .text(group.states.prefix(3).map { MarkdownText.cell($0.name) }.joined(separator: ", "))
    }
    return countColumns + [states] + waitColumns
  }
}
