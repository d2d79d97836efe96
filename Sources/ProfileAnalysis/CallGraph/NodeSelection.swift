import ProfileModel

/// The nodes that a report shows, in order.
package struct NodeSelection: Sendable {
  package private(set) var shown: [Int]
  /// How many nodes were left out for being light.
  package private(set) var droppedCount = 0
  /// How many nodes were left before the number of nodes was limited.
  package private(set) var originalCount: Int
  /// For each node whether it takes part in calls; nil when all do, as nothing was left out.
  package private(set) var takesPart: [Bool]?
  /// Calls lighter than this are left out.
  package let edgeLimit: Int64

  /// Chooses by weight, as `go tool pprof` does for its text reports.
  package init(_ nodes: NodeTable, _ weights: NodeWeights, _ options: TrimOptions) {
    let all = (0..<nodes.count).filter { weights.isInReport($0, options) }
    let total = all.reduce(Int64(0)) { $0.addingClamped(weights.flat[$1]) }
    let nodeLimit = Self.share(options.nodeFraction, of: total)
    edgeLimit = Self.share(options.edgeFraction, of: total)
    shown = all.filter { weights.cum[$0].clampedMagnitude >= nodeLimit }
    droppedCount = all.count - shown.count
    originalCount = shown.count
    NodeRanking(nodes, weights).sort(&shown, by: options.order)
    if options.nodeCount > 0, shown.count > options.nodeCount {
      shown.removeLast(shown.count - options.nodeCount)
    }
    guard shown.count < all.count else { return }
    var takesPart = [Bool](repeating: false, count: nodes.count)
    for node in shown { takesPart[node] = true }
    self.takesPart = takesPart
  }

  /// A share as `go tool pprof` cuts it: a product of floating-point numbers, towards 0.
  package static func share(_ fraction: Double, of total: Int64) -> Int64 {
    (Int64(exactly: (Double(total) * fraction).rounded(.towardZero)) ?? .max).clampedMagnitude
  }
}

extension NodeWeights {
  /// Whether a node has any weight, and is not left out for a negative one.
  fileprivate func isInReport(_ node: Int, _ options: TrimOptions) -> Bool {
    Self.isListed(flat: flat[node], cum: cum[node], dropsNegative: options.dropsNegative)
  }
}
