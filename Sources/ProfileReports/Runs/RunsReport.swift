package import ProfileAnalysis
package import ProfileModel

/// Which differences between runs are significant: a sentence, what could have been seen, and a table.
package struct RunsReport: FormattedReport {
  let comparison: RunComparison
  /// Notes for people, a sentence each.
  let notes: [String]
  /// Whether rows are shown that cannot be distinguished from noise.
  let showsAll: Bool
  /// How many rows are shown at most; 0 for all.
  let mostRows: Int
  let advice: ReportAdvice

  /// - `notes`: notes on the runs: the caveats, worded by the caller.
  package init(
    _ comparison: RunComparison, notes: [String] = [], showsAll: Bool = false, mostRows: Int = 0,
    advice: ReportAdvice = ReportAdvice()
  ) {
    self.comparison = comparison
    self.notes = notes
    (self.showsAll, self.mostRows, self.advice) = (showsAll, mostRows, advice)
  }

  /// The rows that are shown.
  var rows: [RunComparison.Row] {
    let rows = showsAll ? comparison.rows : comparison.called
    return mostRows > 0 ? Array(rows.prefix(mostRows)) : rows
  }

  package func writeText(to sink: inout ByteSink) {
    sink.write(SafeText.line(RunsVerdict(comparison).sentence), as: .heading)
    sink.write("\n")
    for line in sourceLines { sink.write(SafeText.line(line) + "\n", as: .faint) }
    sink.write(lines: ReportHeader.lines(ofFilters: comparison.activeFilters))
    sink.write(totalLine + "\n")
    for line in foundLines { sink.write(line + "\n") }
    writeTable(to: &sink)
    for line in closingLines { sink.write(line + "\n") }
  }

  // MARK: Text

  /// Where the runs come from, and the notes.
  var sourceLines: [String] {
    let sides = [("Before", comparison.before), ("After", comparison.after)].map { name, runs in
      "\(name): \(text(runs))"
    }
    return ["\(sides.joined(separator: " · ")) · \(scaleText)\(pairText)"]
      + notes.map { "Note: \($0)" }
  }

  private func text(_ all: [RunComparison.Run]) -> String {
    let runs = all.filter { !$0.isDropped }
    let files = runs.reduce(0) { $0 + $1.source.fileCount }
    let count = "\(runs.count) runs" + (files > runs.count ? " of \(files) files" : "")
    let dropped = all.count - runs.count
    let left = dropped == 0 ? "" : " (\(dropped) left out)"
    let samples = runs.compactMap(\.source.samples)
    let counts = samples.count == runs.count ? Self.range(samples.map(Self.count)) : nil
    return "\(count)\(left), " + (counts.map { "\($0) samples" } ?? totals(runs))
  }

  private func totals(_ runs: [RunComparison.Run]) -> String {
    let ordered = runs.map(\.source.total).sorted()
    guard let first = ordered.first, let last = ordered.last else { return "" }
    return first == last ? values.text(first) : "\(values.text(first)) … \(values.text(last))"
  }

  private static func count(_ samples: Double) -> Int64 { Int64(clamping: samples.rounded()) }

  private static func range(_ numbers: [Int64]) -> String {
    guard let least = numbers.min(), let most = numbers.max() else { return "" }
    return least == most ? least.grouped : "\(least.grouped) … \(most.grouped)"
  }

  private var pairText: String { comparison.settings.isPaired ? " · in pairs" : "" }

  private var scaleText: String {
    let factors = comparison.compared.map(\.factor)
    let range = "\(RunsText.factor(factors.min() ?? 1)) … \(RunsText.factor(factors.max() ?? 1))"
    let scale = RunsVerdict(comparison).scale
    return comparison.scale == .none ? scale : "\(scale), \(range)"
  }

  var totalLine: String { RunsVerdict(comparison).total }

  /// Which changes these runs could have shown, where nothing was.
  var foundLines: [String] {
    guard comparison.called.isEmpty, !comparison.rows.isEmpty else { return [] }
    let what = comparison.settings.dimension.singular
    let none =
      comparison.hasChangedTotal ? "no \(what) changed significantly" : "no significant change"
    guard let told = comparison.toldShare,
      let change = comparison.detectableChanges.first(where: { $0.share == told })?.change
    else { return [none] }
    let others = comparison.detectableChanges.filter { $0.share != told }.map {
      "of \(RunsText.share($0.share)) from ±\(RunsText.share($0.change))"
    }
    let more = others.isEmpty ? "" : " (\(others.joined(separator: ", ")))"
    let runs = comparison.runsNeeded.map { "\($0)" } ?? "over \(RunComparison.mostRuns)"
    return [
      "\(none); at these runs a \(what) of \(RunsText.share(told)) would have shown from "
        + "±\(RunsText.share(change)) on\(more)",
      "runs needed to see ±10 %: \(runs)",
    ]
  }

  /// The lines after the table.
  var closingLines: [String] {
    var lines: [String] = []
    let possible = showsAll ? comparison.rows.count : comparison.called.count
    if rows.count < possible {
      lines.append("Showing \(rows.count) of \(possible)\(advice.rows)")
    }
    if comparison.lightCount > 0 {
      let dimension = comparison.settings.dimension
      let what = comparison.lightCount == 1 ? dimension.singular : dimension.plural
      lines.append(
        "too light to tell: \(comparison.lightCount) \(what) with under 10 samples a run or "
          + RunsText.limit(comparison.settings.nodeFraction))
    }
    return lines
  }

  // MARK: The table

  static let heading = ["before", "after", "delta", "95 % interval", "q", "runs"]

  private func writeTable(to sink: inout ByteSink) {
    let rows = rows
    guard !rows.isEmpty else { return }
    let cells = [Self.heading] + rows.map(cells)
    let widths = Self.heading.indices.map { column in
      cells.map { $0[column].unicodeScalars.count }.max() ?? 0
    }
    for (index, line) in cells.enumerated() {
      for (column, (cell, width)) in zip(line, widths).enumerated() {
        let isDelta = index > 0 && column == 2 && rows[index - 1].isCalled
        let style: TextStyle? =
          index == 0 ? .heading : isDelta ? Self.style(rows[index - 1].kind) : nil
        sink.styled(style) { $0.write(cell, width: width + 2) }
      }
      guard index > 0 else {
        sink.write("\n")
        continue
      }
      let name = rows[index - 1].name
      sink.write("  \(SafeText.line(String(decoding: name.name, as: UTF8.self)))")
      sink.write(name.fingerprint.map { "  fp \($0)\n" } ?? "\n")
    }
  }

  private static func style(_ kind: RunComparison.Kind) -> TextStyle {
    kind == .shrunk || kind == .gone ? .good : .strong
  }

  func cells(_ row: RunComparison.Row) -> [String] {
    let change = row.change
    let isOneSided = row.kind == .new || row.kind == .gone
    let effect = isOneSided ? row.kind.rawValue : RunsText.percent(change.effect)
    return [
      text(change.before), text(change.after), (row.isCalled ? "" : "~ ") + effect,
      isOneSided ? "" : RunsText.interval(change), RunsText.probability(row.rate),
      "\(row.valuesBefore.count { $0 > 0 })+\(row.valuesAfter.count { $0 > 0 })",
    ]
  }

  private var values: ChangeText {
    let query = comparison.settings.query
    return ChangeText(ValueText(comparison.unit, in: query.unit, ratio: 1 / query.divisor))
  }

  /// A mean of whole values, in the unit that suits it.
  private func text(_ mean: Double) -> String { values.text(Int64(clamping: mean.rounded())) }
}
