extension CallTree {
  /// How many frames with a width there are, those that are not kept too.
  package var frameCount: Int { smallFrames.reduce(count, +) }

  /// The tree without its smallest nodes, if it has more than a number of them; they are counted as small ones.
  ///
  /// Nodes of equal size stay or go together, so that fewer may be left.
  ///
  /// - `share`: nodes that have this part of the whole stay in any case.
  package func limited(to count: Int, keepingShare share: Double = .infinity) -> CallTree {
    guard self.count > count else { return self }
    let order = totals.sorted(by: >)
    let limit = order[count].addingClamped(1)
    return keeping(max(1, min(limit, Self.minimum(share, of: total))))
  }

  private func keeping(_ minimum: Int64) -> CallTree {
    var kept = CallTree()
    kept.leftOut = leftOut
    kept.layout = layout
    // For each depth the kept node that is open there.
    var open = [0]
    kept.copy(0, of: self, to: 0)
    var node = 1
    while node < count {
      let depth = Int(depths[node])
      open.removeLast(open.count - depth)
      guard totals[node] < minimum else {
        open.append(kept.append(node, of: self))
        node += 1
        continue
      }
      let caller = open[depth - 1]
      let end = Int(ends[node])
      kept.smallTotals[caller] = kept.smallTotals[caller].addingClamped(totals[node])
      kept.smallOtherSide[caller] = kept.smallOtherSide[caller].addingClamped(otherSide[node])
      kept.smallFrames[caller] += end - node
      for below in node..<end {
        kept.smallFrames[caller] += smallFrames[below]
        kept.otherSideFrames[caller] += otherSideFrames[below]
      }
      node = end
    }
    kept.setEnds()
    return kept
  }

  private mutating func append(_ node: Int, of tree: CallTree) -> Int {
    addRow()
    copy(node, of: tree, to: count - 1)
    return count - 1
  }

  private mutating func copy(_ node: Int, of tree: CallTree, to row: Int) {
    names[row] = tree.names[node]
    examples[row] = tree.examples[node]
    depths[row] = tree.depths[node]
    starts[row] = tree.starts[node]
    selfValues[row] = tree.selfValues[node]
    totals[row] = tree.totals[node]
    otherSide[row] = tree.otherSide[node]
    areInlined[row] = tree.areInlined[node]
    smallFrames[row] = tree.smallFrames[node]
    smallTotals[row] = tree.smallTotals[node]
    smallOtherSide[row] = tree.smallOtherSide[node]
    otherSideFrames[row] = tree.otherSideFrames[node]
    otherSideValues[row] = tree.otherSideValues[node]
  }

  /// Works out from the depths where each node's rows end.
  private mutating func setEnds() {
    var open: [Int] = []
    for node in 0..<count {
      while let last = open.last, depths[last] >= depths[node] {
        ends[last] = UInt32(node)
        open.removeLast()
      }
      open.append(node)
    }
    for node in open { ends[node] = UInt32(count) }
  }

  /// Adds a row to be filled later.
  mutating func addRow() {
    names.append(0)
    examples.append(0)
    depths.append(0)
    ends.append(0)
    starts.append(0)
    selfValues.append(0)
    totals.append(0)
    otherSide.append(0)
    areInlined.append(false)
    smallFrames.append(0)
    smallTotals.append(0)
    smallOtherSide.append(0)
    otherSideFrames.append(0)
    otherSideValues.append(0)
  }
}
