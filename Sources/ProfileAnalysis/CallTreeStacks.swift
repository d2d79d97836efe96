package import ProfileModel

/// The stacks that a call tree is made of, in order; several trees may be made of them.
package struct CallTreeStacks: Sendable {
  /// The stacks that a tree can hold.
  private let runs: StackRuns
  private let profile: Profile
  private let columns: [Int]
  private let names: LocationNames
  private let layout: ComparisonLayout?
  /// Stacks that a tree cannot hold, since their value is not positive.
  private let leftOut: LeftOutStacks

  /// The stacks of one of a profile's sample types.
  ///
  /// - `column`: which of the sample types.
  /// - `naming`: what frames are called; frames of equal names become one.
  package init(
    _ profile: borrowing Profile, column: Int, _ naming: StackNaming, _ shape: CallTreeShape
  ) {
    var runs =
      shape.order == .input
      ? StackRuns(samplesOf: profile, column: column, names: naming.names, shape.direction)
      : StackRuns(profile, columns: [column], naming, shape.direction)
    leftOut = runs.dropNotPositive()
    self.runs = runs
    self.profile = copy profile
    columns = [column]
    names = naming.names
    layout = nil
  }

  /// The stacks of two profiles that stand side by side.
  ///
  /// - `profile`: a pair as `ComparedProfiles` makes it.
  /// - `columns`: the columns of each side.
  package init(
    comparing profile: borrowing Profile,
    columns: (before: Int, after: Int) = ComparedProfiles.columns, layout: ComparisonLayout,
    _ naming: StackNaming, _ shape: CallTreeShape
  ) {
    self.columns = [columns.before, columns.after]
    var runs = StackRuns(profile, columns: self.columns, naming, shape.direction)
    // A negative value on a side counts as 0.
    runs.mapPairs { before, after in
      layout.columns(ValuePair(before: max(0, before), after: max(0, after)))
    }
    leftOut = runs.dropNotPositive()
    self.runs = runs
    self.profile = copy profile
    names = naming.names
    self.layout = layout
  }

  /// Their tree.
  package func tree(_ shape: CallTreeShape) -> CallTree {
    var tree = CallTree(runs, profile.stacks, names, shape, smallest: 1)
    tree.layout = layout
    tree.leftOut = leftOut
    return tree
  }

  /// Stacks that have no width in a layout by one side, since they are only on the other; nil where both count.
  package var otherSideOnly: (count: Int, value: Int64, isAfter: Bool)? {
    guard let layout, layout != .union else { return nil }
    var (count, value): (Int, Int64) = (0, 0)
    for run in 0..<runs.count where runs.values[run * 2] == 0 && runs.values[run * 2 + 1] > 0 {
      count += 1
      value = value.addingClamped(runs.values[run * 2 + 1])
    }
    return (count, value, layout == .before)
  }

  /// What each name has in all of them, and as a site in those of one profile that are not left out, in pairs as the nodes of a tree of two profiles have them.
  ///
  /// - `isOwn`: for each name whether it may be the site of a stack; nil to ask for no sites.
  package func sums(isOwn: [Bool]? = nil) -> NameSums {
    var sums = NameSums(profile, columns: columns, names, isOwn: isOwn)
    if layout == nil, leftOut.sums.contains(where: { $0 != 0 }) {
      let values = StackValues(runs, profile.stacks)
      sums.takeSites(of: NameSums(profile.stacks, values, names, isOwn: isOwn))
    }
    if let layout {
      sums.mapPairs { before, after in
        layout.columns(ValuePair(before: before, after: after))
      }
    }
    return sums
  }
}
