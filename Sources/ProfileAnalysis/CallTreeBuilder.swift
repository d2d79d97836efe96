import ProfileModel

/// Makes a call tree of stacks that come one after the other, each sharing its first frames with the
/// one before: no node is ever searched for, and only what is kept has a row, so that memory grows with
/// that.
struct CallTreeBuilder {
  /// A node from the root to the end of the stack before, whose callees are not all there yet.
  private struct Open {
    let example: UInt32
    let start: Int64
    var own: Int64 = 0
    /// What its callees have that are complete.
    var callees: Int64 = 0
    /// The same of the other side, with what is its own.
    var other: Int64 = 0
    var isInlined: Bool
    var smallFrames = 0
    var smallTotal: Int64 = 0
    /// Its row in the tree; -1 as long as it may turn out to be too small.
    var node = -1
  }

  private var tree = CallTree()
  private let names: LocationNames
  private let areInlined: [Bool]
  /// A node with less than this is counted but not kept.
  private let minimum: Int64
  private var path: NamePath
  private var open: [Open]
  /// How many of the open nodes have a row: none has one whose caller has none.
  private var rowCount = 1
  /// What all stacks so far add up to.
  private var position: Int64 = 0

  init(
    _ stacks: StackTable, _ names: LocationNames, _ direction: WalkDirection, minimum: Int64
  ) {
    self.names = names
    self.minimum = minimum
    areInlined = names.areInlined
    path = NamePath(stacks, names: names, direction)
    open = [Open(example: 0, start: 0, isInlined: false, node: 0)]
  }

  /// Adds stacks that all have the same names and together a value.
  ///
  /// - Parameter other: what they have on the other side of a comparison.
  mutating func add(_ run: ArraySlice<StackID>, _ value: Int64, other: Int64) {
    for stack in run { walk(stack, shared: path.move(to: stack)) }
    open[open.count - 1].own = open[open.count - 1].own.addingClamped(value)
    open[open.count - 1].other = open[open.count - 1].other.addingClamped(other)
    position = position.addingClamped(value)
  }

  /// Adds stacks of which it is known how many names they share with those before and after them.
  ///
  /// The names behind those are theirs alone. If they are too small to be kept they are not looked at.
  ///
  /// - Parameter count: how many names the stacks have.
  mutating func add(
    _ run: ArraySlice<StackID>, _ value: Int64, other: Int64, count: Int, sharedBefore: Int,
    sharedAfter: Int
  ) {
    let limit = value < minimum ? max(sharedBefore, sharedAfter) : count
    guard limit < count else { return add(run, value, other: other) }
    for (place, stack) in run.enumerated() {
      path.move(to: stack, limit: limit)
      walk(stack, shared: place == 0 ? sharedBefore : limit)
    }
    let last = open.count - 1
    open[last].callees = open[last].callees.addingClamped(value)
    open[last].other = open[last].other.addingClamped(other)
    open[last].smallFrames += count - limit
    open[last].smallTotal = open[last].smallTotal.addingClamped(value)
    position = position.addingClamped(value)
  }

  private mutating func walk(_ stack: StackID, shared: Int) {
    while open.count - 1 > shared { close() }
    for depth in 0..<shared where !areInlined[Int(path.rows[depth])] {
      open[depth + 1].isInlined = false
    }
    for row in path.rows[shared...] {
      open.append(Open(example: row, start: position, isInlined: areInlined[Int(row)]))
    }
  }

  /// The tree of all that was added.
  consuming func finish() -> CallTree {
    while open.count > 1 { close() }
    complete(open[0])
    return tree
  }

  /// Ends a node: all its callees are there, so its total is known.
  private mutating func close() {
    let total = open[open.count - 1].callees.addingClamped(open[open.count - 1].own)
    if total >= minimum { giveRows() }
    let node = open.removeLast()
    rowCount = min(rowCount, open.count)
    let caller = open.count - 1
    open[caller].callees = open[caller].callees.addingClamped(total)
    open[caller].other = open[caller].other.addingClamped(node.other)
    if total >= minimum {
      complete(node)
    } else {
      open[caller].smallFrames += node.smallFrames + 1
      open[caller].smallTotal = open[caller].smallTotal.addingClamped(total)
    }
  }

  /// Gives rows to all open nodes, callers first: none of them has less than the last one.
  private mutating func giveRows() {
    for depth in rowCount..<open.count {
      open[depth].node = tree.count
      tree.addRow()
      tree.names[tree.count - 1] = names.names[Int(open[depth].example)]
      tree.examples[tree.count - 1] = open[depth].example
      tree.depths[tree.count - 1] = UInt32(depth)
    }
    rowCount = open.count
  }

  private mutating func complete(_ open: Open) {
    let node = open.node
    tree.ends[node] = UInt32(tree.count)
    tree.starts[node] = open.start
    tree.selfs[node] = open.own
    tree.totals[node] = open.callees.addingClamped(open.own)
    tree.others[node] = open.other
    tree.areInlined[node] = open.isInlined
    tree.smallFrames[node] = open.smallFrames
    tree.smallTotals[node] = open.smallTotal
  }
}
