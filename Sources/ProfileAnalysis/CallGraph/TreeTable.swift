import ProfileModel

/// Each node between its callers and what it calls: what `tree` and `peek` show.
package struct TreeTable: Sendable {
  /// The nodes shown, in order, as indices in the graph.
  package let selection: NodeSelection
  /// All nodes, and the calls that are shown, heaviest first.
  package let graph: CallGraph
  /// How many calls were left out for being light.
  package let droppedEdges: Int
  private let names: [[UInt8]]

  /// Makes the table, trimmed as `go tool pprof` trims its text reports.
  package init(_ view: ProfileView, _ options: NodeOptions, _ trim: TrimOptions) {
    let nodes = view.tables.nodes(options)
    let weights = NodeWeights(view.profile, nodes, view.weights)
    selection = NodeSelection(nodes, weights, trim)
    var graph = CallGraph(
      of: view, nodes, weights, dropsNegative: trim.dropsNegative,
      takesPart: selection.takesPart)
    // As in `go tool pprof`, calls to nodes that are not shown, for they are negative, all stay.
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
