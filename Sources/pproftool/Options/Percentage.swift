import ArgumentParser

/// A percentage as people write it: `5`, `0.5%`.
enum Percentage {
  /// The part of 1 that it is; it may be more.
  static func part(_ text: String) throws -> Double { try number(text) / 100 }

  /// How many percent it is.
  static func number(_ text: String) throws -> Double {
    let digits = text.hasSuffix("%") ? String(text.dropLast()) : text
    guard let number = Double(digits), number.isFinite, number >= 0 else {
      throw ValidationError("expected a percentage, as in 1%")
    }
    return number
  }

  /// A part of 1 that may be written as a percentage: `0.005`, `0.5%`.
  static func fraction(_ text: String) throws -> Double {
    if text.hasSuffix("%") { return try part(text) }
    guard let number = Double(text) else {
      throw ValidationError("expected a share, as in 0.005 or 0.5%")
    }
    return number
  }

  /// The part of 1 that an option takes of something.
  static func share(_ text: String) throws -> Double {
    let part = try part(text)
    guard part <= 1 else {
      throw ValidationError("expected a percentage from 0 to 100, as in 0.5%")
    }
    return part
  }
}
