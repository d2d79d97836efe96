import JSONText
import ProfileAnalysis
import ProfileModel

/// The data for a flame graph's script, as JSON: names once, and columns with a number for each node.
struct FlameGraphData {
  private let graph: FlameGraph
  private var tree: CallTree { graph.tree }

  init(_ graph: FlameGraph) { self.graph = graph }

  /// Writes one object; what XML would read is escaped.
  func write(to sink: inout ByteSink) {
    sink.write("{\"title\":")
    write(text: graph.style.title, to: &sink)
    sink.write(",\"subtitle\":")
    write(text: graph.style.subtitle, to: &sink)
    let remarks = graph.style.remarks + [graph.lostText, graph.lostNamesText, graph.style.notes]
    write("remarks", remarks.filter { !$0.isEmpty }, to: &sink) { write(text: $0, to: &$1) }
    sink.write(",\"empty\":")
    write(text: graph.tree.total > 0 ? "" : graph.emptySentence, to: &sink)
    let legend = FlameGraphLegend(graph)
    sink.write(",\"heading\":")
    write(text: legend.heading, to: &sink)
    write("legend", legend.entries, to: &sink) { entry, sink in
      sink.write("[")
      write(text: String(UnicodeScalar(entry.letter)), to: &sink)
      sink.write(",")
      write(text: entry.text, to: &sink)
      sink.write("]")
    }
    if !graph.style.labels.isEmpty {
      write("labels", graph.style.labels, to: &sink) { write(text: $0, to: &$1) }
    }
    writeNames(to: &sink)
    writeSums(to: &sink)
    writeColumns(to: &sink)
    writeUnits(to: &sink)
    sink.write("}")
  }

  private func writeNames(to sink: inout ByteSink) {
    let list = graph.names.list
    let files = Self.distinct(list.map(\.source.file))
    write("names", list, to: &sink) { write(text: $0.text, to: &$1) }
    write("cuts", list, to: &sink) { name, sink in
      sink.write("[")
      for (index, cut) in name.cuts.enumerated() {
        if index > 0 { sink.write(",") }
        switch cut {
        case .range(let range): sink.write("\(range.lowerBound),\(range.upperBound)")
        case .text(let text): write(text: text, to: &sink)
        }
      }
      sink.write("]")
    }
    write("files", files.list, to: &sink) { write(text: $0, to: &$1) }
    write("file", files.indices, to: &sink) { $1.write(decimal: Int64($0)) }
    // Negative where it is not the function's first line.
    write("line", list, to: &sink) {
      $1.write(decimal: $0.source.isDefinition ? $0.source.line : 0 - max(0, $0.source.line))
    }
  }

  /// Columns with a number for each name: its self value and its total, in the whole profile.
  private func writeSums(to sink: inout ByteSink) {
    let (ids, sums) = (graph.names.ids, graph.sums)
    let column = { (key: String, rows: [Int64], side: Int, root: Int64, sink: inout ByteSink) in
      write(key, ids, to: &sink) { id, sink in
        sink.write(decimal: id < 0 ? root : rows[id * sums.width + side])
      }
    }
    column("own", sums.selfValues, 0, 0, &sink)
    column("sum", sums.totals, 0, sums.whole.first ?? 0, &sink)
    if graph.style.isBySite { column("site", sums.sites, 0, 0, &sink) }
    guard sums.width > 1 else { return }
    column("ownOther", sums.selfValues, 1, 0, &sink)
    column("sumOther", sums.totals, 1, sums.whole.last ?? 0, &sink)
  }

  private static func distinct(_ texts: [String]) -> (list: [String], indices: [Int]) {
    var (list, known): ([String], [String: Int]) = ([], [:])
    let indices = texts.map { text in
      if let index = known[text] { return index }
      known[text] = list.count
      list.append(text)
      return list.count - 1
    }
    return (list, indices)
  }

  /// Columns with a number a node: name; depth less that of the node before; total; how far the node
  /// is from the one on its left, or from its caller's edge.
  private func writeColumns(to sink: inout ByteSink) {
    write("name", graph.names.indices, to: &sink) { $1.write(decimal: Int64($0)) }
    var depth: Int64 = 0
    write("depth", tree.depths, to: &sink) { next, sink in
      sink.write(decimal: Int64(next) - depth)
      depth = Int64(next)
    }
    write("total", tree.totals, to: &sink) { $1.write(decimal: $0) }
    if let layout = tree.layout {
      write("other", tree.otherSide, to: &sink) { $1.write(decimal: $0) }
      sink.write(",\"layout\":")
      write(text: layout.rawValue, to: &sink)
      sink.write(",\"whole\":")
      write(text: graph.wholeName, to: &sink)
      sink.write(",\"bars\":\(graph.style.colors == .change)")
      if let called = graph.style.called {
        let indices = graph.names.ids.indices.filter { called.contains(graph.names.ids[$0]) }
        write("called", indices, to: &sink) { $1.write(decimal: Int64($0)) }
      }
    }
    write("gap", gaps, to: &sink) { $1.write(decimal: $0) }
    sink.write(",\"colors\":\"\(graph.style.colors.prefix)\",\"paint\":\"")
    for (letter, isInlined) in zip(graph.paint.letters, tree.areInlined) {
      sink.write(byte: isInlined ? letter - 0x20 : letter)
    }
    sink.write("\"")
    let nodes = tree.smallFrames.indices.filter {
      tree.smallFrames[$0] > 0 || tree.otherSideFrames[$0] > 0
    }
    write("small", nodes, to: &sink) { node, sink in
      let ofSide = [
        tree.smallOtherSide[node], Int64(tree.otherSideFrames[node]), tree.otherSideValues[node],
      ]
      let other = tree.layout == nil ? "" : ofSide.map { ",\($0)" }.joined()
      sink.write("[\(node),\(tree.smallFrames[node]),\(tree.smallTotals[node])\(other)]")
    }
  }

  private var gaps: [Int64] {
    var next: [Int64] = [0]
    return (0..<tree.count).map { node in
      let depth = Int(tree.depths[node])
      if next.count == depth + 1 { next.append(0) }
      let gap = tree.starts[node].subtractingClamped(next[depth])
      next[depth + 1] = tree.starts[node]
      next[depth] = tree.starts[node].addingClamped(tree.totals[node])
      return gap
    }
  }

  private func writeUnits(to sink: inout ByteSink) {
    let (style, values) = (graph.style, graph.values)
    sink.write(",\"count\":")
    write(text: values.countName, to: &sink)
    sink.write(",\"factor\":\(values.factor),\"divisor\":\(values.divisor)")
    write("steps", values.steps, to: &sink) { step, sink in
      sink.write("[\(step.size),")
      write(text: step.symbol, to: &sink)
      sink.write("]")
    }
    sink.write(",\"type\":")
    write(text: style.nameType, to: &sink)
    sink.write(",\"height\":\(style.frameHeight),\"up\":\(style.direction == .up)")
    sink.write(",\"reversed\":\(style.isReversed)")
    sink.write(",\"fontSize\":\(style.fontSize),\"axis\":\(style.hasTimeAxis)")
  }

  private func write<Item>(
    _ key: String, _ items: [Item], to sink: inout ByteSink,
    _ body: (Item, inout ByteSink) -> Void
  ) {
    sink.write(",\n\"\(key)\":[")
    for (index, item) in items.enumerated() {
      if index > 0 { sink.write(",") }
      body(item, &sink)
    }
    sink.write("]")
  }

  private func write(text: String, to sink: inout ByteSink) {
    sink.write(bytes: XMLText.content(JSONString.quoted(SafeText.shown(text.utf8)))[...])
  }
}
