package import ProfileModel

/// Which paths of calls are heavy enough to be drawn as a tree, and what the others add up to.
///
/// Stacks are walked in the order of their names, so that only the path of one stack is open at a time: memory grows
/// with what is kept. In a hash table of all paths, a profile of 300,000 stacks took 2.7 GB.
struct CallOutline {
  /// The sums of a path while it is open.
  private struct Open {
    /// The row of the node table that it ends in.
    let row: UInt32
    var flat: Int64 = 0
    var cum: Int64 = 0
    /// Its number; -1 as long as nothing on it is kept.
    var path = -1
  }

  /// The kept paths and those that lead to them, by the path above and the row that they end in.
  private(set) var index = PairIndex()
  /// The number of paths with a shown value, and the sum of their self values.
  private(set) var listedCount = 0
  private(set) var total: Int64 = 0
  private let dropsNegative: Bool
  private let mostPaths: Int
  private var open: [Open] = []
  private var limit: Int64 = 0

  /// - `fraction`: the least share of the total for a path.
  /// - `dropsNegative`: whether paths with a negative value are left out.
  /// - `mostPaths`: how many may be kept.
  /// - Throws: a `CallTreeTooLarge` if more would be.
  init(
    _ view: ProfileView, _ table: NodeTable, fraction: Double, dropsNegative: Bool,
    mostPaths: Int
  ) throws(CallTreeTooLarge) {
    self.dropsNegative = dropsNegative
    self.mostPaths = mostPaths
    let naming = StackNaming(LocationNames(rowsOf: table))
    let runs = StackRuns(view.profile, columns: [view.sampleType.column], naming)
    let values = runs.values
    // As in the reference, a sample without frames belongs to no node and does not count.
    let stacks = view.profile.stacks
    for run in 0..<runs.count where !stacks.frames(of: runs.firstStack(of: run)).isEmpty {
      total = total.addingClamped(dropsNegative ? max(0, values[run]) : values[run])
    }
    limit = NodeSelection.share(fraction, of: total)
    var path = NamePath(stacks, names: naming.names)
    let rows = table.nodes
    for run in 0..<runs.count {
      try close(to: Int(runs.shared[run]))
      path.move(to: runs.firstStack(of: run))
      for name in path.rows.dropFirst(open.count) { open.append(Open(row: rows[Int(name)])) }
      if !open.isEmpty { open[open.count - 1].flat = values[run] }
    }
    try close(to: 0)
  }

  /// Ends all paths longer than a number of frames: all that they call has been seen.
  private mutating func close(to depth: Int) throws(CallTreeTooLarge) {
    while open.count > depth {
      let last = open.count - 1
      open[last].cum = open[last].cum.addingClamped(open[last].flat)
      let (flat, cum) = (open[last].flat, open[last].cum)
      let isListed = NodeWeights.isListed(flat: flat, cum: cum, dropsNegative: dropsNegative)
      if isListed { listedCount += 1 }
      // As in `go tool pprof`, calls to what is not listed are drawn.
      if !isListed || cum.clampedMagnitude >= limit { try keep() }
      open.removeLast()
      if last > 0 { open[last - 1].cum = open[last - 1].cum.addingClamped(cum) }
    }
  }

  /// Keeps the path that is open, and those above it as the way there.
  private mutating func keep() throws(CallTreeTooLarge) {
    // Of paths that are kept, those above are kept too: each is numbered once, however deep the stack is.
    var first = open.count
    while first > 0, open[first - 1].path < 0 { first -= 1 }
    var above = first > 0 ? open[first - 1].path + 1 : 0
    for depth in first..<open.count {
      open[depth].path = index.row(UInt32(above), open[depth].row)
      guard index.count <= mostPaths else { throw CallTreeTooLarge(mostNodes: mostPaths) }
      above = open[depth].path + 1
    }
  }
}

/// A call tree too large to look at.
package struct CallTreeTooLarge: Error, Equatable, CustomStringConvertible {
  /// How many nodes it may have.
  package let mostNodes: Int

  package var description: String {
    "its call tree has more than \(mostNodes) nodes, too many to show"
  }
}

extension LocationNames {
  /// Names that are as different as the nodes of a table.
  fileprivate init(rowsOf table: NodeTable) {
    self.init()
    let texts = (0..<table.count).map { row in text(String(row).utf8.span) }
    for location in table.ends.indices {
      for index in table.range(of: UInt32(location)) {
        append(name: texts[Int(table.nodes[index])])
      }
      appendLocation()
    }
  }
}

extension CallTreeTooLarge: RemediedError {
  package var remedy: Remedy? {
    .drawLess
  }
}
