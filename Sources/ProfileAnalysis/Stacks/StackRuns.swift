package import ProfileModel

/// Stacks in an order in which those that begin alike stand together, those of equal names as one run.
package struct StackRuns: Sendable {
  /// The stacks of all runs.
  package private(set) var stacks: [StackID] = []
  /// Where the stacks of each run end.
  package private(set) var ends: [UInt32] = []
  /// How many of its first names each run shares with the one before: at least; an order may tell equal names
  /// apart by whether they end their stacks.
  package private(set) var shared: [UInt32] = []
  /// What each run has, a row of `width` numbers.
  package private(set) var values: [Int64] = []
  /// How many numbers a run has.
  package let width: Int
  /// How many decimals each of them has.
  package let decimals: [Int]

  /// The stacks that a profile's samples have, in the order of their names.
  ///
  /// - `columns`: which of the sample types to add up.
  package init(
    _ profile: borrowing Profile, columns: [Int], _ naming: StackNaming,
    _ direction: WalkDirection = .fromRoot
  ) {
    width = columns.count
    decimals = profile.decimals(of: columns)
    let sums = StackValues(profile, columns: columns)
    let sorted = naming.sorted(sums.used, of: profile.stacks, direction)
    stacks = sorted.stacks
    ends.makeRoom(stacks.count)
    shared.makeRoom(stacks.count)
    for (index, share) in sorted.shared.enumerated() where share != StackOrder.Sorted.all {
      if index > 0 { ends.append(UInt32(index)) }
      shared.append(share)
    }
    if !stacks.isEmpty { ends.append(UInt32(stacks.count)) }
    addUp(sums)
  }

  /// The stacks in the order of the samples, each a run.
  package init(
    samplesOf profile: borrowing Profile, column: Int, names: LocationNames,
    _ direction: WalkDirection = .fromRoot
  ) {
    width = 1
    decimals = profile.decimals(of: [column])
    var path = NamePath(profile.stacks, names: names, direction)
    for sample in 0..<profile.sampleTable.count {
      let stack = StackID(profile.sampleTable.stacks[sample])
      stacks.append(stack)
      ends.append(UInt32(stacks.count))
      shared.append(UInt32(path.move(to: stack)))
      values.append(profile.sampleTable.values[sample * profile.width + column])
    }
  }

  /// How many runs there are.
  package var count: Int { ends.count }

  /// Which of the stacks belong to a run.
  package func stacks(of run: Int) -> Range<Int> {
    (run == 0 ? 0 : Int(ends[run - 1]))..<Int(ends[run])
  }

  /// One of the stacks of a run.
  package func firstStack(of run: Int) -> StackID { stacks[stacks(of: run).lowerBound] }

  /// How many names each run has.
  package func nameCounts(_ stacks: StackTable, _ names: LocationNames) -> [UInt32] {
    let counts = names.counts(of: stacks)
    // A loop apart, so that several loads are waited for at the same time.
    return Parallel.column(count) { counts[Int(firstStack(of: $0).index)] }
  }

  /// The stacks of a run and of some that follow.
  package func stacks(from run: Int, runs: Int) -> ArraySlice<StackID> {
    stacks[stacks(of: run).lowerBound..<stacks(of: min(run + runs, count) - 1).upperBound]
  }

  /// The values of a run.
  package func row(of run: Int) -> ArraySlice<Int64> {
    values[run * width..<(run + 1) * width]
  }

  private mutating func addUp(_ sums: StackValues) {
    let (runs, width) = (self, width)
    let parts = Parallel.map(count) { part in
      var values = [Int64](repeating: 0, count: part.count * width)
      for run in part {
        let row = (run - part.lowerBound) * width
        for index in runs.stacks(of: run) {
          for column in 0..<width {
            let sum = sums[runs.stacks[index], column]
            values[row + column] = values[row + column].addingClamped(sum)
          }
        }
      }
      return values[...]
    }
    values = [Int64](joining: parts)
  }

  /// Replaces the two numbers of each run.
  package mutating func mapPairs(_ transform: (Int64, Int64) -> (Int64, Int64)) {
    guard width == 2 else { return }
    for first in stride(from: 0, to: values.count, by: 2) {
      (values[first], values[first + 1]) = transform(values[first], values[first + 1])
    }
  }

  /// Removes the runs without a positive value, and counts them.
  package mutating func dropNotPositive() -> LeftOutStacks {
    var leftOut = LeftOutStacks(decimals: decimals)
    guard values.contains(where: { $0 <= 0 }) else { return leftOut }
    keep { runs, run in
      let row = runs.row(of: run)
      let isKept = row.contains { $0 > 0 }
      if !isKept { leftOut.add(Array(row)) }
      return isKept
    }
    return leftOut
  }

  /// Limits what runs share, since only their beginnings matter.
  mutating func share(_ counts: [UInt32]) { shared = counts }

  /// Removes the runs that do not satisfy a condition.
  mutating func keep(where isKept: (StackRuns, Int) -> Bool) {
    var kept = StackRuns(decimals: decimals)
    var sharedSince = UInt32.max
    for run in 0..<count {
      // Runs share no more than the runs between them do.
      sharedSince = min(sharedSince, shared[run])
      guard isKept(self, run) else { continue }
      kept.stacks += stacks[stacks(of: run)]
      kept.ends.append(UInt32(kept.stacks.count))
      kept.values += row(of: run)
      kept.shared.append(kept.shared.isEmpty ? 0 : sharedSince)
      sharedSince = .max
    }
    self = kept
  }

  private init(decimals: [Int]) {
    width = decimals.count
    self.decimals = decimals
  }
}

extension Profile {
  /// How many decimals the values of some sample types have.
  fileprivate borrowing func decimals(of columns: [Int]) -> [Int] {
    columns.map { DecimalUnit(strings[header.sampleTypes[$0].unit])?.decimals ?? 0 }
  }
}
