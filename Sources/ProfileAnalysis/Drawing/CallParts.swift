import ProfileModel

/// The nodes and calls that a drawing is made of; both can be taken away.
///
/// In a graph a node stands for one row of the node table; in a tree several may, each reached by a path
/// of its own.
struct CallParts {
  struct Node {
    /// What it stands for.
    let row: Int
    /// The part that it is called from in a tree; nil for a root, and in a graph.
    var context: Int?
    /// The sums of values, and these divided for a report of means.
    var flat, cum: Int64
    var flatValue, cumValue: Int64
    /// Whether it is shown; a node that is not may still be called.
    var isListed = true
  }

  struct Edge {
    var source: Int
    let target: Int
    let weight, value: Int64
    var isResidual, isInline: Bool
    var isGone = false
  }

  let table: NodeTable
  private(set) var nodes: [Node]
  private(set) var edges: [Edge] = []
  private var incomingEdges: [[Int]]
  private var outgoingEdges: [[Int]]

  init(_ table: NodeTable, _ nodes: [Node], _ edges: [Edge]) {
    self.table = table
    self.nodes = nodes
    self.edges = edges
    incomingEdges = Array(repeating: [], count: nodes.count)
    outgoingEdges = incomingEdges
    for (place, edge) in edges.enumerated() {
      incomingEdges[edge.target].append(place)
      outgoingEdges[edge.source].append(place)
    }
  }

  /// The nodes that are shown.
  var listed: [Int] { nodes.indices.filter { nodes[$0].isListed } }

  /// The calls to a node.
  func incoming(_ node: Int) -> [Int] { incomingEdges[node].filter { !edges[$0].isGone } }

  /// The calls from a node.
  func outgoing(_ node: Int) -> [Int] { outgoingEdges[node].filter { !edges[$0].isGone } }

  /// The sum of the flat sums of what is shown.
  var listedFlat: Int64 { listed.reduce(0) { $0.addingClamped(nodes[$1].flat) } }

  mutating func remove(edge: Int) { edges[edge].isGone = true }

  /// Takes away calls to shown nodes that are lighter than a limit; says how many.
  mutating func dropEdges(lighterThan limit: Int64) -> Int {
    var dropped = 0
    for node in listed {
      for edge in incoming(node) where edges[edge].weight.clampedMagnitude < limit {
        remove(edge: edge)
        dropped += 1
      }
    }
    return dropped
  }
}

extension CallParts {
  /// The nodes of a graph; calls go past those that do not take part.
  init(
    graphOf subject: PreparedProfile, _ table: NodeTable, _ weights: NodeWeights,
    dropsNegative: Bool,
    takesPart: [Bool]?
  ) {
    let nodes = (0..<table.count).map { row in
      Node(
        row: row, context: nil, flat: weights.flat[row], cum: weights.cum[row],
        flatValue: weights.flatValue(row), cumValue: weights.cumValue(row),
        isListed: takesPart?[row] ?? true)
    }
    let walk = NodeWalk(table, takesPart: takesPart)
    let calls = EdgeTable(subject.profile, walk, subject.weights)
    let edges = (0..<calls.count).map { call in
      Edge(
        source: Int(calls.sources[call]), target: Int(calls.targets[call]),
        weight: calls.weights[call], value: calls.value(call), isResidual: calls.isResidual[call],
        isInline: calls.isInline[call])
    }
    self.init(table, nodes, edges)
    unlistNodes(dropsNegative: dropsNegative)
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

  /// Takes the shown nodes of a tree away that are not kept; what they call is then called by the
  /// nearest node above.
  mutating func trimTree(keeping isKept: (Int) -> Bool) {
    let isDropped = nodes.indices.map { nodes[$0].isListed && !isKept($0) }
    // Callers have lower places than what they call, so what is above has been settled already.
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
    self = CallParts(table, nodes, edges.filter { !$0.isGone })
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

  /// Takes away calls over left out nodes where another way leads to the same node, for they say little.
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
