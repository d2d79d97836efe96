/// A unit that is a power of ten of another: values in `1e-2*count` are hundredths of a count.
///
/// Values are integers, so numbers with a fraction are kept as multiples of what their last decimal is worth. The
/// name has neither a blank nor a slash, which would end it in texts.
package struct DecimalUnit: Equatable, Sendable {
  /// No more decimals are kept: a value has 18 digits.
  package static let mostDecimals = 18
  private static let mark = "1e-"

  /// How many decimals a value has.
  package let decimals: Int
  /// What values would be in without decimals.
  package let base: String

  /// - Precondition: there are from 1 to `mostDecimals` decimals.
  package init(decimals: Int, of base: String) {
    self.decimals = decimals
    self.base = base
  }

  /// The unit of a name such as `1e-2*count`; nil for any other.
  package init?(_ name: String) {
    guard name.hasPrefix(Self.mark), let star = name.firstIndex(of: "*") else { return nil }
    let digits = name[..<star].dropFirst(Self.mark.count)
    guard let decimals = Int(digits), String(decimals) == digits,
      1...Self.mostDecimals ~= decimals
    else { return nil }
    self.decimals = decimals
    base = String(name[name.index(after: star)...])
  }

  /// Its name in a profile.
  package var name: String { "\(Self.mark)\(decimals)*\(base)" }

  /// The name of a unit without its decimals.
  package static func base(of name: String) -> String { DecimalUnit(name)?.base ?? name }

  /// A value with its decimals, without zeros at their end: 250 in thousandths is `0.25`.
  package static func text(_ value: Int64, decimals: Int) -> String {
    guard decimals > 0 else { return "\(value)" }
    let digits = String(value.magnitude)
    let all = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    var fraction = all.suffix(decimals)
    while fraction.last == "0" { fraction.removeLast() }
    return (value < 0 ? "-" : "") + all.dropLast(decimals)
      + (fraction.isEmpty ? "" : ".\(fraction)")
  }

  /// How many values make 1; a power of ten up to 10^22 has no rounding.
  var divisor: Double { Self.power(decimals) }

  private static func power(_ exponent: Int) -> Double {
    (0..<exponent).reduce(1.0) { power, _ in power * 10 }
  }
}

extension UnitFamily {
  /// The units of something that is only counted, with any number of decimals.
  ///
  /// The smallest is 1, so that powers of ten are multiplied and divided by without rounding.
  static func decimal(of base: String) -> UnitFamily {
    let one = MeasurementUnit(
      "", DecimalUnit(decimals: DecimalUnit.mostDecimals, of: base).divisor, singular(base))
    return UnitFamily(units: [one], fallback: one)
  }

  /// Whether its one unit is known by name only.
  var isOnlyCounted: Bool { fallback.symbol.isEmpty }

  /// The family of a unit that is only counted, and the unit, if a target is the same with decimals.
  static func holding(
    _ name: String, in target: String
  ) -> (family: UnitFamily, unit: MeasurementUnit)? {
    guard let decimal = DecimalUnit(target), case let family = UnitFamily.decimal(of: decimal.base),
      let unit = family.unit(named: name)
    else { return nil }
    return (family, unit)
  }

  /// The family of a unit with decimals, and the unit.
  static func holding(_ decimal: DecimalUnit) -> (family: UnitFamily, unit: MeasurementUnit) {
    let known = all.first { $0.unit(named: decimal.base) != nil }
    let family = known ?? .decimal(of: decimal.base)
    let base = family.unit(named: decimal.base) ?? family.fallback
    return (family, base.divided(by: decimal))
  }
}

extension MeasurementUnit {
  /// The unit of values that have decimals of this one.
  func divided(by decimal: DecimalUnit) -> MeasurementUnit {
    MeasurementUnit(symbol, factor / decimal.divisor)
  }
}
