import ProfileModel

/// Runs of stacks that have the same names, each with a value.
struct CallTreeRows {
  private var stacks: [StackID]
  private var ends: [Int]
  private(set) var values: [Int64] = []
  /// What each run has on the other side of a comparison; empty where there is none.
  private var others: [Int64] = []
  /// How many names each run shares with the one before; empty if that is not known.
  private var shared: [Int] = []

  /// The stacks in the order of their names.
  init(_ profile: borrowing Profile, _ column: Int, _ names: LocationNames, _ shape: CallTreeShape)
  {
    let sums = StackValues(profile, columns: [column])
    self.init(sums, profile.stacks, names, shape)
    values = runs.map { stacks[$0].reduce(0) { $0.addingClamped(sums[$1]) } }
  }

  /// The stacks of a pair in the order of their names; what is negative on a side counts for nothing.
  init(
    comparing profile: borrowing Profile, _ columns: (before: Int, after: Int),
    _ layout: ComparisonLayout, _ names: LocationNames, _ shape: CallTreeShape
  ) {
    let sums = StackValues(profile, columns: [columns.before, columns.after])
    self.init(sums, profile.stacks, names, shape)
    for run in runs {
      var pair = ValuePair(before: 0, after: 0)
      for stack in stacks[run] {
        let row = sums.row(of: stack)
        pair = pair + ValuePair(before: row[row.startIndex], after: row[row.startIndex + 1])
      }
      let (width, other) = layout.columns(
        ValuePair(before: max(0, pair.before), after: max(0, pair.after)))
      values.append(width)
      others.append(other)
    }
  }

  private init(
    _ sums: StackValues, _ table: StackTable, _ names: LocationNames, _ shape: CallTreeShape
  ) {
    let order = StackOrder.sorted(
      sums.used, of: table, names: names, by: .forTree(names), shape.direction)
    (stacks, ends, shared) = (order.stacks, order.runEnds, order.shared)
  }

  /// Where the stacks of each run stand.
  private var runs: [Range<Int>] {
    var first = 0
    return ends.map { end in
      defer { first = end }
      return first..<end
    }
  }

  /// The stacks as the samples have them.
  init(input profile: borrowing Profile, _ column: Int) {
    stacks = profile.samples.stacks.map { StackID($0) }
    ends = stacks.indices.map { $0 + 1 }
    for sample in 0..<profile.samples.count {
      values.append(profile.samples.values[sample * profile.width + column])
    }
  }

  /// Takes out the runs that have no place in a tree, and counts them.
  mutating func dropNotPositive() -> LeftOutStacks {
    var leftOut = LeftOutStacks()
    guard values.contains(where: { $0 <= 0 }) else { return leftOut }
    var kept = CallTreeRows(stacks: [], ends: [])
    var (first, sharedSince) = (0, Int.max)
    for (run, value) in values.enumerated() {
      // What is between two runs limits what they share.
      if !shared.isEmpty { sharedSince = min(sharedSince, shared[run]) }
      if value > 0 || !others.isEmpty && others[run] > 0 {
        kept.stacks += stacks[first..<ends[run]]
        kept.ends.append(kept.stacks.count)
        kept.values.append(value)
        if !others.isEmpty { kept.others.append(others[run]) }
        if !shared.isEmpty { kept.shared.append(kept.shared.isEmpty ? 0 : sharedSince) }
        sharedSince = .max
      } else {
        leftOut.add([value])
      }
      first = ends[run]
    }
    self = kept
    return leftOut
  }

  private init(stacks: [StackID], ends: [Int]) {
    self.stacks = stacks
    self.ends = ends
  }

  /// - Parameter counts: how many names each stack of the table has.
  func add(to builder: inout CallTreeBuilder, counts: [Int]) {
    var first = 0
    for (run, end) in ends.enumerated() {
      let other = others.isEmpty ? 0 : others[run]
      if shared.isEmpty {
        builder.add(stacks[first..<end], values[run], other: other)
      } else {
        builder.add(
          stacks[first..<end], values[run], other: other, count: counts[Int(stacks[first].index)],
          sharedBefore: shared[run], sharedAfter: run + 1 < ends.count ? shared[run + 1] : 0)
      }
      first = end
    }
  }
}
