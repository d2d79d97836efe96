import ProfileModel

/// Makes a call tree of stacks that come one after the other, each sharing its first frames with the
/// one before: no node is ever searched for, and small nodes go as soon as they are complete, so that
/// memory grows with what is kept.
struct CallTreeBuilder {
  private(set) var tree = CallTree()
  private let names: LocationNames
  private let areInlined: [Bool]
  /// A node with less than this is counted but not kept.
  private let minimum: Int64
  private var path: NamePath
  /// The nodes from the root to the end of the stack before.
  private var open = [0]

  init(
    _ stacks: StackTable, _ names: LocationNames, _ direction: WalkDirection, minimum: Int64
  ) {
    self.names = names
    self.minimum = minimum
    areInlined = names.areInlined
    path = NamePath(stacks, names: names, direction)
  }

  /// Adds stacks that all have the same names and together a value.
  mutating func add(_ run: ArraySlice<StackID>, _ value: Int64) {
    for stack in run {
      let shared = path.move(to: stack)
      while open.count - 1 > shared { close() }
      for depth in 0..<shared where !areInlined[Int(path.rows[depth])] {
        tree.areInlined[open[depth + 1]] = false
      }
      for depth in shared..<path.rows.count { openNode(path.rows[depth]) }
    }
    let node = open[open.count - 1]
    tree.selfs[node] = tree.selfs[node].addingClamped(value)
  }

  /// The tree of all that was added.
  consuming func finish() -> CallTree {
    while !open.isEmpty { close() }
    return tree
  }

  private mutating func openNode(_ row: UInt32) {
    let node = tree.count
    tree.names.append(names.names[Int(row)])
    tree.examples.append(row)
    tree.depths.append(UInt32(open.count))
    tree.ends.append(0)
    tree.selfs.append(0)
    tree.totals.append(0)
    tree.areInlined.append(areInlined[Int(row)])
    tree.smallFrames.append(0)
    tree.smallTotals.append(0)
    open.append(node)
  }

  /// Ends a node: all its callees are there, so its total is known.
  private mutating func close() {
    let node = open.removeLast()
    let total = tree.totals[node].addingClamped(tree.selfs[node])
    tree.totals[node] = total
    tree.ends[node] = UInt32(tree.count)
    guard let caller = open.last else { return }
    tree.totals[caller] = tree.totals[caller].addingClamped(total)
    guard total < minimum else { return }
    // No callee has more than its caller, so the node is the last row by now.
    tree.smallFrames[caller] += tree.smallFrames[node] + 1
    tree.smallTotals[caller] = tree.smallTotals[caller].addingClamped(total)
    tree.removeLast()
  }
}

extension CallTree {
  fileprivate mutating func removeLast() {
    names.removeLast()
    examples.removeLast()
    depths.removeLast()
    ends.removeLast()
    selfs.removeLast()
    totals.removeLast()
    areInlined.removeLast()
    smallFrames.removeLast()
    smallTotals.removeLast()
  }
}
