import ProfileModel

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
