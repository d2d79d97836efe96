/// How values of one unit are shown in another.
///
/// `UnitConversion(from: "bytes", to: "MB").converted(1 << 20)` is 1 MB. The target `minimum` or `auto`
/// picks for each value the largest unit of which there is at least one.
package struct UnitConversion: Sendable {
  /// A value in a unit; the unit is empty where it says nothing, as for counts.
  package struct Quantity: Equatable, Sendable {
    package var value: Double
    package var unit: String
  }

  private enum Rule {
    /// The unit is in no family: values stay, and the target's name stands behind them.
    case rename(String)
    /// Values are multiplied, then divided.
    case scale(from: Double, to: MeasurementUnit)
    /// Values are multiplied, then shown in a unit that suits them.
    case natural(from: Double, family: UnitFamily)
  }

  private let rule: Rule

  /// Targets that mean values without a unit.
  private static let silent: Set<String> = ["count", "sample", "unit", "minimum", "auto"]

  /// A foreign target, for example milliseconds for bytes, gives the family's own base unit.
  package init(from: String, to: String) {
    guard let (family, unit) = UnitFamily.holding(from) ?? UnitFamily.holding(from, in: to) else {
      rule = .rename(Self.silent.contains(to) ? "" : to)
      return
    }
    if to == "minimum" || to == "auto" {
      rule = .natural(from: unit.factor, family: family)
    } else if let target = family.unit(named: to) {
      rule = .scale(from: unit.factor, to: target)
    } else {
      // A count may be of anything, also of what a target names.
      let isNamed = family.isOnlyCounted && !Self.silent.contains(to)
      let symbol = isNamed ? to : family.fallback.symbol
      rule = .scale(from: unit.factor, to: MeasurementUnit(symbol, family.fallback.factor))
    }
  }

  /// A value in the target unit.
  package func converted(_ value: Int64) -> Quantity {
    // The smallest integer has no positive counterpart and stays unchanged.
    if value < 0, value != .min {
      let positive = converted(-value)
      return Quantity(value: -positive.value, unit: positive.unit)
    }
    switch rule {
    case .rename(let unit): return Quantity(value: Double(value), unit: unit)
    case .scale(let factor, let unit):
      return Quantity(value: Double(value) * factor / unit.factor, unit: unit.symbol)
    case .natural(let factor, let family):
      let unit = family.naturalUnit(for: Double(value) * factor)
      return Quantity(value: Double(value) * factor / unit.factor, unit: unit.symbol)
    }
  }

  /// Why values are not in the unit that was asked for, and what they are in; nil where they are.
  package static func refusal(from: String, to: String) -> String? {
    guard !silent.contains(to), UnitFamily.singular(from) != UnitFamily.singular(to) else {
      return nil
    }
    let known = UnitFamily.holding(from) ?? UnitFamily.holding(from, in: to)
    if known?.family.unit(named: to) != nil { return nil }
    guard let family = known?.family, !family.isOnlyCounted else {
      let unit = from.isEmpty ? "" : " in \(DecimalUnit.base(of: from))"
      return "values\(unit) cannot be converted: '\(to)' is only appended to them"
    }
    let units = family.units.map(\.symbol).joined(separator: ", ")
    return
      "'\(to)' is not a unit of \(DecimalUnit.base(of: from)): values are shown in \(family.fallback.symbol); possible units: \(units)"
  }

  /// Whether values of two units can be added once one is converted.
  package static func isPossible(_ left: String, _ right: String) -> Bool {
    let (left, right) = (DecimalUnit.base(of: left), DecimalUnit.base(of: right))
    guard left != right else { return true }
    return UnitFamily.all.contains {
      $0.unit(named: left) != nil && $0.unit(named: right) != nil
    }
  }
}

extension UnitConversion {
  /// A unit that values may be shown in, and how many of the profile's own unit make one.
  package struct Step: Sendable, Equatable {
    package let size: Double
    package let symbol: String
  }

  /// The units that suit values of a unit, the smallest first; one if the target is a unit itself, none
  /// if the unit is in no family.
  package static func steps(from unit: String, to target: String) -> [Step] {
    guard let (family, own) = UnitFamily.holding(unit) else { return [] }
    let isNatural = target == "minimum" || target == "auto"
    let units = isNatural ? family.units : [family.unit(named: target) ?? family.fallback]
    return units.map { Step(size: $0.factor / own.factor, symbol: $0.symbol) }
  }
}
