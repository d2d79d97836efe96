import JSONText
import ProfileAnalysis
import ProfileModel

/// What the script of a flame graph works with, as JSON: names once, and a number a node in columns.
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
    let remarks = [graph.lostWords, graph.style.notes].filter { !$0.isEmpty }
    write("remarks", remarks, to: &sink) { write(text: $0, to: &$1) }
    write("legend", FlameGraphLegend(graph).entries, to: &sink) { entry, sink in
      sink.write("[")
      write(text: String(UnicodeScalar(entry.letter)), to: &sink)
      sink.write(",")
      write(text: entry.text, to: &sink)
      sink.write("]")
    }
    writeNames(to: &sink)
    writeColumns(to: &sink)
    writeUnits(to: &sink)
    sink.write("}")
  }

  private func writeNames(to sink: inout ByteSink) {
    let files = Self.distinct(graph.files)
    write("names", graph.names.list, to: &sink) { write(text: $0.text, to: &$1) }
    write("cuts", graph.names.list, to: &sink) { name, sink in
      sink.write(
        "[\(name.cuts.map { "\($0.lowerBound),\($0.upperBound)" }.joined(separator: ","))]")
    }
    write("files", files.list, to: &sink) { write(text: $0, to: &$1) }
    write("file", files.places, to: &sink) { $1.write(decimal: Int64($0)) }
    write("line", graph.lines, to: &sink) { $1.write(decimal: $0) }
  }

  private static func distinct(_ texts: [String]) -> (list: [String], places: [Int]) {
    var (list, known): ([String], [String: Int]) = ([], [:])
    let places = texts.map { text in
      if let place = known[text] { return place }
      known[text] = list.count
      list.append(text)
      return list.count - 1
    }
    return (list, places)
  }

  /// Columns with a number a node: name; depth less that of the node before; total; how far the node
  /// is from the one on its left, or from its caller's edge.
  private func writeColumns(to sink: inout ByteSink) {
    write("name", graph.names.places, to: &sink) { $1.write(decimal: Int64($0)) }
    var depth: Int64 = 0
    write("depth", tree.depths, to: &sink) { next, sink in
      sink.write(decimal: Int64(next) - depth)
      depth = Int64(next)
    }
    write("total", tree.totals, to: &sink) { $1.write(decimal: $0) }
    if let layout = tree.layout {
      write("other", tree.others, to: &sink) { $1.write(decimal: $0) }
      sink.write(",\"layout\":")
      write(text: layout.rawValue, to: &sink)
      sink.write(",\"whole\":")
      write(text: graph.wholeName, to: &sink)
      sink.write(",\"bars\":\(graph.style.colors == .change)")
    }
    write("gap", gaps, to: &sink) { $1.write(decimal: $0) }
    sink.write(",\"paint\":\"")
    for (letter, isInlined) in zip(graph.paint.letters, tree.areInlined) {
      sink.write(byte: isInlined ? letter - 0x20 : letter)
    }
    sink.write("\"")
    let nodes = tree.smallFrames.indices.filter { tree.smallFrames[$0] > 0 }
    write("small", nodes, to: &sink) { node, sink in
      let other = tree.layout == nil ? "" : ",\(tree.smallOthers[node])"
      sink.write("[\(node),\(tree.smallFrames[node]),\(tree.smallTotals[node])\(other)]")
    }
  }

  private var gaps: [Int64] {
    var next: [Int64] = [0]
    return (0..<tree.count).map { node in
      let depth = Int(tree.depths[node])
      if next.count == depth + 1 { next.append(0) }
      let gap = tree.starts[node].addingClamped(-next[depth])
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
    sink.write(",\"fontSize\":\(style.fontSize)")
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
