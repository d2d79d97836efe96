import ProfileReports

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
