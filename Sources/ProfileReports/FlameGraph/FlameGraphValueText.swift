import ProfileAnalysis
import ProfileModel

/// Writes the values of frames: `1,234 samples`, `96.58MB`.
public struct FlameGraphValueText: Sendable {
  /// What counts are counts of, for example `samples`; empty for values in a unit.
  public let countName: String
  /// What values are multiplied by before they are shown.
  public let factor: Double
  /// The units that values are shown in, the smallest first; none for counts.
  let steps: [UnitConversion.Step]
  private let writer: ValueText

  /// - Parameters:
  ///   - type: the name of the sample type.
  ///   - unit: the unit of the values.
  ///   - target: the unit to show them in.
  ///   - countName: what to call what is counted, in place of the sample type's name.
  public init(
    type: String, unit: String, in target: String = "auto", countName: String? = nil,
    factor: Double = 1
  ) {
    let target = target == "minimum" ? "auto" : target
    steps = UnitConversion.steps(from: unit, to: target)
    let isCount = steps.isEmpty && ["count", "", "sample", "samples", "objects"].contains(unit)
    let name = countName ?? (isCount ? Self.plural(of: type) : steps.isEmpty ? unit : "")
    self.countName = XMLText.shown(name.utf8)
    self.factor = factor
    writer = ValueText(unit, in: target)
  }

  /// A value with its unit.
  public func text(_ value: Int64) -> String {
    let value = scaled(value)
    if !countName.isEmpty || steps.isEmpty {
      let isOne = value == 1 && countName.hasSuffix("s")
      let name = isOne ? String(countName.dropLast()) : countName
      return name.isEmpty ? value.grouped : "\(value.grouped) \(name)"
    }
    return writer.text(value)
  }

  /// What was and what is, and the change: `15 → 64,117 goroutines, +64,102, ×4,274`.
  public func text(_ pair: ValuePair) -> String {
    let before = countName.isEmpty ? text(pair.before) : scaled(pair.before).grouped
    let change = ValuePair(before: 0, after: pair.delta)
    let delta = countName.isEmpty ? text(change.after) : scaled(change.after).grouped
    let words = [
      "\(before) → \(text(pair.after))", pair.delta > 0 ? "+\(delta)" : delta,
      FactorText.text(pair),
    ]
    return words.filter { !$0.isEmpty && $0 != "0" || $0 == words[0] }.joined(separator: ", ")
  }

  /// A value times the factor, rounded half away from zero and held within the range.
  func scaled(_ value: Int64) -> Int64 {
    guard factor != 1 else { return value }
    return Int64(clamping: (Double(value) * factor).rounded(.toNearestOrAwayFromZero))
  }

  private static func plural(of type: String) -> String {
    type.isEmpty || type.hasSuffix("s") || type.contains("_") ? type : type + "s"
  }
}
