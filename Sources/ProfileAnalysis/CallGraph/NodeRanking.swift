import ProfileModel

/// Puts nodes into the order of a report: heavy before light, then by name.
struct NodeRanking {
  private let nodes: NodeTable
  private let weights: NodeWeights

  init(_ nodes: NodeTable, _ weights: NodeWeights) {
    self.nodes = nodes
    self.weights = weights
  }

  /// Sorts by the magnitude of one weight, by name, and by the magnitude of the other.
  func sort(_ shown: inout [Int], by order: NodeOrder) {
    let (first, second) =
      order == .flat ? (weights.flat, weights.cum) : (weights.cum, weights.flat)
    sort(&shown, first: { first[$0].clampedMagnitude }, second: { second[$0].clampedMagnitude })
  }

  /// Sorts by a score, by name, and by another score.
  ///
  /// - `row`: the node of an element.
  func sort(
    _ shown: inout [Int], row: (Int) -> Int = { $0 }, first: (Int) -> Int64,
    second: (Int) -> Int64
  ) {
    let names = nodes.printableNames(of: shown.map(row))
    shown.sort { left, right in
      if first(left) != first(right) { return first(left) > first(right) }
      if let precedes = precedes(row(left), row(right), names) { return precedes }
      if second(left) != second(right) { return second(left) > second(right) }
      if row(left) == row(right) { return left < right }
      let texts = (uniqueText(row(left)), uniqueText(row(right)))
      return texts.0 == texts.1 ? left < right : texts.0.lexicographicallyPrecedes(texts.1)
    }
  }

  private func uniqueText(_ row: Int) -> [UInt8] { nodes.infos[row].uniqueText(in: nodes.texts) }

  /// The order of two names; nil when they are equal.
  private func precedes(_ left: Int, _ right: Int, _ names: [[UInt8]]) -> Bool? {
    let (leftInfo, rightInfo) = (nodes.infos[left], nodes.infos[right])
    if leftInfo.address != 0, rightInfo.address != 0, leftInfo.address != rightInfo.address {
      return leftInfo.address < rightInfo.address
    }
    if names[left] == names[right] { return nil }
    return names[left].lexicographicallyPrecedes(names[right])
  }
}

extension NodeTable {
  /// The names of some nodes; those of the others are empty.
  func printableNames(of chosen: [Int]) -> [[UInt8]] {
    var names = [[UInt8]](repeating: [], count: count)
    // No name is empty, and in a tree many nodes have the same one.
    for node in chosen where names[node].isEmpty { names[node] = printableName(node) }
    return names
  }
}

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
    return order(ends.source, otherEnds.source) ?? order(ends.target, otherEnds.target)
      ?? (left < right)
  }

  /// Whether one of two nodes stands before the other by its name; nil if their names are equal.
  private func order(_ left: Int, _ right: Int) -> Bool? {
    let rows = (graph.nodes[left].row, graph.nodes[right].row)
    guard rows.0 != rows.1, names[rows.0] != names[rows.1] else { return nil }
    return names[rows.0].lexicographicallyPrecedes(names[rows.1])
  }
}
