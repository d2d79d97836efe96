import ProfileModel

/// Chooses what is drawn, step by step as the reference does.
struct DrawingBuilder {
  struct Result {
    var parts: CallParts
    /// The shown nodes, in order.
    var order: [Int]
    var tags: [Int: NodeTags] = [:]
    var droppedNodes = 0
    var droppedEdges = 0
    var originalCount: Int
  }

  private let subject: PreparedProfile
  private let table: NodeTable
  private let trim: TrimOptions
  private let isTree: Bool
  private let weights: NodeWeights
  /// Labels count as boxes, up to so many a node.
  private static let mostTags = 4
  /// A node and the call to it take 250 bytes: a quarter of a gigabyte in all.
  private static let mostPaths = 1 << 20

  init(_ subject: PreparedProfile, _ options: NodeOptions, _ trim: TrimOptions, isTree: Bool) {
    self.subject = subject
    self.trim = trim
    self.isTree = isTree
    table = subject.tables.nodes(options)
    weights = NodeWeights(subject.profile, table, subject.weights)
  }

  /// All nodes, in the order of a table.
  func listed() throws(CallTreeTooLarge) -> Result {
    let parts = isTree ? tree(try outline(fraction: 0)).parts : graph(takesPart: nil)
    var order = parts.listed
    let isFlat = trim.order == .flat
    sort(
      &order, of: parts,
      first: { isFlat ? parts.nodes[$0].flat : parts.nodes[$0].cum },
      second: { isFlat ? parts.nodes[$0].cum : parts.nodes[$0].flat })
    return Result(parts: parts, order: order, originalCount: order.count)
  }

  /// What fits into a picture.
  func drawn() throws(CallTreeTooLarge) -> Result {
    let outline = isTree ? try outline(fraction: trim.nodeFraction) : nil
    var (parts, paths) = outline.map(tree) ?? (graph(takesPart: nil), CallPaths(table))
    let total = outline?.total ?? parts.listedFlat
    let nodeLimit = NodeSelection.share(trim.nodeFraction, of: total)
    let edgeLimit = NodeSelection.share(trim.edgeFraction, of: total)
    let before = parts.listed
    let kept = before.filter { parts.nodes[$0].cum.clampedMagnitude >= nodeLimit }
    if kept.count < before.count { keep(kept, in: &parts) }
    var result = Result(
      parts: parts, order: ranked(parts),
      droppedNodes: (outline?.listedCount ?? before.count) - kept.count,
      originalCount: kept.count)
    let candidates =
      trim.nodeCount > 0 ? Array(result.order.prefix(trim.nodeCount)) : result.order
    result.tags = TagCollector(subject, candidates).tags(&paths)
      .mapValues { $0.trimmed(to: nodeLimit) }
    if trim.nodeCount > 0 { limitCount(&result, edgeLimit) }
    result.droppedEdges = result.parts.dropEdges(lighterThan: edgeLimit)
    let order = EdgeOrder(result.parts)
    result.parts.removeRedundantEdges(result.order) { order.sorted($0) }
    return result
  }

  /// Keeps the first nodes; labels take the place of nodes.
  private func limitCount(_ result: inout Result, _ edgeLimit: Int64) {
    let count = countWithTags(result)
    let isCut = count < result.order.count
    // The reference counts calls as dropped only when the graph is made anew after this.
    _ = result.parts.dropEdges(lighterThan: edgeLimit)
    guard isCut else { return }
    keep(Array(result.order.prefix(count)), in: &result.parts)
    result.order = ranked(result.parts)
  }

  private func countWithTags(_ result: Result) -> Int {
    var boxes = 0
    for (place, node) in result.order.enumerated() {
      boxes += min(result.tags[node]?.flatCount ?? 0, Self.mostTags) + 1
      if boxes >= trim.nodeCount { return place + 1 }
    }
    return min(trim.nodeCount, result.order.count)
  }

  private func keep(_ kept: [Int], in parts: inout CallParts) {
    let wanted = Set(kept)
    if isTree {
      parts.trimTree(keeping: wanted.contains)
    } else {
      parts = graph(takesPart: (0..<table.count).map(wanted.contains))
    }
  }

  private func graph(takesPart: [Bool]?) -> CallParts {
    CallParts(
      graphOf: subject, table, weights, dropsNegative: trim.dropsNegative, takesPart: takesPart)
  }

  /// Which paths of a tree are heavy enough.
  private func outline(fraction: Double) throws(CallTreeTooLarge) -> CallOutline {
    try CallOutline(
      subject, table, fraction: fraction, dropsNegative: trim.dropsNegative,
      mostPaths: Self.mostPaths)
  }

  private func tree(_ outline: CallOutline) -> (parts: CallParts, paths: CallPaths) {
    CallParts.tree(of: subject, table, outline, dropsNegative: trim.dropsNegative)
  }

  /// The shown nodes, the most interesting first.
  private func ranked(_ parts: CallParts) -> [Int] {
    let score = EntropyScore(parts)
    var scores: [Int: Int64] = [:]
    for node in parts.listed { scores[node] = score.score(node) }
    var order = parts.listed
    sort(
      &order, of: parts, first: { scores[$0] ?? 0 }, second: { parts.nodes[$0].flat })
    return order
  }

  /// Sorts by the size of one number, by name, and by the size of another.
  private func sort(
    _ order: inout [Int], of parts: CallParts, first: (Int) -> Int64, second: (Int) -> Int64
  ) {
    NodeRanking(table, weights).sort(
      &order, row: { parts.nodes[$0].row }, first: { first($0).wrappedMagnitude },
      second: { second($0).clampedMagnitude })
  }
}

extension Int64 {
  /// The distance from 0; the smallest integer stays what it is, and so comes last.
  fileprivate var wrappedMagnitude: Int64 { self < 0 ? 0 &- self : self }
}
