import ProfileModel

/// The nodes that a report shows and the calls between them.
package struct CallGraph: Sendable {
  package let nodes: NodeTable
  package let weights: NodeWeights
  package let selection: NodeSelection
  package let edges: EdgeTable
  /// How many calls were left out for being light.
  package let droppedEdges: Int
  /// The calls to and from each node, heaviest first.
  private let incoming: [[Int]]
  private let outgoing: [[Int]]
  private let names: [[UInt8]]

  /// Makes the graph, trimmed as the reference trims its text reports.
  package init(_ subject: PreparedProfile, _ options: NodeOptions, _ trim: TrimOptions) {
    nodes = subject.tables.nodes(options)
    weights = NodeWeights(subject.profile, nodes, subject.weights)
    selection = NodeSelection(nodes, weights, trim)
    let walk = NodeWalk(nodes, takesPart: selection.takesPart)
    var edges = EdgeTable(subject.profile, walk, subject.weights)
    // As in the reference, calls to nodes that are not shown, for they are negative, all stay.
    var isShown = [Bool](repeating: false, count: nodes.count)
    for node in selection.shown { isShown[node] = true }
    droppedEdges = edges.dropLighter(than: selection.edgeLimit, to: isShown)
    self.edges = edges
    names = (0..<nodes.count).map(nodes.printableName)
    var byTarget = [[Int]](repeating: [], count: nodes.count)
    var bySource = byTarget
    for edge in Self.sorted(edges, names) {
      byTarget[Int(edges.targets[edge])].append(edge)
      bySource[Int(edges.sources[edge])].append(edge)
    }
    (incoming, outgoing) = (byTarget, bySource)
  }

  /// The calls to a node, heaviest first.
  package func calls(to node: Int) -> [Int] { incoming[node] }

  /// The calls from a node, heaviest first.
  package func calls(from node: Int) -> [Int] { outgoing[node] }

  /// A node's name in a report.
  package func name(_ node: Int) -> [UInt8] { names[node] }

  /// The sum of the flat values of the nodes shown.
  package var shownTotal: Int64 {
    selection.shown.reduce(0) { $0.addingClamped(weights.flatValue($1)) }
  }

  /// The smallest value that is shown, without its sign: flats, or cums where flats are 0; 0 for none.
  package var smallest: Int64 {
    selection.shown.reduce(0) { smallest, node in
      let flat = weights.flatValue(node)
      let size = (flat == 0 ? weights.cumValue(node) : flat).clampedMagnitude
      return size > 0 && (smallest == 0 || size < smallest) ? size : smallest
    }
  }

  /// All calls by weight, then by the names of the caller and of what it calls.
  private static func sorted(_ edges: EdgeTable, _ names: [[UInt8]]) -> [Int] {
    (0..<edges.count).sorted { left, right in
      let sizes = (edges.weights[left].clampedMagnitude, edges.weights[right].clampedMagnitude)
      if sizes.0 != sizes.1 { return sizes.0 > sizes.1 }
      let sources = (names[Int(edges.sources[left])], names[Int(edges.sources[right])])
      if sources.0 != sources.1 { return sources.0.lexicographicallyPrecedes(sources.1) }
      let targets = (names[Int(edges.targets[left])], names[Int(edges.targets[right])])
      if targets.0 != targets.1 { return targets.0.lexicographicallyPrecedes(targets.1) }
      return left < right
    }
  }
}
