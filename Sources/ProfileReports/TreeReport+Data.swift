import JSONText
import ProfileAnalysis
import ProfileModel

// MARK: - For documents and programs

/// Values are in the profile's unit, in full precision; shares are of the total, from 0 to 1, with signs.
extension TreeReport {
  package func table(for format: ReportTable.Format) -> ReportTable {
    switch format {
    case .json, .ndjson: table(dataColumns, of: tree.selection.shown)
    case .csv: callTable
    case .markdown: table(documentColumns, of: tree.selection.shown)
    }
  }

  /// `ReportSchema.tree` describes it.
  private func table<Row>(
    _ columns: [FilledColumn<Row>], of rows: some Sequence<Row>
  ) -> ReportTable {
    ReportTable(
      schema: "tree",
      members: [
        "type": .text(view.typeName), "unit": .text(view.valueUnit),
        "total": .integer(view.scaled(view.total)),
      ], rowsName: "nodes", columns, of: rows)
  }

  /// A row a node, with its callers and what it calls.
  private var dataColumns: [FilledColumn<Int>] {
    let (tree, values, total) = (tree, view.valueText(), view.total)
    let unit = view.valueUnit
    return [
      .init("name", .name) { .name(tree.name($0)) },
      .init("flat", .value(values), unit: unit) { .integer(tree.graph.nodes[$0].flatValue) },
      .init("flat_share", .share(of: total)) { .integer(tree.graph.nodes[$0].flatValue) },
      .init("cum", .value(values), unit: unit) { .integer(tree.graph.nodes[$0].cumValue) },
      .init("cum_share", .share(of: total)) { .integer(tree.graph.nodes[$0].cumValue) },
      .init("callers", .ready) { node in
        .nested(.array(tree.calls(to: node).map { call($0, $0.source) }))
      },
      .init("callees", .ready) { node in
        .nested(.array(tree.calls(from: node).map { call($0, $0.target) }))
      },
    ]
  }

  /// A row a call.
  private var callTable: ReportTable {
    let (tree, unit) = (tree, view.valueUnit)
    let calls = tree.selection.shown.lazy.flatMap { tree.calls(from: $0) }
    return table(
      [
        .init("caller", .name) { .name(tree.name($0.source)) },
        .init("callee", .name) { .name(tree.name($0.target)) },
        .init("value", .value(view.valueText()), unit: unit) { .integer($0.weight) },
        .init("share", .share(of: view.total)) { .integer($0.weight) },
        .init("unit", .name) { _ in .text(unit) },
        .init("inlined", .flag) { .flag($0.isInline) },
      ], of: calls)
  }

  /// A row a node, with values as people read them.
  private var documentColumns: [FilledColumn<Int>] {
    let (tree, unit, values) = (tree, view.valueUnit, shownValues)
    func list(_ calls: [CallGraph.Edge], _ end: (CallGraph.Edge) -> Int) -> TableCell {
      .text(
        calls.prefix(5).map { call in
          let value = MarkdownText.value(values.text(call.weight))
          return "\(value) \(MarkdownText.cell(tree.name(end(call))))"
        }.joined(separator: "<br>"))
    }
    return [
      .init(title: "flat", .value(values), unit: unit) { .integer(tree.graph.nodes[$0].flatValue) },
      .init(title: "cum", .value(values), unit: unit) { .integer(tree.graph.nodes[$0].cumValue) },
      .init(title: "", .name) { .name(tree.name($0)) },
      .init(title: "callers", .ready) { list(tree.calls(to: $0), \.source) },
      .init(title: "callees", .ready) { list(tree.calls(from: $0), \.target) },
    ]
  }

  /// A call, by the node at its other end.
  private func call(_ call: CallGraph.Edge, _ node: Int) -> JSONValue {
    [
      "name": .text(String(decoding: tree.name(node), as: UTF8.self)),
      "value": .integer(view.scaled(call.weight)),
      "inlined": .boolean(call.isInline),
      "residual": .boolean(call.isResidual),
    ]
  }
}
