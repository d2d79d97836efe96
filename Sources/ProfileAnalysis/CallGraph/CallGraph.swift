import ProfileModel

/// Nodes and the calls between them; both can be taken away.
///
/// In a graph a node is one row of the node table; in a tree several nodes may be the same row, each reached by
/// another path.
package struct CallGraph: Sendable {
  /// What calls and is called.
  package struct Node: Sendable {
    /// Its row in the node table.
    let row: Int
    /// The part that it is called from in a tree; nil for a root, and in a graph.
    var context: Int?
    /// The sums of values, and these divided for a report of means.
    var flat, cum: Int64
    package var flatValue, cumValue: Int64
    /// Whether it is shown; a node that is not may still be called.
    var isListed = true
  }

  /// The calls from one node to another.
  package struct Edge: Sendable {
    package var source: Int
    package let target: Int
    /// The sum of the values of the samples in which the call stands, and that divided for a report of means.
    package let weight, value: Int64
    /// Whether the call was ever seen over nodes that have been left out, and whether it was inlined wherever it
    /// was seen.
    package var isResidual, isInline: Bool
    var isGone = false
  }

  let table: NodeTable
  package internal(set) var nodes: [Node]
  package internal(set) var edges: [Edge] = []
  private var incomingEdges: IndexLists
  private var outgoingEdges: IndexLists

  init(_ table: NodeTable, _ nodes: [Node], _ edges: [Edge]) {
    self.table = table
    self.nodes = nodes
    self.edges = edges
    incomingEdges = IndexLists(groups: nodes.count, indices: edges.count) { edges[$0].target }
    outgoingEdges = IndexLists(groups: nodes.count, indices: edges.count) { edges[$0].source }
  }

  /// The nodes that are shown.
  var listed: [Int] { nodes.indices.filter { nodes[$0].isListed } }

  /// The calls to a node.
  package func incoming(_ node: Int) -> [Int] { remaining(incomingEdges[node]) }

  /// The calls from a node.
  package func outgoing(_ node: Int) -> [Int] { remaining(outgoingEdges[node]) }

  private func remaining(_ indices: ArraySlice<UInt32>) -> [Int] {
    indices.lazy.map { Int($0) }.filter { !edges[$0].isGone }
  }

  /// The sum of the flat sums of what is shown.
  var listedFlat: Int64 { listed.reduce(0) { $0.addingClamped(nodes[$1].flat) } }

  mutating func remove(edge: Int) { edges[edge].isGone = true }

  /// Puts the calls into the order of a report, those of a node too.
  mutating func sortEdges(by order: EdgeOrder) {
    let sorted = order.sorted(edges.indices.filter { !edges[$0].isGone })
    self = CallGraph(table, nodes, sorted.map { edges[$0] })
  }

  /// Removes calls to shown nodes that are lighter than a limit; returns their number.
  mutating func dropEdges(lighterThan limit: Int64) -> Int {
    var dropped = 0
    for (index, edge) in edges.enumerated()
    where !edge.isGone && nodes[edge.target].isListed && edge.weight.clampedMagnitude < limit {
      remove(edge: index)
      dropped += 1
    }
    return dropped
  }
}

extension CallGraph {
  /// The nodes of a graph; calls go past those that do not take part.
  init(
    of view: ProfileView, _ table: NodeTable, _ weights: NodeWeights, dropsNegative: Bool,
    takesPart: [Bool]?
  ) {
    let walk = NodeWalk(table, takesPart: takesPart)
    self.init(
      table, Self.nodes(of: table, weights, takesPart: takesPart),
      EdgeSums.edges(view.profile, walk, view.weights))
    unlistNodes(dropsNegative: dropsNegative)
  }

  /// The nodes of a graph without their calls, which take a walk over all stacks.
  init(nodesOf table: NodeTable, _ weights: NodeWeights, dropsNegative: Bool) {
    self.init(table, Self.nodes(of: table, weights, takesPart: nil), [])
    unlistNodes(dropsNegative: dropsNegative)
  }

  private static func nodes(
    of table: NodeTable, _ weights: NodeWeights, takesPart: [Bool]?
  ) -> [Node] {
    (0..<table.count).map { row in
      Node(
        row: row, context: nil, flat: weights.flat[row], cum: weights.cum[row],
        flatValue: weights.flatValue(row), cumValue: weights.cumValue(row),
        isListed: takesPart?[row] ?? true)
    }
  }

  /// Shows only nodes that have a value, and if so asked no negative ones.
  mutating func unlistNodes(dropsNegative: Bool) {
    for node in nodes.indices {
      let (flat, cum) = (nodes[node].flat, nodes[node].cum)
      if !NodeWeights.isListed(flat: flat, cum: cum, dropsNegative: dropsNegative) {
        nodes[node].isListed = false
      }
    }
  }
}
