import ProfileModel

/// The events that one sample of a type represents, which tells how much of a difference is counting noise.
struct RunMeasure {
  /// The basis of a row's counting noise.
  enum Basis: Equatable {
    /// The values themselves are counts of samples, once they are divided.
    case values
    /// Another column counts samples, once it is divided.
    case column(Int, Double)
    /// Nothing tells.
    case unknown
  }

  let column: Int
  let name: String
  let unit: String
  /// The value of one sample.
  let sample: Double
  let basis: Basis

  /// For no run at all.
  static let nothing = RunMeasure()

  private init() { (column, name, unit, sample, basis) = (0, "", "", 1, .unknown) }

  init(_ choice: SampleTypeChoice, of profile: borrowing Profile) {
    let types = profile.header.sampleTypes.map {
      (name: profile.strings[$0.type], unit: profile.strings[$0.unit])
    }
    let (name, unit) = types[choice.column]
    (column, self.name, self.unit) = (choice.column, name, unit)
    func period(_ type: Int) -> Double? { Self.period(types[type], profile) }
    func index(_ name: String) -> Int? { types.firstIndex { $0.name == name } }
    if let period = period(choice.column) {
      (sample, basis) = (period, .values)
    } else if name.hasSuffix("objects"),
      let space = index(String(name.dropLast("objects".count)) + "space"),
      let period = period(space)
    {
      (sample, basis) = (1, .column(space, period))
    } else if unit == "count" {
      (sample, basis) = (1, .values)
    } else if let counts = index("contentions") ?? index("samples") {
      (sample, basis) = (1, .column(counts, 1))
    } else {
      (sample, basis) = (1, .unknown)
    }
  }

  /// The events of a sample type that one sample represents; nil if the period is not of that type.
  private static func period(
    _ type: (name: String, unit: String), _ profile: borrowing Profile
  ) -> Double? {
    let header = profile.header
    let periodName = profile.strings[header.periodType.type]
    let periodUnit = profile.strings[header.periodType.unit]
    guard header.period > 0, type.name == periodName || type.name.hasSuffix("space"),
      type.unit != "count", UnitConversion.isPossible(type.unit, periodUnit)
    else { return nil }
    guard type.unit != periodUnit else { return Double(header.period) }
    return UnitConversion(from: periodUnit, to: type.unit).converted(header.period).value
  }
}
