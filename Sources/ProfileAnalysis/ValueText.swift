package import ProfileModel

/// Writes values of one unit as people read them, for example `1.50MB`.
///
/// The rules are pprof's: two digits after the point unless both are 0, the unit at once behind the
/// number, and a plain `0` for what rounds to 0.
package struct ValueText: Sendable {
  private let conversion: UnitConversion
  private let ratio: Double
  /// Whether values have fractions, of which small ones must not lose a digit.
  private let hasDecimals: Bool

  /// - Parameters:
  ///   - unit: what the values are in.
  ///   - target: what to show them in; `minimum` and `auto` suit each value by itself.
  ///   - ratio: what to multiply values by first, cutting off what is after the point.
  package init(_ unit: String, in target: String = "auto", ratio: Double = 1) {
    conversion = UnitConversion(from: unit, to: target)
    self.ratio = ratio
    hasDecimals = DecimalUnit(unit) != nil
  }

  /// A value with its unit.
  package func text(_ value: Int64) -> String {
    let quantity = conversion.converted(scaled(value))
    let number =
      hasDecimals && quantity.value.magnitude < 1
      ? DecimalText.significant(of: quantity.value) : DecimalText.short(quantity.value)
    return number == "0" || number == "-0" ? "0" : number + quantity.unit
  }

  /// A value times the ratio, as an integer.
  package func scaled(_ value: Int64) -> Int64 {
    guard ratio > 0, ratio != 1 else { return value }
    return Int64(clamping: (Double(value) * ratio).rounded(.towardZero))
  }

  /// A value in the target unit, as a number.
  package func converted(_ value: Int64) -> UnitConversion.Quantity { conversion.converted(value) }
}

/// Writes shares of a total as pprof does.
package enum PercentText {
  /// A share in percent, without its sign, at least six characters wide: ` 12.50%`, `  100%`, `0.033%`.
  package static func text(_ value: Int64, of total: Int64) -> String {
    let ratio = total == 0 ? 0 : (Double(value) / Double(total)).magnitude * 100
    if ratio >= 99.95 && ratio <= 100.05 { return "  100%" }
    let number = ratio >= 1 ? DecimalText.fixed(ratio) : DecimalText.significant(ratio)
    return String(repeating: " ", count: max(0, 5 - number.utf8.count)) + number + "%"
  }
}
