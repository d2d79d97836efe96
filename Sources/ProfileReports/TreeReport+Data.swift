import JSONText
import ProfileAnalysis
package import ProfileModel

// MARK: - For programs

/// Values are in the profile's own unit, in full precision; shares are of the total, from 0 to 1, with signs.
extension TreeReport {
  /// Writes one object; `README.md` describes it.
  package func writeJSON(to sink: inout ByteSink) {
    let document: JSONValue = [
      "schema": "pproftool/tree", "version": 1, "type": .text(subject.typeName),
      "unit": .text(subject.valueUnit), "total": .integer(subject.scaled(subject.total)),
      "nodes": .array(graph.selection.shown.map(object)),
    ]
    document.write(to: &sink)
    sink.write("\n")
  }

  /// Writes an object a node, each on its line.
  package func writeNDJSON(to sink: inout ByteSink) {
    for node in graph.selection.shown {
      object(node).write(to: &sink, onOneLine: true)
      sink.write("\n")
    }
  }

  /// Writes comma-separated values, a line a call.
  package func writeCSV(to sink: inout ByteSink) {
    CSVText.write(["caller", "callee", "value", "share", "unit", "inlined"], to: &sink)
    for node in graph.selection.shown {
      for edge in graph.calls(from: node) {
        let weight = graph.edges.weights[edge]
        CSVText.write(
          [
            name(node), name(Int(graph.edges.targets[edge])), "\(subject.scaled(weight))",
            "\(subject.share(weight))", subject.valueUnit, "\(graph.edges.isInline[edge])",
          ], to: &sink)
      }
    }
  }

  /// Writes a table of GitHub's Markdown: a row a function, with its callers and what it calls.
  package func writeMarkdown(to sink: inout ByteSink) {
    let shown = graph.selection.shown
    let unit = shown.isEmpty ? nil : subject.settledUnit(smallest: graph.smallest)
    let values = subject.valueText(in: unit)
    func cell(_ edges: [Int], _ nodes: [UInt32]) -> String {
      edges.prefix(5).map { edge in
        let value = MarkdownText.value(values.text(graph.edges.weights[edge]))
        return "\(value) \(MarkdownText.cell(name(Int(nodes[edge]))))"
      }.joined(separator: "<br>")
    }
    sink.write("| flat | cum | | callers | callees |\n|---:|---:|---|---|---|\n")
    for node in shown {
      let cells = [graph.weights.flatValue(node), graph.weights.cumValue(node)].map {
        MarkdownText.value(values.text($0))
      }
      sink.write("| \(cells[0]) | \(cells[1]) | \(MarkdownText.cell(name(node)))")
      sink.write(" | \(cell(graph.calls(to: node), graph.edges.sources))")
      sink.write(" | \(cell(graph.calls(from: node), graph.edges.targets)) |\n")
    }
  }

  private func object(_ node: Int) -> JSONValue {
    let (flat, cum) = (graph.weights.flatValue(node), graph.weights.cumValue(node))
    return [
      "name": .text(name(node)), "flat": .integer(subject.scaled(flat)),
      "flat_share": .number(subject.share(flat)), "cum": .integer(subject.scaled(cum)),
      "cum_share": .number(subject.share(cum)),
      "callers": .array(graph.calls(to: node).map { call($0, graph.edges.sources) }),
      "callees": .array(graph.calls(from: node).map { call($0, graph.edges.targets) }),
    ]
  }

  private func call(_ edge: Int, _ nodes: [UInt32]) -> JSONValue {
    [
      "name": .text(name(Int(nodes[edge]))),
      "value": .integer(subject.scaled(graph.edges.weights[edge])),
      "inlined": .boolean(graph.edges.isInline[edge]),
      "residual": .boolean(graph.edges.isResidual[edge]),
    ]
  }

  private func name(_ node: Int) -> String { String(decoding: graph.name(node), as: UTF8.self) }
}
