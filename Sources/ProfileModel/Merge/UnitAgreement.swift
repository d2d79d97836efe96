/// The units that merged profiles and one more are brought to: the finer of each two.
///
/// Sample types go by their name; the period's type is one more value.
struct UnitAgreement {
  /// What becomes of the units of one side.
  struct Conversion: Equatable {
    fileprivate var sampleTypes: [(column: Int, step: Step)] = []
    fileprivate var period: Step?

    /// Whether nothing is converted, as almost always.
    var isEmpty: Bool { sampleTypes.isEmpty && period == nil }

    static func == (left: Self, right: Self) -> Bool {
      left.period == right.period
        && left.sampleTypes.elementsEqual(right.sampleTypes) { $0.0 == $1.0 && $0.1 == $1.1 }
    }
  }

  /// From one unit to another.
  fileprivate struct Step: Equatable {
    let unit: String
    let ratio: Double
  }

  /// For what has been merged so far.
  private(set) var merged = Conversion()
  /// For the profile that is added.
  private(set) var added = Conversion()

  /// - Throws: when the units of a type that both sides have do not convert.
  init(
    _ header: ProfileHeader, _ strings: StringTable, with other: ProfileHeader,
    _ otherStrings: StringTable
  ) throws(MergeError) {
    for (column, type) in header.sampleTypes.enumerated() {
      let name = strings.bytes(of: type.type)
      let index = other.sampleTypes.firstIndex { otherStrings.bytes(of: $0.type) == name }
      guard let index else { continue }
      let units = (strings[type.unit], otherStrings[other.sampleTypes[index].unit])
      guard UnitConversion.isPossible(units.0, units.1) else {
        throw .units(type: strings[type.type], units.0, units.1)
      }
      let (left, right) = Self.steps(units)
      if let left { merged.sampleTypes.append((column, left)) }
      if let right { added.sampleTypes.append((index, right)) }
    }
    let periods = (strings[header.periodType.unit], otherStrings[other.periodType.unit])
    guard UnitConversion.isPossible(periods.0, periods.1) else { return }
    (merged.period, added.period) = Self.steps(periods)
  }

  /// The factors of the two sides; at most one is not 1.
  private static func steps(_ units: (String, String)) -> (Step?, Step?) {
    guard units.0 != units.1 else { return (nil, nil) }
    let ratio = UnitConversion(from: units.1, to: units.0).converted(1).value
    guard ratio < 1 else { return (nil, Step(unit: units.0, ratio: ratio)) }
    let inverse = UnitConversion(from: units.0, to: units.1).converted(1).value
    return (Step(unit: units.1, ratio: inverse), nil)
  }
}

extension Profile {
  /// The profile with its values and its period in other units.
  consuming func converted(_ conversion: UnitAgreement.Conversion) -> Profile {
    var profile = self
    var ratios = [Double](repeating: 1, count: profile.width)
    for (column, step) in conversion.sampleTypes {
      ratios[column] = step.ratio
      profile.header.sampleTypes[column].unit = profile.addString(step.unit)
    }
    if let step = conversion.period {
      let period = Double(profile.header.period) * step.ratio
      profile.header.period = Int64(clamping: period.rounded(.towardZero))
      profile.header.periodType.unit = profile.addString(step.unit)
    }
    return profile.scaled(by: ratios)
  }
}
