import ArgumentParser

/// A percentage as people write it: `5`, `0.5%`.
enum Percentage {
  /// The share of 1 that an option takes.
  static func share(_ text: String) throws -> Double {
    let digits = text.hasSuffix("%") ? String(text.dropLast()) : text
    guard let number = Double(digits), number >= 0, number <= 100 else {
      throw ValidationError("expected a percentage from 0 to 100, as in 0.5%")
    }
    return number / 100
  }
}
