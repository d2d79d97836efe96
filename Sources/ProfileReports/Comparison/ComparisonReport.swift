package import ProfileAnalysis
package import ProfileModel

/// What changed: a sentence, and a table of what changed most.
package struct ComparisonReport: FormattedReport {
  /// How many frames of a stack are shown to people.
  private static let shownFrames = 10

  let comparison: Comparison
  /// Notes for people, a sentence each.
  let notes: [String]
  let isCompact: Bool
  private let advice: ReportAdvice
  var view: ProfileView { comparison.profiles.view }

  /// - `notes`: notes on the two profiles, a sentence each: the caveats, worded by the caller.
  /// - `isCompact`: whether the lines about the two profiles are left out.
  /// - `advice`: how people see all rows.
  package init(
    _ comparison: Comparison, notes: [String] = [], isCompact: Bool = false,
    advice: ReportAdvice = ReportAdvice()
  ) {
    self.advice = advice
    self.comparison = comparison
    self.notes = notes
    self.isCompact = isCompact
  }

  /// Writes the verdict, what was compared, and the table.
  package func writeText(to sink: inout ByteSink) {
    sink.write(SafeText.line(ComparisonVerdict(comparison).sentence), as: .heading)
    sink.write("\n")
    if !isCompact { for line in sourceLines { sink.write(SafeText.line(line) + "\n", as: .faint) } }
    sink.write(lines: ReportHeader.filterLines(of: view))
    for line in summary { sink.write(line + "\n") }
    guard !comparison.rows.isEmpty else { return }
    let cells = [heading] + comparison.rows.map(cells)
    let widths = heading.indices.map { column in
      cells.map { $0[column].unicodeScalars.count }.max() ?? 0
    }
    if comparison.dimension.isOfFrames { writeOverheads(widths, to: &sink) }
    for (index, line) in cells.enumerated() {
      write(line, widths, isHeading: index == 0, to: &sink)
      guard index > 0 else {
        sink.write("\n")
        continue
      }
      let row = comparison.rows[index - 1]
      sink.write("  \(SafeText.line(String(decoding: row.name, as: UTF8.self)))")
      sink.write(row.fingerprint.map { "  fp \($0)\n" } ?? "\n")
      write(stack: row.stack, indent: widths.reduce(widths.count * 2) { $0 + $1 } + 2, to: &sink)
    }
  }

  /// The names of the two values above the columns that belong to them.
  private func writeOverheads(_ widths: [Int], to sink: inout ByteSink) {
    let half = widths.prefix(4).reduce(8) { $0 + $1 }
    sink.write("flat", width: half)
    sink.write("cum", width: widths.dropFirst(4).reduce(8) { $0 + $1 })
    sink.write("\n")
  }

  private func write(
    _ cells: [String], _ widths: [Int], isHeading: Bool, to sink: inout ByteSink
  ) {
    for (column, (cell, width)) in zip(cells, widths).enumerated() {
      let style = heading[column] == "delta" ? Self.style(ofChange: cell) : nil
      sink.styled(isHeading ? .heading : style) { $0.write(cell, width: width + 2) }
    }
  }

  /// How a difference looks, which has a sign unless it is 0.
  private static func style(ofChange cell: String) -> TextStyle? {
    cell == "0" ? nil : cell.hasPrefix("-") ? .good : .strong
  }

  private func write(stack: [String], indent: Int, to sink: inout ByteSink) {
    for name in stack.prefix(Self.shownFrames) {
      sink.writeBlanks(indent)
      sink.write("  \(SafeText.line(name))\n")
    }
    guard stack.count > Self.shownFrames else { return }
    sink.writeBlanks(indent)
    sink.write("  … \(stack.count - Self.shownFrames) more\n")
  }

  // MARK: Text

  var sourceLines: [String] {
    let (profiles, scale) = (comparison.profiles, comparison.profiles.scale)
    return [
      "Before: \(Self.text(profiles.before))"
        + (scale == 1 ? "" : ", \(FactorText.times(scale))"),
      "After:  \(Self.text(profiles.after))",
    ] + notes.map { "Note:   \($0)" }
  }

  private static func text(_ source: ComparedSource) -> String {
    var text = source.name
    if source.timeNanos != 0 { text += ", \(Timestamp(nanoseconds: source.timeNanos).inUTC)" }
    if source.durationNanos > 0 {
      text += ", over \(ValueText("nanoseconds").text(source.durationNanos))"
    }
    return text
  }

  /// How much of what changed the table shows.
  var summary: [String] {
    let (shown, changed) = (
      comparison.rows.count, comparison.originalCount + comparison.droppedCount
    )
    guard changed > 0 else {
      return ["Nothing changed in \(comparison.unchangedCount) \(comparison.dimension.plural)"]
    }
    let counts = "\(comparison.newCount) new, \(comparison.goneCount) gone"
    let dimension = comparison.dimension
    var lines = [
      "Changed: \(changed) \(changed == 1 ? dimension.singular : dimension.plural) (\(counts)); \(comparison.unchangedCount) unchanged"
    ]
    if comparison.droppedCount > 0 {
      lines.append("Dropped \(comparison.droppedCount) with little change")
    }
    if shown < comparison.originalCount {
      lines.append(
        "Showing \(shown) of \(comparison.originalCount)\(advice.rows)")
    }
    return lines
  }

  // MARK: Tables

  var columns: [String] { ["before", "after", "delta", "factor"] }

  private var heading: [String] {
    comparison.dimension.isOfFrames ? columns + columns : columns
  }

  func cells(_ row: Comparison.Row) -> [String] {
    let values = ChangeText(view.valueText())
    return [row.flat, row.cum].compactMap { $0 }.flatMap { pair in
      [
        values.text(pair.before), values.text(pair.after), values.delta(pair),
        FactorText.text(pair),
      ]
    }
  }
}
