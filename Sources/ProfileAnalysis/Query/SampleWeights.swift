package import ProfileModel

/// What each sample counts for in a report, in the order of the sample table.
package struct SampleWeights: Sendable, Equatable {
  /// The chosen value of each sample.
  package let values: [Int64]
  /// What to divide sums of values by, for a report of means; empty for one of sums.
  ///
  /// A sample whose value and divisor are both 0 counts for nothing at all.
  package let divisors: [Int64]

  /// Weights that are known.
  init(values: [Int64]) { (self.values, divisors) = (values, []) }

  /// - `isMean`: whether values are divided by the first sample type.
  package init(of profile: borrowing Profile, column: Int, isMean: Bool = false) {
    values = profile.sampleTable.column(column, width: profile.width)
    divisors = isMean ? profile.sampleTable.column(0, width: profile.width) : []
  }

  /// The value of a sample, divided for a report of means.
  package func quotient(_ sample: Int) -> Int64 {
    NodeWeights.quotient(values[sample], divisors.isEmpty ? 0 : divisors[sample])
  }

  /// How many samples are worth a thread that adds them up: all of them if sums might be clamped to their range, for
  /// such sums depend on the order in which values are added.
  var smallestPart: Int {
    let isSmall = [values, divisors].allSatisfy { column in
      column.reduce(Int64(0)) { $0.addingClamped($1.clampedMagnitude) } < .max
    }
    return isSmall ? 1 << 15 : .max
  }

  /// The label that marks the samples of a base which percentages refer to.
  package static let baseLabel = (key: "pprof::base", text: "true")

  /// The sum of the values without their signs, or for a mean that sum divided by the sum of the divisors.
  ///
  /// If samples are marked as those of a base, the total is that of the base.
  package func total(of profile: borrowing Profile) -> Int64 {
    let isBase = profile.labelSets.marked(Self.baseLabel.key, Self.baseLabel.text, profile.strings)
    var (total, divisor, baseTotal, baseDivisor): (Int64, Int64, Int64, Int64) = (0, 0, 0, 0)
    for (row, value) in values.enumerated() {
      let (value, own) = (value.clampedMagnitude, divisors.isEmpty ? 0 : divisors[row])
      total = total.addingClamped(value)
      divisor = divisor.addingClamped(own)
      guard !isBase.isEmpty, isBase[Int(profile.sampleTable.labelSets[row])] else { continue }
      baseTotal = baseTotal.addingClamped(value)
      baseDivisor = baseDivisor.addingClamped(own)
    }
    if baseTotal > 0 { (total, divisor) = (baseTotal, baseDivisor) }
    // -1 is the one divisor by which the smallest integer cannot be divided.
    return divisor == 0 ? total : divisor == -1 ? 0 - total : total / divisor
  }
}

extension SampleTable {
  fileprivate func column(_ column: Int, width: Int) -> [Int64] {
    guard width > 1 else { return values }
    var values: [Int64] = []
    values.makeRoom(count)
    for row in 0..<count { values.append(self.values[row * width + column]) }
    return values
  }
}

extension LabelSetTable {
  /// Which sets have a text label; empty when none has.
  fileprivate func marked(_ key: String, _ text: String, _ strings: StringTable) -> [Bool] {
    guard let key = strings.id(of: key), let text = strings.id(of: text) else { return [] }
    let label = Label(key: key, value: .text(text))
    guard labels.contains(label) else { return [] }
    return (0..<count).map { labels(of: LabelSetID(UInt32($0))).contains(label) }
  }
}
