package import LeakChecks
import ProfileAnalysis
import ProfileModel
import ProfileReports

/// Writes the values of a verdict, in the unit that its limit is written in.
package struct VerdictNumber {
  private let dimension: Dimension
  private let unit: Quantity.Unit?
  private let isSigned: Bool

  package init(_ dimension: Dimension, limit: Quantity, isSigned: Bool = false) {
    self.init(dimension, unit: limit.unit, isSigned: isSigned)
  }

  private init(_ dimension: Dimension, unit: Quantity.Unit?, isSigned: Bool) {
    self.dimension = dimension
    self.unit = unit
    self.isSigned = isSigned
  }

  package init(_ verdict: Verdict) {
    self.init(
      verdict.dimension, limit: verdict.rule.assertion.limit,
      isSigned: verdict.rule.assertion.measure.function == .growth)
  }

  /// A value with its unit: `64102`, `1580 B`, `27.5%`; a growth has its sign, a large one is a factor.
  package func text(_ value: Double) -> String {
    guard value.isFinite else { return value > 0 ? "new" : "none" }
    switch dimension {
    case .percent: return percent(value)
    case .bytes where unit == nil:
      return sign(value) + ValueText("bytes").text(Int64(clamping: value))
    case .time where unit == nil:
      return sign(value) + ValueText("nanoseconds").text(Int64(clamping: value))
    default: return number(value) + (unit.map { " \($0.rawValue)" } ?? "")
    }
  }

  /// A value and what it may be: `1580 B [1372, 1819]`, `0 to 64102`, `at least 78`.
  ///
  /// Uses the limit's unit, or a smaller one where that suits the value better.
  func text(_ group: GroupVerdict) -> String {
    let interval = group.interval
    let finite = [group.value, interval.low, interval.high].filter(\.isFinite).map(\.magnitude)
    if let largest = finite.max(), !isShown(largest) {
      return VerdictNumber(dimension, unit: nil, isSigned: isSigned).text(group)
    }
    if interval.isPoint { return text(group.value) }
    if interval.high.isInfinite { return "at least \(text(interval.low))" }
    if group.value == interval.low, group.value != 0 || dimension == .count {
      return "\(text(interval.low)) to \(text(interval.high))"
    }
    // A factor beside percentages would be read as one.
    let isFactor = dimension == .percent && group.value >= Self.leastFactor
    let ends = [interval.low, interval.high].map { isFactor ? factor($0) : bare($0) }
    return "\(text(group.value)) [\(ends[0]), \(ends[1])]"
  }

  /// Whether two digits behind the point show something of a value.
  private func isShown(_ value: Double) -> Bool {
    unit.map { $0 == .percent || value == 0 || value / $0.scale >= 0.1 } ?? true
  }

  /// A value without its unit, where the unit is printed beside it.
  private func bare(_ value: Double) -> String {
    unit == nil || dimension == .percent ? text(value) : number(value)
  }

  private func number(_ value: Double) -> String {
    let scaled = value / (unit?.scale ?? 1)
    let digits = unit == .bytes || scaled == scaled.rounded() ? 0 : 2
    return sign(value) + FixedText.of(scaled, digits: digits)
  }

  private func percent(_ value: Double) -> String {
    guard value < Self.leastFactor else { return factor(value) }
    return FixedText.of(value, digits: value == value.rounded() ? 0 : 1) + "%"
  }

  /// From here on, growth in percent reads better as a factor.
  private static let leastFactor = 1000.0

  private func factor(_ percent: Double) -> String {
    "×" + FixedText.of(1 + percent / 100, digits: 1)
  }

  private func sign(_ value: Double) -> String { isSigned && value > 0 ? "+" : "" }
}

/// Writes numbers with a fixed number of digits after the point.
package enum FixedText {
  /// Rounded to the nearest, away from 0 in the middle; very large numbers in their shortest form.
  package static func of(_ value: Double, digits: Int) -> String {
    let power = (0..<digits).reduce(1.0) { power, _ in power * 10 }
    let scaled = (value.magnitude * power).rounded()
    guard scaled < 9e15 else { return "\(value)" }
    let number = Int64(scaled)
    let sign = value < 0 && number != 0 ? "-" : ""
    let text = String(number)
    guard digits > 0 else { return sign + text }
    let padded = String(repeating: "0", count: max(0, digits + 1 - text.count)) + text
    return "\(sign)\(padded.dropLast(digits)).\(padded.suffix(digits))"
  }

  /// A probability: `= 0.64`, `= 4.2e-5`, `< 1e-9`.
  static func probability(_ value: Double) -> String {
    guard value >= 1e-9 else { return "< 1e-9" }
    guard value < 0.001 else { return "= " + of(value, digits: value < 0.01 ? 4 : 2) }
    var (mantissa, exponent) = (value, 0)
    while mantissa < 1 { (mantissa, exponent) = (mantissa * 10, exponent + 1) }
    return "= \(of(mantissa, digits: 1))e-\(exponent)"
  }

  /// A slope: `300.0`, `-0.17`.
  static func slope(_ value: Double) -> String {
    of(value, digits: value.magnitude >= 1 || value == 0 ? 1 : 2)
  }
}
