extension CallTree {
  /// Puts the largest of each node's callees first, at the left edge of the node; those that are equal
  /// stay in their order.
  mutating func sortByValue() { sort(by: totals) }

  /// Puts the callee with the most of something first.
  ///
  /// - `weights`: a number a node.
  /// - Returns: for each row where it was before.
  @discardableResult
  mutating func sort(by weights: [Int64]) -> [Int] {
    var order: [Int] = []
    order.reserveCapacity(count)
    var waiting = [0]
    var callees: [Int] = []
    while let node = waiting.popLast() {
      order.append(node)
      callees.removeAll(keepingCapacity: true)
      callees.append(contentsOf: children(of: node))
      // The last one is taken first, so the smallest goes in first. Most nodes have one callee.
      if callees.count > 1 {
        callees.sort { weights[$0] != weights[$1] ? weights[$0] < weights[$1] : $0 > $1 }
      }
      waiting.append(contentsOf: callees)
    }
    rearrange(order)
    placeFromTheLeft()
    return order
  }

  /// Places each node at the end of the one before it, the first at its caller's start.
  private mutating func placeFromTheLeft() {
    // For each depth where the next node begins.
    var next: [Int64] = [0]
    for node in 0..<count {
      let depth = Int(depths[node])
      if next.count == depth + 1 { next.append(0) }
      starts[node] = next[depth]
      next[depth + 1] = next[depth]
      next[depth] = next[depth].addingClamped(totals[node])
    }
  }

  private mutating func rearrange(_ order: [Int]) {
    let sizes = ends.indices.map { Int(ends[$0]) - $0 }
    ends = order.indices.map { UInt32($0 + sizes[order[$0]]) }
    names = order.map { names[$0] }
    examples = order.map { examples[$0] }
    depths = order.map { depths[$0] }
    selfs = order.map { selfs[$0] }
    totals = order.map { totals[$0] }
    others = order.map { others[$0] }
    areInlined = order.map { areInlined[$0] }
    smallFrames = order.map { smallFrames[$0] }
    smallTotals = order.map { smallTotals[$0] }
    smallOthers = order.map { smallOthers[$0] }
  }
}
