package import ProfileAnalysis
package import ProfileModel

/// Writes the values of frames: `1,234 samples`, `96.58MB`.
package struct FlameGraphValueText: Sendable {
  /// What counts are counts of, for example `samples`; empty for values in a unit.
  package let countName: String
  /// What values are multiplied by before they are shown.
  package let factor: Double
  /// The units that values are shown in, the smallest first; none for counts.
  package let steps: [UnitConversion.Step]
  /// How many values make one that is counted: a power of ten where counts have a fraction.
  package let divisor: Double
  private let writer: ValueText

  /// - `type`: the name of the sample type.
  /// - `unit`: the unit of the values.
  /// - `target`: the unit to show them in.
  /// - `countName`: what to call what is counted, instead of the sample type's name.
  package init(
    type: String, unit: String, in target: String = "auto", countName: String? = nil,
    factor: Double = 1
  ) {
    let target = target == "minimum" ? "auto" : target
    let units = UnitConversion.steps(from: unit, to: target)
    let isDecimal = units.first?.symbol.isEmpty == true
    steps = isDecimal ? [] : units
    divisor = isDecimal ? units[0].size : 1
    let base = DecimalUnit.base(of: unit)
    let isCount = steps.isEmpty && ["count", "", "sample", "samples", "objects"].contains(base)
    let name = countName ?? (isCount ? Self.plural(of: type) : steps.isEmpty ? base : "")
    self.countName = SafeText.shown(name.utf8)
    self.factor = factor
    writer = ValueText(unit, in: isDecimal ? "auto" : target)
  }

  /// Whether values are numbers of something, and have no unit.
  package var isOfCounts: Bool { !countName.isEmpty || steps.isEmpty }

  /// A value with its unit.
  package func text(_ value: Int64) -> String {
    let value = scaled(value)
    if isOfCounts {
      let number = counted(value)
      let name =
        number == "1" && countName.hasSuffix("s") ? String(countName.dropLast()) : countName
      return name.isEmpty ? number : "\(number) \(name)"
    }
    return writer.text(value)
  }

  /// A count: `1,234`, or `1,234.50` where counts have a fraction.
  private func counted(_ value: Int64) -> String {
    guard divisor != 1 else { return value.grouped }
    let text = writer.text(value)
    let whole = text.prefix { $0 != "." }
    return (Int64(whole)?.grouped ?? String(whole)) + text.dropFirst(whole.count)
  }

  /// A value as it stands before an arrow: without the name of what is counted.
  package func bareText(_ value: Int64) -> String {
    countName.isEmpty ? text(value) : counted(scaled(value))
  }

  /// What was and what is, and the change: `15 → 64,117 goroutines, +64,102, ×4,274`.
  package func text(_ pair: ValuePair) -> String {
    let (before, delta) = (bareText(pair.before), bareText(pair.delta))
    let parts = [
      "\(before) → \(text(pair.after))", pair.delta > 0 ? "+\(delta)" : delta,
      FactorText.text(pair),
    ]
    return parts.filter { !$0.isEmpty && $0 != "0" || $0 == parts[0] }.joined(separator: ", ")
  }

  /// A value times the factor, rounded half away from zero and held within the range.
  func scaled(_ value: Int64) -> Int64 {
    guard factor != 1 else { return value }
    return Int64(clamping: (Double(value) * factor).rounded(.toNearestOrAwayFromZero))
  }

  private static func plural(of type: String) -> String {
    if type.hasSuffix("_objects") { return "objects" }
    if type == "threadcreate" { return "threads" }
    let isPlural = type.lowercased().hasSuffix("s")
    return type.isEmpty || isPlural || type.contains("_") ? type : type + "s"
  }
}

/// Writes shares as flame graphs show them.
package enum ShareText {
  /// `0%`, `<0.01%`, `12.34%`.
  package static func text(_ value: Int64, of whole: Int64) -> String {
    let text = plain(value, of: whole)
    return value == 0 ? "0%" : text == "0.00%" ? "<0.01%" : text
  }

  /// A small part of 1, rounded up to two digits that count: `0.0021%`.
  package static func atMost(_ part: Double) -> String {
    var (scaled, decimals) = (part * 100, 0)
    while scaled < 10, decimals < 12 {
      scaled *= 10
      decimals += 1
    }
    return "\(DecimalUnit.text(Int64(clamping: scaled.rounded(.up)), decimals: decimals))%"
  }

  /// In percent with two digits after the point, even if that is 0.00: `12.34%`, `100%`.
  static func plain(_ value: Int64, of whole: Int64) -> String {
    guard value != whole else { return "100%" }
    let share = Double(value) / Double(max(1, whole))
    let hundredths = Int64(clamping: (share * 10000).rounded())
    let (number, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
    return "\(hundredths < 0 ? "-" : "")\(number).\(rest < 10 ? "0" : "")\(rest)%"
  }
}
