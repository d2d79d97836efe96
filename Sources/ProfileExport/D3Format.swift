import JSONText
import ProfileAnalysis
package import ProfileModel

extension OutputFormat {
  /// Nested nodes for d3's flame graphs, of the sample type that reports show first.
  package static let d3 = OutputFormat(
    name: "d3", summary: "nested nodes for d3-flame-graph", endings: [".d3.json"],
    isText: true, isForBrowsers: true, keeps: [.nanoseconds, .emptyStacks], values: .notZero,
    writer: { profile, _, sink in
      D3Writer.write(profile, type: try SampleTypeChoice(of: profile).column, to: &sink)
      return LeftOutStacks()
    })
}

/// Writes a sample type as d3's flame graphs read it: nested nodes, the value of each with all below it.
package enum D3Writer {
  /// Writes the file, siblings in the order of their names; the sink is not finished.
  package static func write(_ profile: Profile, type: Int, to sink: inout ByteSink) {
    let frames = ExportFrames(profile)
    let unit = ExportUnit(ofType: type, profile)
    let column = ExportColumn(type, of: profile, frames)
    let tree = ExportTree(named(column.stacks, frames, profile))
    let names = Set(tree.frames.dropFirst()).reduce(into: [UInt32: String]()) {
      $0[$1] = frames.name($1, profile.strings)
    }
    let order = names.sorted { $0.value.utf8.lexicographicallyPrecedes($1.value.utf8) }
    var ranks = [Int](repeating: 0, count: frames.frames.count)
    for (rank, name) in order.enumerated() { ranks[Int(name.key)] = rank }
    // A closure that keeps the tree would copy all its columns at each call.
    let (rows, totals) = (tree.frames, tree.total)
    let sorted = { (nodes: [Int]) in
      nodes.sorted { ranks[Int(rows[$0])] < ranks[Int(rows[$1])] }
    }
    tree.walk(
      &sink, sorted: sorted,
      begin: { node, isFirst, sink in
        if node > 0, !isFirst { sink.write(",") }
        sink.write("{\"name\":")
        sink.write(json: .text(node == 0 ? "root" : names[rows[node]] ?? ""))
        sink.write(",\"value\":\(unit.decimalText(totals[node])),\"children\":[")
      }, end: { _, sink in sink.write("]}") })
    sink.write("\n")
  }

  /// The stacks with one frame for each name: d3 knows nothing of files and lines.
  private static func named(
    _ stacks: [(frames: [UInt32], value: Int64)], _ frames: ExportFrames, _ profile: Profile
  ) -> [(frames: [UInt32], value: Int64)] {
    var first: [String: UInt32] = [:]
    let rows = frames.frames.indices.map { row in
      let name = frames.name(UInt32(row), profile.strings)
      let row = first[name] ?? UInt32(row)
      first[name] = row
      return row
    }
    return stacks.map { ($0.frames.map { rows[Int($0)] }, $0.value) }
  }
}

extension ExportUnit {
  /// A value in its own unit.
  fileprivate func decimalText(_ value: Int64) -> String {
    DecimalUnit.text(value, decimals: decimals)
  }
}
