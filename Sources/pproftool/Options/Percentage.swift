import ArgumentParser

/// A percentage as people write it: `5`, `0.5%`.
enum Percentage {
  /// The part of 1 that it is; it may be more.
  static func part(_ text: String) throws -> Double {
    let digits = text.hasSuffix("%") ? String(text.dropLast()) : text
    guard let number = Double(digits), number.isFinite, number >= 0 else {
      throw ValidationError("expected a percentage, as in 1%")
    }
    return number / 100
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
