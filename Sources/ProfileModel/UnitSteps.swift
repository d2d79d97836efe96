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
