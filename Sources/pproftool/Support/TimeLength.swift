import LeakChecks

/// A duration: `500ms`, `10s`, `10min`, `24 h`, `1h30m`.
enum TimeLength {
  private static let nanoseconds = 1e9

  /// The duration in seconds; nil if the text is not a duration or is below 0.
  static func parse(_ text: String) -> Double? {
    var (sum, last) = (0.0, Double.infinity)
    var rest = text[...]
    repeat {
      guard let unit = rest.firstIndex(where: \.isLetter) else { return nil }
      let word = rest[unit...].prefix(while: \.isLetter)
      // Each unit is smaller than the one before, as in `1h30m`.
      guard let part = part(rest[..<unit], word), part.unit < last else { return nil }
      (sum, last) = (sum + part.number * part.unit / nanoseconds, part.unit)
      rest = rest[word.endIndex...]
    } while !rest.isEmpty
    return sum
  }

  /// A number, and its unit in nanoseconds.
  private static func part(_ digits: Substring, _ word: Substring) -> (
    number: Double, unit: Double
  )? {
    guard let number = Double(digits.last == " " ? digits.dropLast() : digits),
      let unit = Quantity.Unit(String(word)), unit.dimension == .time,
      number >= 0, number.isFinite
    else { return nil }
    return (number, unit.scale)
  }
}
