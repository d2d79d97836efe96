import ArgumentParser

/// A percentage: `5`, `0.5%`.
enum Percentage {
  /// The percentage as a fraction of 1; it may exceed 1.
  static func part(_ text: String) throws -> Double { try number(text) / 100 }

  /// The percentage as a number.
  static func number(_ text: String) throws -> Double {
    let digits = text.hasSuffix("%") ? String(text.dropLast()) : text
    guard let number = Double(digits), number.isFinite, number >= 0 else {
      throw ValidationError("expected a percentage, as in 1%")
    }
    return number
  }

  /// A fraction of 1, or a percentage: `0.005`, `0.5%`.
  static func fraction(_ text: String) throws -> Double {
    if text.hasSuffix("%") { return try part(text) }
    guard let number = Double(text) else {
      throw ValidationError("expected a share, as in 0.005 or 0.5%")
    }
    return number
  }

  /// A percentage as a fraction from 0 to 1.
  static func share(_ text: String) throws -> Double {
    let part = try part(text)
    guard part <= 1 else {
      throw ValidationError("expected a percentage from 0 to 100, as in 0.5%")
    }
    return part
  }
}
