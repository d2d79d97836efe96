/// A unit that pprof can convert, for example kB.
package struct MeasurementUnit: Hashable, Sendable {
  /// How it is printed, for example `kB`.
  package let symbol: String
  /// How many of the family's base unit one is.
  package let factor: Double
  /// The names it goes by, in lower case and without a plural s.
  let names: [String]

  init(_ symbol: String, _ factor: Double, _ names: String...) {
    self.symbol = symbol
    self.factor = factor
    self.names = names
  }
}

/// Units that convert into each other: of memory, of time, or of computing.
package struct UnitFamily: Sendable {
  let units: [MeasurementUnit]
  /// The unit for a value that is too small for all others, or is asked for in a foreign unit.
  let fallback: MeasurementUnit

  /// The families that pprof knows. Memory goes in steps of 1024; there is no minute and no day.
  static let all = [memory, time, compute]

  private static let memory = UnitFamily(
    units: [
      MeasurementUnit("B", 1, "b", "byte"),
      MeasurementUnit("kB", 0x1p10, "kb", "kbyte", "kilobyte"),
      MeasurementUnit("MB", 0x1p20, "mb", "mbyte", "megabyte"),
      MeasurementUnit("GB", 0x1p30, "gb", "gbyte", "gigabyte"),
      MeasurementUnit("TB", 0x1p40, "tb", "tbyte", "terabyte"),
      MeasurementUnit("PB", 0x1p50, "pb", "pbyte", "petabyte"),
    ], fallback: MeasurementUnit("B", 1))

  private static let time = UnitFamily(
    units: [
      MeasurementUnit("ns", 1, "ns", "nanosecond"),
      MeasurementUnit("us", 1e3, "us", "microsecond"),
      MeasurementUnit("ms", 1e6, "ms", "millisecond"),
      MeasurementUnit("s", 1e9, "s", "sec", "second"),
      MeasurementUnit("hrs", 3600e9, "hour", "hr"),
    ], fallback: MeasurementUnit("s", 1e9))

  private static let compute = UnitFamily(
    units: [
      MeasurementUnit("n*GCU", 1e-9, "nanogcu"),
      MeasurementUnit("u*GCU", 1e-6, "microgcu"),
      MeasurementUnit("m*GCU", 1e-3, "milligcu"),
      MeasurementUnit("GCU", 1, "gcu"),
      MeasurementUnit("k*GCU", 1e3, "kilogcu"),
      MeasurementUnit("M*GCU", 1e6, "megagcu"),
      MeasurementUnit("G*GCU", 1e9, "gigagcu"),
      MeasurementUnit("T*GCU", 1e12, "teragcu"),
      MeasurementUnit("P*GCU", 1e15, "petagcu"),
    ], fallback: MeasurementUnit("GCU", 1))

  /// The family that a unit belongs to, and the unit.
  static func holding(_ name: String) -> (family: UnitFamily, unit: MeasurementUnit)? {
    if let decimal = DecimalUnit(name) { return holding(decimal) }
    for family in all {
      if let unit = family.unit(named: name) { return (family, unit) }
    }
    return nil
  }

  /// The unit of a name in any case, singular or plural, with decimals or without.
  func unit(named name: String) -> MeasurementUnit? {
    if let decimal = DecimalUnit(name) { return unit(named: decimal.base)?.divided(by: decimal) }
    let name = Self.singular(name)
    return units.first { $0.names.contains(name) }
  }

  /// The name of a unit in lower case and without a plural s.
  static func singular(_ name: String) -> String {
    let name = name.lowercased()
    return name.utf8.count > 2 && name.hasSuffix("s") ? String(name.dropLast()) : name
  }

  /// The largest unit in which a value, given in the base unit, is at least one.
  func naturalUnit(for value: Double) -> MeasurementUnit {
    units.last { value / $0.factor >= 1 } ?? fallback
  }
}
