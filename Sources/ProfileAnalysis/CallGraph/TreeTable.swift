import ProfileModel

/// Each node between its callers and what it calls: what `tree` and `peek` show.
package struct TreeTable: Sendable {
  /// The nodes shown, in order, as places in the graph.
  package let selection: NodeSelection
  /// All nodes, and the calls that are shown, heaviest first.
  package let graph: CallGraph
  /// How many calls were left out for being light.
  package let droppedEdges: Int
  private let names: [[UInt8]]

  /// Makes the table, trimmed as the reference trims its text reports.
  package init(_ subject: PreparedProfile, _ options: NodeOptions, _ trim: TrimOptions) {
    let nodes = subject.tables.nodes(options)
    let weights = NodeWeights(subject.profile, nodes, subject.weights)
    selection = NodeSelection(nodes, weights, trim)
    var graph = CallGraph(
      of: subject, nodes, weights, dropsNegative: trim.dropsNegative,
      takesPart: selection.takesPart)
    // As in the reference, calls to nodes that are not shown, for they are negative, all stay.
    droppedEdges = graph.dropEdges(lighterThan: selection.edgeLimit)
    let order = EdgeOrder(graph)
    graph.sortEdges(by: order)
    self.graph = graph
    names = order.names
  }

  /// The calls to a node, heaviest first.
  package func calls(to node: Int) -> [CallGraph.Edge] {
    graph.incoming(node).map { graph.edges[$0] }
  }

  /// The calls from a node, heaviest first.
  package func calls(from node: Int) -> [CallGraph.Edge] {
    graph.outgoing(node).map { graph.edges[$0] }
  }

  /// A node's name in a report.
  package func name(_ node: Int) -> [UInt8] { names[node] }

  /// The sum of the flat values of the nodes shown.
  package var shownTotal: Int64 {
    selection.shown.reduce(0) { $0.addingClamped(graph.nodes[$1].flatValue) }
  }

  /// The smallest value that is shown, without its sign: flats, or cums where flats are 0; 0 for none.
  package var smallest: Int64 {
    NodeWeights.smallest(
      of: selection.shown.lazy.map { (graph.nodes[$0].flatValue, graph.nodes[$0].cumValue) })
  }
}
