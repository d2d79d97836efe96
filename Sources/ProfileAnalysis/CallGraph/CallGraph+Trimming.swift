extension CallGraph {
  /// Removes the shown nodes of a tree that are not kept; their callees then hang below the nearest kept ancestor.
  mutating func trimTree(keeping isKept: [Bool]) {
    let isDropped = nodes.indices.map { nodes[$0].isListed && !isKept[$0] }
    // Callers have lower indices than callees, so ancestors are settled first.
    for edge in edges.indices where !edges[edge].isGone {
      let source = edges[edge].source
      if isDropped[edges[edge].target] || !isDropped[source] { continue }
      guard let above = keptCall(to: source, isDropped) else {
        edges[edge].isGone = true
        continue
      }
      edges[edge].source = above.source
      edges[edge].isResidual = true
      edges[edge].isInline = edges[edge].isInline && above.isInline
    }
    for edge in edges.indices where isDropped[edges[edge].target] { edges[edge].isGone = true }
    for node in nodes.indices where isDropped[node] { nodes[node].isListed = false }
    self = CallGraph(table, nodes, edges.filter { !$0.isGone })
  }

  /// The nearest node above one that stays, and whether all calls from there down were inlined.
  private func keptCall(
    to node: Int, _ isDropped: [Bool]
  ) -> (source: Int, isInline: Bool)? {
    var (node, isInline) = (node, true)
    while let call = incoming(node).first {
      isInline = isInline && edges[call].isInline
      node = edges[call].source
      if !isDropped[node] { return (node, isInline) }
    }
    return nil
  }

  /// Removes calls over left out nodes if another path leads to the same node, since they say little.
  ///
  /// - `order`: the nodes, of which the last are looked at first.
  mutating func removeRedundantEdges(_ order: [Int], sorted: ([Int]) -> [Int]) {
    for node in order.reversed() {
      for edge in sorted(incoming(node)).reversed() {
        // A heavier call is not removed when a lighter one that is no residual stays.
        guard edges[edge].isResidual else { break }
        if isRedundant(edge) { remove(edge: edge) }
      }
    }
  }

  /// Whether its source reaches its target without the edge.
  private func isRedundant(_ edge: Int) -> Bool {
    let (source, target) = (edges[edge].source, edges[edge].target)
    var seen: Set<Int> = [target]
    var queue = [target]
    while let node = queue.popLast() {
      for other in incoming(node) where other != edge && !seen.contains(edges[other].source) {
        if edges[other].source == source { return true }
        seen.insert(edges[other].source)
        queue.append(edges[other].source)
      }
    }
    return false
  }
}
