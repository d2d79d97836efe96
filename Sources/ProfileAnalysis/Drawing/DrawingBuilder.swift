import ProfileModel
import ProfileSystem

/// Chooses what is drawn, step by step as `go tool pprof` does.
struct DrawingBuilder {
  struct Result {
    var graph: CallGraph
    /// The shown nodes, in order.
    var order: [Int]
    /// The labels of each node; of the last ones none.
    var tags: [NodeTags] = []
    var droppedNodes = 0
    var droppedEdges = 0
    var originalCount: Int

    func tags(of node: Int) -> NodeTags { node < tags.count ? tags[node] : NodeTags() }
  }

  private let view: ProfileView
  private let table: NodeTable
  private let trim: TrimOptions
  private let isTree: Bool
  private let weights: NodeWeights
  /// Labels count as boxes, up to this many for a node.
  private static let mostTags = 4
  /// A node and the call to it take 250 bytes: a quarter of a gigabyte in all.
  private static let mostPaths = 1 << 20

  init(_ view: ProfileView, _ options: NodeOptions, _ trim: TrimOptions, isTree: Bool) {
    self.view = view
    self.trim = trim
    self.isTree = isTree
    table = view.tables.nodes(options)
    weights = NodeWeights(view.profile, table, view.weights)
  }

  /// All nodes, in the order of a table.
  func listed() throws(CallTreeTooLarge) -> Result {
    let graph = isTree ? tree(try outline(fraction: 0)).graph : nodeGraph(takesPart: nil)
    var order = graph.listed
    let isFlat = trim.order == .flat
    sort(
      &order, of: graph,
      first: { isFlat ? graph.nodes[$0].flat : graph.nodes[$0].cum },
      second: { isFlat ? graph.nodes[$0].cum : graph.nodes[$0].flat })
    return Result(graph: graph, order: order, originalCount: order.count)
  }

  /// The part of the graph that fits a drawing.
  func drawn() throws(CallTreeTooLarge) -> Result {
    let outline = isTree ? try outline(fraction: trim.nodeFraction) : nil
    let (nodes, paths) = outline.map(tree) ?? (nodesAlone, nil)
    var graph = nodes
    let total = outline?.total ?? graph.listedFlat
    let nodeLimit = NodeSelection.share(trim.nodeFraction, of: total)
    let edgeLimit = NodeSelection.share(trim.edgeFraction, of: total)
    let before = graph.listed
    let kept = before.filter { graph.nodes[$0].cum.clampedMagnitude >= nodeLimit }
    // Calls between the nodes of a graph are added up when it is known which nodes they are drawn between.
    if kept.count < before.count {
      keep(kept, in: &graph)
    } else if !isTree {
      graph = nodeGraph(takesPart: nil)
    }
    var result = Result(
      graph: graph, order: ranked(graph),
      droppedNodes: (outline?.listedCount ?? before.count) - kept.count,
      originalCount: kept.count)
    let candidates =
      trim.nodeCount > 0 ? Array(result.order.prefix(trim.nodeCount)) : result.order
    result.tags = TagCollector.tags(
      of: candidates, view, paths.map(SampleNodes.init) ?? SampleNodes(table, candidates),
      lighterThan: nodeLimit)
    if trim.nodeCount > 0 { limitCount(&result, edgeLimit) }
    result.droppedEdges = result.graph.dropEdges(lighterThan: edgeLimit)
    let order = EdgeOrder(result.graph)
    result.graph.removeRedundantEdges(result.order) { order.sorted($0) }
    return result
  }

  /// Keeps the first nodes; labels take the room of nodes.
  private func limitCount(_ result: inout Result, _ edgeLimit: Int64) {
    let count = countWithTags(result)
    let isCut = count < result.order.count
    // `go tool pprof` counts calls as dropped only when the graph is made anew after this.
    _ = result.graph.dropEdges(lighterThan: edgeLimit)
    guard isCut else { return }
    keep(Array(result.order.prefix(count)), in: &result.graph)
    result.order = ranked(result.graph)
  }

