extension Profile {
  /// Multiplies the values of each sample type by its ratio, rounding half away from 0.
  ///
  /// As in `go tool pprof`, a sample goes when all its values that a ratio other than 1 was applied to are 0, even if
  /// another value is not.
  ///
  /// - Precondition: there is a ratio for each sample type.
  package consuming func scaled(by ratios: [Double]) -> Profile {
    var profile = self
    guard ratios.contains(where: { $0 != 1 }) else { return profile }
    let width = profile.width
    var keep = [Bool](repeating: false, count: profile.sampleTable.count)
    for (column, ratio) in ratios.enumerated() where ratio != 1 {
      for row in keep.indices {
        let index = row * width + column
        let value = Int64(clamping: Double(profile.sampleTable.values[index]) * ratio)
        profile.sampleTable.values[index] = value
        if value != 0 { keep[row] = true }
      }
    }
    profile.sampleTable.keep(keep, width: width)
    return profile
  }

  /// The profile as if it had been added up with itself: values and the duration times a number.
  ///
  /// - Throws: if a product is beyond what a profile can hold.
  package consuming func repeated(_ times: Int64) throws(ProductTooLarge) -> Profile {
    var profile = self
    guard times != 1 else { return profile }
    profile.header.durationNanos = try profile.header.durationNanos.multiplied(by: times)
    for index in profile.sampleTable.values.indices {
      profile.sampleTable.values[index] = try profile.sampleTable.values[index].multiplied(
        by: times)
    }
    return profile
  }

  /// Divides all values, cutting them to integers; what becomes 0 stays.
  ///
  /// A divisor that is negative, infinite or no number does nothing, and nobody is told: callers check it.
  package consuming func divided(by divisor: Double) -> Profile {
    var profile = self
    let ratio = 1 / divisor
    guard ratio > 0, ratio != 1 else { return profile }
    for index in profile.sampleTable.values.indices {
      let value = Double(profile.sampleTable.values[index]) * ratio
      profile.sampleTable.values[index] = Int64(clamping: value.rounded(.towardZero))
    }
    return profile
  }

  /// Brings each sample type to the same sum as it has in a base, so that the shapes can be compared.
  ///
  /// A sample type whose own sum is 0 becomes all 0.
  ///
  /// - Throws: when the two do not have the same sample types and period type.
  package consuming func normalized(to base: borrowing Profile) throws(MergeError) -> Profile {
    try checkTypes(against: base)
    let (own, wanted) = (sumsByType, base.sumsByType)
    let ratios = zip(own, wanted).map { $0 == 0 ? 0 : Double($1) / Double($0) }
    return scaled(by: ratios)
  }

  /// Throws unless both have the same sample types and the same period type, units included.
  private borrowing func checkTypes(against base: borrowing Profile) throws(MergeError) {
    let period = header.periodType.text(in: strings)
    let basePeriod = base.header.periodType.text(in: base.strings)
    guard period == basePeriod else { throw .periodTypes(period, basePeriod) }
    let types = (
      header.sampleTypes.map { $0.text(in: strings) },
      base.header.sampleTypes.map { $0.text(in: base.strings) }
    )
    guard types.0 == types.1 else { throw .sampleTypes(types.0, types.1) }
  }

  /// Why sums of values are wrong, a sentence: those of a sample type may add up to more than a sum can hold; nil if
  /// whichever of them are added up, it can.
  package var sumsBeyondRange: String? {
    let largest = sampleTable.values.reduce(0) { max($0, $1.magnitude) }
    // The usual case needs no sums.
    guard largest >= UInt64(Int64.max) / UInt64(max(1, sampleTable.count)) else { return nil }
    var (highest, lowest) = (
      [Double](repeating: 0, count: width), [Double](repeating: 0, count: width)
    )
    for (index, value) in sampleTable.values.enumerated() {
      highest[index % width] += Double(max(0, value))
      lowest[index % width] += Double(min(0, value))
    }
    let column = (0..<width).first { highest[$0] >= 0x1p63 || lowest[$0] < -0x1p63 }
    guard let column else { return nil }
    return "the values of '\(strings[header.sampleTypes[column].type])' add up to at least "
      + "\(Int64.max), where sums end: they and shares of them are wrong"
  }

  /// The sum of each sample type's values.
  package var sumsByType: [Int64] {
    var sums = [Int64](repeating: 0, count: width)
    guard width > 0 else { return sums }
    for (index, value) in sampleTable.values.enumerated() {
      sums[index % width] = sums[index % width].addingClamped(value)
    }
    return sums
  }
}

extension Int64 {
  /// The nearest integer, clamped to the range of `Int64`; half goes away from 0, and what is not a number is 0.
  package init(clamping value: Double) {
    let rounded = value.rounded(.toNearestOrAwayFromZero)
    if let exact = Int64(exactly: rounded) {
      self = exact
    } else {
      self = rounded.isNaN ? 0 : rounded < 0 ? .min : .max
    }
  }
}

extension SampleTable {
  /// Some rows in another order.
  package func rearranged(_ rows: [Int], width: Int) -> SampleTable {
    var table = SampleTable()
    table.stacks = rows.map { stacks[$0] }
    table.labelSets = rows.map { labelSets[$0] }
    table.values = rows.flatMap { values[$0 * width..<($0 + 1) * width] }
    return table
  }

  /// Drops the rows that are not to be kept.
  package mutating func keep(_ keep: [Bool], width: Int) {
    var kept = 0
    for row in 0..<count where keep[row] {
      if kept != row {
        stacks[kept] = stacks[row]
        labelSets[kept] = labelSets[row]
        for column in 0..<width { values[kept * width + column] = values[row * width + column] }
      }
      kept += 1
    }
    stacks.removeLast(count - kept)
    labelSets.removeLast(labelSets.count - kept)
    values.removeLast(values.count - kept * width)
  }
}
