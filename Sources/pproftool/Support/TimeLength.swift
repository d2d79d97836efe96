import LeakChecks

/// A length of time as people write it: `500ms`, `10s`, `10min`, `24 h`.
enum TimeLength {
  private static let nanoseconds = 1e9

  /// The seconds a text stands for; nil if it is none or below 0.
  static func parse(_ text: String) -> Double? {
    guard let unit = text.firstIndex(where: \.isLetter) else { return nil }
    let digits = text[..<unit]
    guard let number = Double(digits.last == " " ? digits.dropLast() : digits),
      let scale = Quantity.Unit(String(text[unit...])), scale.dimension == .time,
      number >= 0, number.isFinite
    else { return nil }
    return number * scale.scale / nanoseconds
  }
}
