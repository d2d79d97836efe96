package import ProfileAnalysis
package import ProfileModel

/// The text of `tree` and `peek`: each node between its callers and what it calls.
package struct TreeReport: FormattedReport {
  let tree: TreeTable
  let view: ProfileView
  private let trim: TrimOptions
  private let isCompact: Bool
  private let rule =
    "----------------------------------------------------------+-------------\n"

  /// - `trim`: what the table was trimmed by.
  /// - `isCompact`: whether the lines about the profile are left out.
  package init(
    _ tree: TreeTable, of view: ProfileView, trim: TrimOptions, isCompact: Bool = false
  ) {
    self.tree = tree
    self.view = view
    self.trim = trim
    self.isCompact = isCompact
  }

  /// Writes all nodes that are shown.
  package func writeText(to sink: inout ByteSink) { write(to: &sink) { _ in true } }

  /// Writes the nodes that are wanted; the others' values count in the running sum no more than in `go tool pprof`,
  /// which is not at all.
  ///
  /// - Returns: how many nodes were written.
  @discardableResult
  package func write(
    to sink: inout ByteSink, where isWanted: (_ name: [UInt8]) -> Bool
  ) -> Int {
    let shown = tree.selection.shown
    let (unit, values) = (shownUnit, shownValues)
    writeHeader(unit, values, to: &sink)
    var (sum, count) = (Int64(0), 0)
    for node in shown where isWanted(tree.name(node)) {
      sink.write(rule, as: .faint)
      write(node, values, &sum, to: &sink)
      count += 1
    }
    if !shown.isEmpty { sink.write(rule, as: .faint) }
    return count
  }

  private var shownUnit: String? {
    tree.selection.shown.isEmpty ? nil : view.settledUnit(smallest: tree.smallest)
  }

  /// Values as people read them.
  var shownValues: ValueText { view.valueText(in: shownUnit) }

  private func writeHeader(_ unit: String?, _ values: ValueText, to sink: inout ByteSink) {
    if !isCompact { ReportHeader.writeProfileLines(of: view, in: unit, to: &sink) }
    sink.write(lines: ReportHeader.filterLines(of: view))
    let summary = ShownSummary(
      shown: tree.shownTotal, total: view.total, values: values,
      count: tree.selection.shown.count, originalCount: tree.selection.originalCount,
      droppedNodes: tree.selection.droppedCount, nodeFraction: trim.nodeFraction)
    sink.write(lines: summary.lines.map { Array($0.utf8) })
    sink.write(rule, as: .faint)
    sink.write(
      "      flat  flat%   sum%        cum   cum%   calls calls% + context \t \t \n", as: .heading)
  }

  private func write(
    _ node: Int, _ values: ValueText, _ sum: inout Int64, to sink: inout ByteSink
  ) {
    let (flat, cum) = (tree.graph.nodes[node].flatValue, tree.graph.nodes[node].cumValue)
    for call in tree.calls(to: node) { write(call, call.source, cum, values, &sink) }
    sum = sum.addingClamped(flat)
    sink.write(values.text(flat), width: 10)
    sink.write(" ")
    sink.write(share: flat, of: view.total)
    sink.write(" \(PercentText.text(sum, of: view.total)) ")
    sink.write(values.text(cum), width: 10)
    sink.write(" \(PercentText.text(cum, of: view.total))                | ")
    sink.styled(.heading) { $0.write(bytes: tree.name(node)[...]) }
    sink.write("\n")
    for call in tree.calls(from: node) { write(call, call.target, cum, values, &sink) }
  }

  /// A caller or a callee, with its share of the node between them.
  private func write(
    _ call: CallGraph.Edge, _ node: Int, _ cum: Int64, _ values: ValueText, _ sink: inout ByteSink
  ) {
    sink.write(values.text(call.weight), width: 50)
    sink.write(" \(PercentText.text(call.weight, of: cum)) |   ")
    sink.write(bytes: tree.name(node)[...])
    sink.write(call.isInline ? " (inline)\n" : "\n")
  }
}