  private func countWithTags(_ result: Result) -> Int {
    var boxes = 0
    for (index, node) in result.order.enumerated() {
      boxes += min(result.tags(of: node).flatCount, Self.mostTags) + 1
      if boxes >= trim.nodeCount { return index + 1 }
    }
    return min(trim.nodeCount, result.order.count)
  }

  private func keep(_ kept: [Int], in graph: inout CallGraph) {
    var isKept = [Bool](repeating: false, count: graph.nodes.count)
    for node in kept { isKept[node] = true }
    if isTree { graph.trimTree(keeping: isKept) } else { graph = nodeGraph(takesPart: isKept) }
  }

  private var nodesAlone: CallGraph {
    CallGraph(nodesOf: table, weights, dropsNegative: trim.dropsNegative)
  }

  private func nodeGraph(takesPart: [Bool]?) -> CallGraph {
    CallGraph(
      of: view, table, weights, dropsNegative: trim.dropsNegative, takesPart: takesPart)
  }

  /// Which paths of a tree are heavy enough.
  private func outline(fraction: Double) throws(CallTreeTooLarge) -> CallOutline {
    try CallOutline(
      view, table, fraction: fraction, dropsNegative: trim.dropsNegative,
      mostPaths: Self.mostPaths)
  }

  private func tree(_ outline: CallOutline) -> (graph: CallGraph, paths: TreePaths?) {
    CallGraph.tree(of: view, table, outline, dropsNegative: trim.dropsNegative)
  }

  /// The shown nodes, the most interesting first.
  private func ranked(_ graph: CallGraph) -> [Int] {
    let score = EntropyScore(graph)
    var scores = [Int64](repeating: 0, count: graph.nodes.count)
    var order = graph.listed
    for node in order { scores[node] = score.score(node) }
    sort(&order, of: graph, first: { scores[$0] }, second: { graph.nodes[$0].flat })
    return order
  }

  /// Sorts by the size of one number, by name, and by the size of another.
  private func sort(
    _ order: inout [Int], of graph: CallGraph, first: (Int) -> Int64, second: (Int) -> Int64
  ) {
    NodeRanking(table, weights).sort(
      &order, row: { graph.nodes[$0].row }, first: { first($0).wrappedMagnitude },
      second: { second($0).clampedMagnitude })
  }
}

extension Int64 {
  /// The distance from 0; the smallest integer stays what it is, and so comes last.
  fileprivate var wrappedMagnitude: Int64 { self < 0 ? 0 &- self : self }
}

/// How much a node adds to a drawing: one that everything just passes through adds little.
///
/// Each side adds the entropy, in bits, of how the weight is spread over its calls; the sum is multiplied
/// by the node's weight.
struct EntropyScore {
  private let graph: CallGraph

  init(_ graph: CallGraph) { self.graph = graph }

  func score(_ node: Int) -> Int64 {
    let (flat, cum) = (graph.nodes[node].flat, graph.nodes[node].cum)
    // An entry or a leaf is interesting by itself.
    let above = graph.incoming(node)
    let below = graph.outgoing(node)
    let entropy =
      (above.isEmpty ? 1 : entropy(of: above, own: 0))
      + (below.isEmpty ? 1 : entropy(of: below, own: flat))
    // A call without weight makes it no number. As on the machines that `go tool pprof` runs on, that becomes the
    // smallest integer, and what is added to it wraps around.
    let product = Int64(exactly: (entropy * Double(cum)).rounded(.towardZero)) ?? .min
    return product &+ flat
  }

  private func entropy(of edges: [Int], own: Int64) -> Double {
    let total = edges.reduce(own) { $0.addingClamped(max(0, graph.edges[$1].weight)) }
    guard total != 0 else { return 0 }
    let entropy = edges.reduce(0.0) { $0 - term(graph.edges[$1].weight, of: total) }
    return own > 0 ? entropy - term(own, of: total) : entropy
  }

  private func term(_ weight: Int64, of total: Int64) -> Double {
    let share = Double(weight.clampedMagnitude) / Double(total)
    return share * Mathematics.binaryLogarithm(share)
  }
}
