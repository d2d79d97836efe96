/// The units that the values of merged profiles and of one more are brought to: the finer of each two.
///
/// Sample types go by their name; the period's type is one more value.
struct UnitAgreement {
  /// What becomes of one side's values of a type.
  struct Conversion: Equatable {
    let column: Int
    let unit: String
    let ratio: Double
  }

  /// For the sample types of what has been merged so far.
  private(set) var merged: [Conversion] = []
  /// For those of the profile that is added.
  private(set) var added: [Conversion] = []
  /// For the periods.
  private(set) var mergedPeriod: Conversion?
  private(set) var addedPeriod: Conversion?

  /// Whether nothing has to be converted, as almost always.
  var isEmpty: Bool {
    merged.isEmpty && added.isEmpty && mergedPeriod == nil && addedPeriod == nil
  }

  /// - Throws: when the units of a type that both sides have do not convert.
  init(
    _ header: ProfileHeader, _ strings: StringTable, with other: ProfileHeader,
    _ otherStrings: StringTable
  ) throws(MergeError) {
    for (column, type) in header.sampleTypes.enumerated() {
      let name = strings.bytes(of: type.type)
      let place = other.sampleTypes.firstIndex { otherStrings.bytes(of: $0.type) == name }
      guard let place else { continue }
      let units = (strings[type.unit], otherStrings[other.sampleTypes[place].unit])
      guard UnitConversion.isPossible(units.0, units.1) else {
        throw .units(type: strings[type.type], units.0, units.1)
      }
      let (left, right) = Self.conversions(units, columns: (column, place))
      if let left { merged.append(left) }
      if let right { added.append(right) }
    }
    let periods = (strings[header.periodType.unit], otherStrings[other.periodType.unit])
    guard UnitConversion.isPossible(periods.0, periods.1) else { return }
    (mergedPeriod, addedPeriod) = Self.conversions(periods, columns: (0, 0))
  }

  /// What the two sides have to be multiplied by; at most one has to be.
  private static func conversions(
    _ units: (String, String), columns: (Int, Int)
  ) -> (Conversion?, Conversion?) {
    guard units.0 != units.1 else { return (nil, nil) }
    let ratio = UnitConversion(from: units.1, to: units.0).converted(1).value
    if ratio < 1 {
      let inverse = UnitConversion(from: units.0, to: units.1).converted(1).value
      return (Conversion(column: columns.0, unit: units.1, ratio: inverse), nil)
    }
    return (nil, Conversion(column: columns.1, unit: units.0, ratio: ratio))
  }
}

extension UnitAgreement.Conversion {
  /// A period, converted; what is behind the point is cut off.
  func applied(to period: Int64) -> Int64 {
    Int64(clamping: (Double(period) * ratio).rounded(.towardZero))
  }
}

extension Profile {
  /// The profile with its values and its period in other units.
  consuming func converted(_ agreement: UnitAgreement) -> Profile {
    var profile = self
    var ratios = [Double](repeating: 1, count: profile.width)
    for conversion in agreement.added {
      ratios[conversion.column] = conversion.ratio
      profile.header.sampleTypes[conversion.column].unit = profile.addString(conversion.unit)
    }
    if let conversion = agreement.addedPeriod {
      profile.header.period = conversion.applied(to: profile.header.period)
      profile.header.periodType.unit = profile.addString(conversion.unit)
    }
    return profile.scaled(by: ratios)
  }
}
