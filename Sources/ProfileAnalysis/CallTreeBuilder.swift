import ProfileModel

/// Builds a call tree from runs of stacks with the number of names that each shares with the one before.
///
/// No node is ever searched for, and only what is kept has a row, so that memory grows with that. Of a stack
/// whose frames are all too small no frame is looked at.
struct CallTreeBuilder {
  /// Frames that call one another and nothing else, from the one behind the frames that are open above to the
  /// one at `depth`. Not all that the last one calls is there yet.
  private struct Open {
    let depth: Int
    /// The first run that has them.
    let run: Int
    let start: Int64
    var own: Int64 = 0
    /// What its callees have that are complete.
    var callees: Int64 = 0
    /// The same of the other side, with what is its own.
    var other: Int64 = 0
    var smallFrames = 0
    var smallTotal: Int64 = 0
    var smallOther: Int64 = 0
    /// Those without a width, since they are on the other side only.
    var otherSideFrames = 0
    var otherSideValue: Int64 = 0
    /// The last frame's row in the tree; -1 as long as the frames may turn out to be too small.
    var node = -1

    var total: Int64 { callees.addingClamped(own) }

    /// Adds frames below that are not kept.
    mutating func addSmall(_ frames: Int, _ total: Int64, _ other: Int64) {
      if total > 0 {
        smallFrames += frames
        smallOther = smallOther.addingClamped(other)
      } else {
        otherSideFrames += frames
        otherSideValue = otherSideValue.addingClamped(other)
      }
      smallTotal = smallTotal.addingClamped(total)
      callees = callees.addingClamped(total)
      self.other = self.other.addingClamped(other)
    }
  }

  private var tree = CallTree()
  private let runs: StackRuns
  private let names: LocationNames
  /// Frames with less than this are counted but not kept.
  private let minimum: Int64
  private let mostNodes: Int
  private var path: NamePath
  private var open = [Open(depth: 0, run: 0, start: 0, node: 0)]
  /// How many of the open frames have a row: none has one whose caller has none.
  private var rowCount = 1
  /// The sum of all runs so far.
  private var position: Int64 = 0
  private var inlined: InlinedNodes

  init(
    _ runs: StackRuns, _ stacks: StackTable, _ names: LocationNames, _ direction: WalkDirection,
    minimum: Int64, mostNodes: Int
  ) {
    self.runs = runs
    self.names = names
    self.minimum = minimum
    self.mostNodes = mostNodes
    path = NamePath(stacks, names: names, direction)
    inlined = InlinedNodes(names)
  }

  /// The tree of all runs.
  ///
  /// - `counts`: how many names each run has.
  consuming func build(counts: [UInt32]) -> CallTree {
    for run in 0..<runs.count {
      close(to: Int(runs.shared[run]), before: run)
      add(run, count: Int(counts[run]))
    }
    close(to: 0, before: runs.count)
    complete(open[0], count: 1, before: runs.count)
    var tree = tree
    inlined.settle(&tree, runs, path)
    return tree
  }

  /// Adds a run behind the frames it shares with the one before, which are those that are open.
  private mutating func add(_ run: Int, count: Int) {
    let value = runs.values[run * runs.width]
    let other = runs.width > 1 ? runs.values[run * runs.width + 1] : 0
    let next = run + 1 < runs.count ? Int(runs.shared[run + 1]) : 0
    let callers = max(open[open.count - 1].depth, next)
    // Most stacks end in unshared frames that are too small to keep: those need not be opened.
    let isSmall = value < minimum && callers < count
    let depth = isSmall ? callers : count
    if open[open.count - 1].depth < depth {
      open.append(Open(depth: depth, run: run, start: position))
    }
    let last = open.count - 1
    if isSmall {
      open[last].addSmall(count - depth, value, other)
    } else {
      open[last].own = open[last].own.addingClamped(value)
      open[last].other = open[last].other.addingClamped(other)
    }
    position = position.addingClamped(value)
  }

  /// Ends all frames below a depth: all their callees are there, so their totals are known.
  ///
  /// - `run`: the first run that does not have them.
  private mutating func close(to depth: Int, before run: Int) {
    while open[open.count - 1].depth > depth {
      let isKept = open[open.count - 1].total >= minimum && hasRoomForRows
      if isKept { giveRows() }
      let ended = open.removeLast()
      let caller = open[open.count - 1].depth
      let count = ended.depth - max(depth, caller)
      if caller < depth {
        open.append(
          Open(
            depth: depth, run: ended.run, start: ended.start,
            node: ended.node < 0 ? -1 : ended.node - count))
      }
      rowCount = min(rowCount, open.count)
      let last = open.count - 1
      if isKept {
        open[last].callees = open[last].callees.addingClamped(ended.total)
        open[last].other = open[last].other.addingClamped(ended.other)
        complete(ended, count: count, before: run)
      } else {
        open[last].smallFrames += ended.smallFrames
        open[last].otherSideFrames += ended.otherSideFrames
        open[last].addSmall(count, ended.total, ended.other)
      }
    }
  }

  /// Whether all open frames may have rows.
  private var hasRoomForRows: Bool {
    open[open.count - 1].depth - open[rowCount - 1].depth <= mostNodes - tree.count
  }

  /// Gives rows to all open frames, callers first: none of them has less than the last one.
  private mutating func giveRows() {
    for index in rowCount..<open.count {
      path.move(to: runs.firstStack(of: open[index].run), limit: open[index].depth)
      for depth in open[index - 1].depth..<open[index].depth {
        let row = path.rows[depth]
        tree.addRow()
        tree.names[tree.count - 1] = names.names[Int(row)]
        tree.examples[tree.count - 1] = row
        tree.depths[tree.count - 1] = UInt32(depth + 1)
      }
      open[index].node = tree.count - 1
    }
    rowCount = open.count
  }

  /// Fills the rows of the last ones of some frames.
  private mutating func complete(_ open: Open, count: Int, before run: Int) {
    for node in open.node - count + 1...open.node {
      tree.ends[node] = UInt32(tree.count)
      tree.starts[node] = open.start
      tree.totals[node] = open.total
      tree.otherSide[node] = open.other
      inlined.add(node, of: tree, open.run..<run)
    }
    tree.selfValues[open.node] = open.own
    tree.smallFrames[open.node] = open.smallFrames
    tree.smallTotals[open.node] = open.smallTotal
    tree.smallOtherSide[open.node] = open.smallOther
    tree.otherSideFrames[open.node] = open.otherSideFrames
    tree.otherSideValues[open.node] = open.otherSideValue
  }
}
