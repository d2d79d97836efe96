import LeakChecks

/// A length of time as people write it: `500ms`, `10s`, `24h`.
enum TimeLength {
  private static let nanoseconds = 1e9

  /// The seconds a text stands for; nil if it is none or below 0.
  static func parse(_ text: String) -> Double? {
    guard let unit = text.firstIndex(where: \.isLetter), let number = Double(text[..<unit]),
      let scale = Quantity.Unit(rawValue: String(text[unit...])), scale.dimension == .time,
      number >= 0, number.isFinite
    else { return nil }
    return number * scale.scale / nanoseconds
  }
}
