package import ProfileModel

/// All frames of the stacks that have a value of any sample type, be it negative: the tree of a document that
/// leaves nothing out, and in which each stack can be found again.
package struct WholeTree: Sendable {
  /// Its totals are of the columns that its order goes by.
  package let tree: CallTree
  /// For each stack of the profile the node that it ends in; `none` where no sample has it.
  package let leaves: [UInt32]
  /// What stands for no node.
  package static let none = UInt32.max

  /// - `columns`: the values by which the heaviest callee stands first, one or two.
  /// - `mostNodes`: how many nodes it may have.
  /// - Throws: a `WholeTreeTooLarge` if it would have more.
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
    let ends = Self.ends(of: runs, counts)
    let most = ends.max() ?? 0
    guard most < mostNodes else {
      throw WholeTreeTooLarge(frameCount: most, mostFrames: mostNodes)
    }
    let builder = CallTreeBuilder(
      runs, profile.stacks, naming.names, .fromRoot, minimum: .min, mostNodes: mostNodes)
    var tree = builder.build(counts: counts)
    let weights = zip(tree.totals, tree.others).map { $0.addingClamped($1) }
    let order = tree.sort(by: columns.count > 1 ? weights : tree.totals)
    self.tree = tree
    leaves = Self.leaves(of: runs, ends, order, stackCount: profile.stacks.count)
  }

  /// For each run the node that it ends in, in a tree in the order of the runs: each has as many nodes of its own as
  /// it does not share with the one before.
  private static func ends(of runs: StackRuns, _ counts: [UInt32]) -> [Int] {
    var last = 0
    return (0..<runs.count).map { run in
      last += Int(counts[run]) - Int(runs.shared[run])
      return counts[run] == 0 ? 0 : last
    }
  }

  private static func leaves(
    of runs: StackRuns, _ ends: [Int], _ order: [Int], stackCount: Int
  ) -> [UInt32] {
    var places = [UInt32](repeating: 0, count: order.count)
    for (place, node) in order.enumerated() { places[node] = UInt32(place) }
    var leaves = [UInt32](repeating: none, count: stackCount)
    for run in 0..<runs.count {
      let node = places[ends[run]]
      for stack in runs.stacks[runs.stacks(of: run)] { leaves[Int(stack.index)] = node }
    }
    return leaves
  }
}

/// More frames than a browser could hold.
package struct WholeTreeTooLarge: RemediedError, Equatable, CustomStringConvertible {
  let frameCount: Int
  let mostFrames: Int

  package var description: String {
    "its stacks have \(Int64(frameCount).grouped) frames, and a page holds "
      + Int64(mostFrames).grouped
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
