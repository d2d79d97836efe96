package import ProfileModel

/// The stacks of a profile below a share of a sample type.
package struct SmallStacks: Equatable, Sendable {
  /// How many there are.
  package private(set) var count = 0
  /// What they add up to, without signs.
  package private(set) var sum: Int64 = 0
  /// The sum of all samples' absolute values.
  package let total: Int64

  /// Removes them from a profile in which equal stacks are merged.
  ///
  /// - `share`: from 0 to 1.
  package init(takenFrom profile: inout Profile, below share: Double, of type: SampleTypeChoice) {
    let weights = SampleWeights(of: profile, column: type.column)
    total = weights.values.reduce(0) { $0.addingClamped($1.clampedMagnitude) }
    var sums = [Int64](repeating: 0, count: profile.stacks.count)
    var hasSamples = [Bool](repeating: false, count: sums.count)
    for (row, value) in weights.values.enumerated() {
      let stack = Int(profile.sampleTable.stacks[row])
      sums[stack] = sums[stack].addingClamped(value.clampedMagnitude)
      hasSamples[stack] = true
    }
    let least = Double(total) * share
    let isSmall = sums.map { Double($0) < least }
    for stack in sums.indices where isSmall[stack] && hasSamples[stack] {
      count += 1
      sum = sum.addingClamped(sums[stack])
    }
    profile.dropSamples(ofStacks: isSmall)
  }
}
