import JSONText
import ProfileAnalysis
import ProfileModel

// MARK: - For documents and programs

/// Values are in the profile's own unit, in full precision; shares are of the total, from 0 to 1, with signs.
extension TreeReport {
  package func table(for format: ReportTable.Format) -> ReportTable {
    switch format {
    case .json, .ndjson: table(dataColumns, of: graph.selection.shown)
    case .csv: callTable
    case .markdown: table(documentColumns, of: graph.selection.shown)
    }
  }

  /// `README.md` describes it.
  private func table<Row>(
    _ columns: [FilledColumn<Row>], of rows: some Sequence<Row>
  ) -> ReportTable {
    ReportTable(
      schema: "tree",
      members: [
        "type": .text(subject.typeName), "unit": .text(subject.valueUnit),
        "total": .integer(subject.scaled(subject.total)),
      ], rowsName: "nodes", columns, of: rows)
  }

  /// A row a node, with its callers and what it calls.
  private var dataColumns: [FilledColumn<Int>] {
    let (graph, values, total) = (graph, subject.valueText(), subject.total)
    let unit = subject.valueUnit
    return [
      .init("name", .name) { .name(graph.name($0)) },
      .init("flat", .value(values), unit: unit) { .integer(graph.weights.flatValue($0)) },
      .init("flat_share", .share(of: total)) { .integer(graph.weights.flatValue($0)) },
      .init("cum", .value(values), unit: unit) { .integer(graph.weights.cumValue($0)) },
      .init("cum_share", .share(of: total)) { .integer(graph.weights.cumValue($0)) },
      .init("callers", .ready) { node in
        .nested(.array(graph.calls(to: node).map { call($0, graph.edges.sources) }))
      },
      .init("callees", .ready) { node in
        .nested(.array(graph.calls(from: node).map { call($0, graph.edges.targets) }))
      },
    ]
  }

  /// A row a call.
  private var callTable: ReportTable {
    let (graph, unit) = (graph, subject.valueUnit)
    let weight = { (edge: Int) in TableCell.integer(graph.edges.weights[edge]) }
    let calls = graph.selection.shown.lazy.flatMap { node in
      graph.calls(from: node).map { (caller: node, edge: $0) }
    }
    return table(
      [
        .init("caller", .name) { .name(graph.name($0.caller)) },
        .init("callee", .name) { .name(graph.name(Int(graph.edges.targets[$0.edge]))) },
        .init("value", .value(subject.valueText()), unit: unit) { weight($0.edge) },
        .init("share", .share(of: subject.total)) { weight($0.edge) },
        .init("unit", .name) { _ in .text(unit) },
        .init("inlined", .flag) { .flag(graph.edges.isInline[$0.edge]) },
      ], of: calls)
  }

  /// A row a node, with values as people read them.
  private var documentColumns: [FilledColumn<Int>] {
    let (graph, unit, values) = (graph, subject.valueUnit, shownValues)
    func calls(_ edges: [Int], _ nodes: [UInt32]) -> TableCell {
      .text(
        edges.prefix(5).map { edge in
          let value = MarkdownText.value(values.text(graph.edges.weights[edge]))
          return "\(value) \(MarkdownText.cell(graph.name(Int(nodes[edge]))))"
        }.joined(separator: "<br>"))
    }
    return [
      .init(title: "flat", .value(values), unit: unit) { .integer(graph.weights.flatValue($0)) },
      .init(title: "cum", .value(values), unit: unit) { .integer(graph.weights.cumValue($0)) },
      .init(title: "", .name) { .name(graph.name($0)) },
      .init(title: "callers", .ready) { calls(graph.calls(to: $0), graph.edges.sources) },
      .init(title: "callees", .ready) { calls(graph.calls(from: $0), graph.edges.targets) },
    ]
  }

  private func call(_ edge: Int, _ nodes: [UInt32]) -> JSONValue {
    [
      "name": .text(String(decoding: graph.name(Int(nodes[edge])), as: UTF8.self)),
      "value": .integer(subject.scaled(graph.edges.weights[edge])),
      "inlined": .boolean(graph.edges.isInline[edge]),
      "residual": .boolean(graph.edges.isResidual[edge]),
    ]
  }
}
