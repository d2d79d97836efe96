package import ProfileAnalysis
package import ProfileModel

/// The text of `top`, byte for byte that of `go tool pprof -top`.
package struct TopReport: FormattedReport {
  package let table: TopTable
  package let view: ProfileView
  private let trim: TrimOptions
  private let isCompact: Bool

  /// - `trim`: what the table was trimmed by.
  /// - `isCompact`: whether the lines about the profile are left out.
  package init(
    _ table: TopTable, of view: ProfileView, trim: TrimOptions, isCompact: Bool = false
  ) {
    self.table = table
    self.view = view
    self.trim = trim
    self.isCompact = isCompact
  }

  /// Writes the lines above the table, its head and its rows.
  package func writeText(to sink: inout ByteSink) {
    let (unit, values) = (shownUnit, shownValues)
    if !isCompact { ReportHeader.writeProfileLines(of: view, in: unit, to: &sink) }
    sink.write(lines: ReportHeader.filterLines(of: view))
    sink.write(lines: summary(values).lines.map { Array($0.utf8) })
    sink.write("      flat  flat%   sum%        cum   cum%\n", as: .heading)
    writeRows(values, to: &sink)
  }

  private var shownUnit: String? {
    table.rows.isEmpty ? nil : view.settledUnit(smallest: table.smallest)
  }

  /// Values as people read them.
  package var shownValues: ValueText { view.valueText(in: shownUnit) }

  /// How much of the profile the table shows.
  func summary(_ values: ValueText) -> ShownSummary {
    ShownSummary(
      shown: table.shownTotal, total: view.total, values: values, count: table.rows.count,
      originalCount: table.originalCount, droppedNodes: table.droppedCount,
      nodeFraction: trim.nodeFraction)
  }

  private func writeRows(_ values: ValueText, to sink: inout ByteSink) {
    var sum: Int64 = 0
    for row in table.rows {
      sum = sum.addingClamped(row.flat)
      sink.write(values.text(row.flat), width: 10)
      sink.write(" ")
      sink.write(share: row.flat, of: view.total)
      sink.write(" \(PercentText.text(sum, of: view.total)) ")
      sink.write(values.text(row.cum), width: 10)
      sink.write(" \(PercentText.text(row.cum, of: view.total))  ")
      sink.write(bytes: row.name[...])
      sink.write(row.inlining.suffix + "\n")
    }
  }
}

extension InlineMark {
  /// The suffix after a node's name.
  var suffix: String {
    switch self {
    case .none: ""
    case .partial: " (partial-inline)"
    case .full: " (inline)"
    }
  }
}

extension ByteSink {
  /// Appends lines, each with its end.
  mutating func write(lines: [[UInt8]]) {
    for line in lines {
      write(bytes: line[...])
      write("\n")
    }
  }
}

extension TopReport {
  /// The table as a profile: a sample a row, with `cum` and `flat` in the unit of the text, cut to integers.
  ///
  /// It is equal in meaning to that of `go tool pprof -topproto`.
  package var profile: Profile {
    let unit = table.rows.isEmpty ? view.unit : view.settledUnit(smallest: table.smallest)
    let values = ValueText(view.valueUnit, in: unit)
    let (header, strings) = (view.profile.header, view.profile.strings)
    var builder = ProfileBuilder()
    builder.header.sampleTypes = ["cum", "flat"].map {
      ValueType(type: builder.string($0), unit: builder.string(unit))
    }
    builder.header.timeNanos = header.timeNanos
    builder.header.durationNanos = header.durationNanos
    builder.header.periodType = ValueType(
      type: builder.string(strings[header.periodType.type]),
      unit: builder.string(strings[header.periodType.unit]))
    builder.header.period = header.period
    for row in table.rows {
      let stack = builder.stack([location(of: row.info, &builder)])
      builder.appendSample(
        stack: stack,
        values: [row.cum, row.flat].map {
          Int64(clamping: values.converted($0).value.rounded(.towardZero))
        })
    }
    return builder.finish()
  }

  private func location(of info: NodeInfo, _ builder: inout ProfileBuilder) -> LocationID {
    let (name, file) = (
      Array(table.texts.bytes(of: info.name)), Array(table.texts.bytes(of: info.file))
    )
    let function = builder.function(
      name: builder.string(name.span), systemName: .empty, filename: builder.string(file.span),
      startLine: info.startLine)
    return builder.location(
      lines: [.init(function: function, number: info.line, column: info.column)],
      address: info.address)
  }
}
