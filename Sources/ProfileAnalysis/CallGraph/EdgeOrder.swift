import ProfileModel

/// The order of calls in a report: heavy before light, then by the names of both ends.
struct EdgeOrder {
  private let graph: CallGraph

  init(_ graph: CallGraph) { self.graph = graph }

  func sorted(_ edges: [Int]) -> [Int] {
    guard edges.count > 1 else { return edges }
    let ranks = ranks(ofEndsOf: edges)
    let keys = edges.map { place in
      let edge = graph.edges[place]
      return (
        size: edge.weight.clampedMagnitude, source: ranks[edge.source] ?? 0,
        target: ranks[edge.target] ?? 0, place: place
      )
    }
    return keys.sorted { left, right in
      guard left.size == right.size else { return left.size > right.size }
      return (left.source, left.target, left.place) < (right.source, right.target, right.place)
    }.map(\.place)
  }

  /// Where the nodes at both ends of some calls stand in the order of names; equal names share their place.
  private func ranks(ofEndsOf edges: [Int]) -> [Int: Int] {
    var nodes: Set<Int> = []
    for edge in edges {
      nodes.insert(graph.edges[edge].source)
      nodes.insert(graph.edges[edge].target)
    }
    let named = nodes.map { (node: $0, name: graph.table.printableName(graph.nodes[$0].row)) }
      .sorted { $0.name.lexicographicallyPrecedes($1.name) }
    var ranks: [Int: Int] = [:]
    var rank = 0
    for (place, entry) in named.enumerated() {
      if entry.name != named[rank].name { rank = place }
      ranks[entry.node] = rank
    }
    return ranks
  }
}
