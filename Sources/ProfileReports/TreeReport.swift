package import ProfileAnalysis
package import ProfileModel

/// The text of `tree` and `peek`: each node between its callers and what it calls.
package struct TreeReport: FormattedReport {
  let graph: CallGraph
  let subject: PreparedProfile
  private let trim: TrimOptions
  private let isCompact: Bool
  private let rule =
    "----------------------------------------------------------+-------------\n"

  /// - `trim`: what the graph was trimmed by.
  /// - `isCompact`: whether the lines about the profile are left out.
  package init(
    _ graph: CallGraph, of subject: PreparedProfile, trim: TrimOptions, isCompact: Bool = false
  ) {
    self.graph = graph
    self.subject = subject
    self.trim = trim
    self.isCompact = isCompact
  }

  /// Writes all nodes that are shown.
  package func writeText(to sink: inout ByteSink) { write(to: &sink) { _ in true } }

  /// Writes the nodes that are wanted; the others' values count in the running sum no more than in the
  /// reference, which is not at all.
  ///
  /// - Returns: how many nodes were written.
  @discardableResult
  package func write(
    to sink: inout ByteSink, where isWanted: (_ name: [UInt8]) -> Bool
  ) -> Int {
    let shown = graph.selection.shown
    let (unit, values) = (shownUnit, shownValues)
    writeHeader(unit, values, to: &sink)
    var (sum, count) = (Int64(0), 0)
    for node in shown where isWanted(graph.name(node)) {
      sink.write(rule, as: .faint)
      write(node, values, &sum, to: &sink)
      count += 1
    }
    if !shown.isEmpty { sink.write(rule, as: .faint) }
    return count
  }

  private var shownUnit: String? {
    graph.selection.shown.isEmpty ? nil : subject.settledUnit(smallest: graph.smallest)
  }

  /// Values as people read them.
  var shownValues: ValueText { subject.valueText(in: shownUnit) }

  private func writeHeader(_ unit: String?, _ values: ValueText, to sink: inout ByteSink) {
    if !isCompact { ReportHeader.writeProfileLines(of: subject, in: unit, to: &sink) }
    sink.write(lines: ReportHeader.filterLines(of: subject))
    let summary = ShownSummary(
      shown: graph.shownTotal, total: subject.total, values: values,
      count: graph.selection.shown.count, originalCount: graph.selection.originalCount,
      droppedNodes: graph.selection.droppedCount, nodeFraction: trim.nodeFraction)
    sink.write(lines: summary.lines.map { Array($0.utf8) })
    sink.write(rule, as: .faint)
    sink.write(
      "      flat  flat%   sum%        cum   cum%   calls calls% + context \t \t \n", as: .heading)
  }

  private func write(
    _ node: Int, _ values: ValueText, _ sum: inout Int64, to sink: inout ByteSink
  ) {
    let (flat, cum) = (graph.weights.flatValue(node), graph.weights.cumValue(node))
    for edge in graph.calls(to: node) {
      write(edge, to: Int(graph.edges.sources[edge]), cum, values, &sink)
    }
    sum = sum.addingClamped(flat)
    sink.write(values.text(flat), width: 10)
    sink.write(" ")
    sink.write(share: flat, of: subject.total)
    sink.write(" \(PercentText.text(sum, of: subject.total)) ")
    sink.write(values.text(cum), width: 10)
    sink.write(" \(PercentText.text(cum, of: subject.total))                | ")
    sink.styled(.heading) { $0.write(bytes: graph.name(node)[...]) }
    sink.write("\n")
    for edge in graph.calls(from: node) {
      write(edge, to: Int(graph.edges.targets[edge]), cum, values, &sink)
    }
  }

  /// A caller, or what is called, with its share of the node between them.
  private func write(
    _ edge: Int, to node: Int, _ cum: Int64, _ values: ValueText, _ sink: inout ByteSink
  ) {
    let weight = graph.edges.weights[edge]
    sink.write(values.text(weight), width: 50)
    sink.write(" \(PercentText.text(weight, of: cum)) |   ")
    sink.write(bytes: graph.name(node)[...])
    sink.write(graph.edges.isInline[edge] ? " (inline)\n" : "\n")
  }
}
