package import ProfileModel

/// All frames of the stacks that have a value of any sample type, be it negative: the tree of a document that
/// leaves nothing out, and in which each stack can be found again. Of too many the lightest are folded.
package struct WholeTree: Sendable {
  /// Its totals are of the columns that determine its order; what is folded counts as its caller's self value.
  package let tree: CallTree
  /// For each stack of the profile the node that it ends in; `none` where no sample has it.
  package let leaves: [UInt32]
  /// What the tree leaves out; nil if it holds all.
  package let folded: FoldedFrames?
  /// No node.
  package static let none = UInt32.max

  /// - `columns`: the values by which the heaviest callee stands first, one or two.
  /// - `mostNodes`: how many nodes it may have.
  /// - Throws: a `WholeTreeTooLarge` if it would have more, and those cannot be folded.
  package init(
    _ profile: borrowing Profile, columns: [Int], _ naming: StackNaming, mostNodes: Int
  ) throws(WholeTreeTooLarge) {
    var runs = StackRuns(profile, columns: columns, naming)
    let hasValue = profile.stacksWithValues()
    if hasValue.contains(false) {
      runs.keep { runs, run in
        runs.stacks[runs.stacks(of: run)].contains { hasValue[Int($0.index)] }
      }
    }
    let counts = runs.nameCounts(profile.stacks, naming.names)
    let whole = runs
    let frameCount = Self.ends(shared: runs.shared, counts).count - 1
    var cut = FoldedRuns.Cut(kept: counts, heaviest: 0)
    if frameCount >= mostNodes {
      let folding = FoldedRuns(runs, counts: counts, weights: runs.weights(profile.stackWeights()))
      guard let found = folding.cut(to: mostNodes) else {
        throw WholeTreeTooLarge(frameCount: frameCount, mostFrames: mostNodes)
      }
      cut = found
      runs.share(FoldedRuns.shared(runs.shared, cut.kept))
    }
    let ends = Self.ends(shared: runs.shared, cut.kept).ends
    let builder = CallTreeBuilder(
      runs, profile.stacks, naming.names, .fromRoot, minimum: .min, mostNodes: mostNodes)
    var tree = builder.build(counts: cut.kept)
    let weights = zip(tree.totals, tree.otherSide).map { $0.addingClamped($1) }
    let order = tree.sort(by: columns.count > 1 ? weights : tree.totals)
    var nodes = [Int](repeating: 0, count: order.count)
    for (index, node) in order.enumerated() { nodes[node] = index }
    let folding = Folding(whole, counts: counts, cut, ends: ends.map { nodes[$0] }, &tree)
    self.tree = tree
    (leaves, folded) = folding.result(stackCount: profile.stacks.count)
  }

  /// For each run the node that it ends in, in a tree in the order of the runs, and how many nodes that has: each run
  /// has as many of its own as it does not share with the one before.
  static func ends(shared: [UInt32], _ counts: [UInt32]) -> (ends: [Int], count: Int) {
    var path = [0]
    var count = 1
    let ends = counts.indices.map { run in
      path.removeLast(path.count - 1 - Int(min(shared[run], counts[run])))
      while path.count <= Int(counts[run]) {
        path.append(count)
        count += 1
      }
      return path[path.count - 1]
    }
    return (ends, count)
  }
}

/// Finds the stacks in a tree again, and inserts the nodes that replace what the tree leaves out.
private struct Folding {
  private let runs: StackRuns
  private let cut: FoldedRuns.Cut
  /// For each run the node that it ends in, or the one that replaces its end.
  private var ends: [Int]
  private let isCut: [Bool]
  /// The number of frames that each of those nodes replaces.
  private var counts: [Int: Int] = [:]

  /// - `ends`: for each run the last of its nodes that are kept.
  init(
    _ runs: StackRuns, counts: [UInt32], _ cut: FoldedRuns.Cut, ends: [Int], _ tree: inout CallTree
  ) {
    (self.runs, self.cut, self.ends) = (runs, cut, ends)
    isCut = counts.indices.map { cut.kept[$0] < counts[$0] }
    let cutRuns = isCut.indices.filter { isCut[$0] }
    guard !cutRuns.isEmpty else { return }
    let indices = tree.insertCallees(
      FoldedFrames.name, of: Set(cutRuns.map { ends[$0] }).sorted())
    for run in ends.indices { self.ends[run] = indices[ends[run]] + (isCut[run] ? 1 : 0) }
    for run in cutRuns {
      let known = max(runs.shared[run], cut.kept[run])
      self.counts[self.ends[run], default: 0] += Int(counts[run]) - Int(min(known, counts[run]))
    }
  }

  /// For each stack its node, and what is folded.
  func result(stackCount: Int) -> (leaves: [UInt32], folded: FoldedFrames?) {
    var leaves = [UInt32](repeating: WholeTree.none, count: stackCount)
    var kept = [UInt32](repeating: .max, count: counts.isEmpty ? 0 : stackCount)
    for run in 0..<runs.count {
      for stack in runs.stacks[runs.stacks(of: run)] {
        leaves[Int(stack.index)] = UInt32(ends[run])
        if isCut[run] { kept[Int(stack.index)] = cut.kept[run] }
      }
    }
    guard !counts.isEmpty else { return (leaves, nil) }
    let nodes = counts.sorted { $0.key < $1.key }
    return (
      leaves,
      FoldedFrames(
        nodes: nodes.map { UInt32($0.key) }, counts: nodes.map(\.value),
        largestPart: cut.heaviest, kept: kept)
    )
  }
}

extension StackRuns {
  /// What each run weighs.
  ///
  /// - `stackWeights`: what each stack does.
  fileprivate func weights(_ stackWeights: [Double]) -> [Double] {
    (0..<count).map { run in
      stacks[stacks(of: run)].reduce(0) { $0 + stackWeights[Int($1.index)] }
    }
  }
}

/// More frames than a browser could hold.
package struct WholeTreeTooLarge: RemediedError, Equatable, CustomStringConvertible {
  let frameCount: Int
  let mostFrames: Int

  package var description: String {
    "its stacks have \(frameCount.grouped) frames; a page holds at most "
      + mostFrames.grouped
  }

  package var remedy: Remedy? { .showPart }
}

extension Profile {
  /// For each stack whether a sample has it that has a value of any type.
  fileprivate borrowing func stacksWithValues() -> [Bool] {
    var hasValue = [Bool](repeating: false, count: stacks.count)
    for sample in 0..<sampleTable.count {
      let row = sampleTable.values[sample * width..<(sample + 1) * width]
      if row.contains(where: { $0 != 0 }) { hasValue[Int(sampleTable.stacks[sample])] = true }
    }
    return hasValue
  }
}
