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
    layOutFromTheLeft()
    return order
  }

  /// Puts a node of no value below each of some nodes, before all that they call.
  ///
  /// - `callers`: in their order.
  /// - Returns: for each row where it is now.
  mutating func insertCallees(_ name: UInt32, of callers: [Int]) -> [Int] {
    // How many rows come in before each.
    var before = [0]
    var next = 0
    for row in 0..<count {
      if next < callers.count, callers[next] == row { next += 1 }
      before.append(next)
    }
    for row in 0..<count { ends[row] += UInt32(before[Int(ends[row])] - before[row]) }
    let old = count
    for caller in callers {
      addRow()
      names[count - 1] = name
      depths[count - 1] = depths[caller] + 1
      ends[count - 1] = UInt32(count)
    }
    var order = [Int](repeating: 0, count: count)
    let indices = (0..<old).map { $0 + before[$0] }
    for (row, index) in indices.enumerated() { order[index] = row }
    for (index, caller) in callers.enumerated() { order[indices[caller] + 1] = old + index }
    rearrange(order)
    return indices
  }

  /// Places each node at the end of the one before it, the first at its caller's start.
  private mutating func layOutFromTheLeft() {
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
    selfValues = order.map { selfValues[$0] }
    totals = order.map { totals[$0] }
    otherSide = order.map { otherSide[$0] }
    areInlined = order.map { areInlined[$0] }
    smallFrames = order.map { smallFrames[$0] }
    smallTotals = order.map { smallTotals[$0] }
    smallOtherSide = order.map { smallOtherSide[$0] }
    otherSideFrames = order.map { otherSideFrames[$0] }
    otherSideValues = order.map { otherSideValues[$0] }
  }
}
