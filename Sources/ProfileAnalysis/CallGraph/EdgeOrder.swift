import ProfileModel

/// The order of calls in a report: heavy before light, then by the names of both ends.
struct EdgeOrder {
  /// The names of the rows of the node table.
  let names: [[UInt8]]
  private let graph: CallGraph

  init(_ graph: CallGraph) {
    self.graph = graph
    names = (0..<graph.table.count).map(graph.table.printableName)
  }

  func sorted(_ edges: [Int]) -> [Int] {
    guard edges.count > 1 else { return edges }
    return edges.map { (size: graph.edges[$0].weight.clampedMagnitude, edge: $0) }
      .sorted { $0.size == $1.size ? precedes($0.edge, $1.edge) : $0.size > $1.size }
      .map(\.edge)
  }

  /// Whether one of two calls of equal weight stands before the other.
  private func precedes(_ left: Int, _ right: Int) -> Bool {
    let (ends, otherEnds) = (graph.edges[left], graph.edges[right])
    return order(ends.source, otherEnds.source) ?? order(ends.target, otherEnds.target) ?? (left < right)
  }

  /// Whether one of two nodes stands before the other by its name; nil if their names are equal.
  private func order(_ left: Int, _ right: Int) -> Bool? {
    let rows = (graph.nodes[left].row, graph.nodes[right].row)
    guard rows.0 != rows.1, names[rows.0] != names[rows.1] else { return nil }
    return names[rows.0].lexicographicallyPrecedes(names[rows.1])
  }
}
