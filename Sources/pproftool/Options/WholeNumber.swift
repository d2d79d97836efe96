import ArgumentParser

/// A whole number: `5000`, `5_000`, `5k`.
enum WholeNumber {
  /// Parses the value of an option.
  static func option(_ text: String) throws -> Int {
    guard let number = parse(text) else {
      throw ValidationError("expected a whole number, as in 5000, 5_000 or 5k")
    }
    return number
  }

  /// A number with or without a fraction, `0.5` or `2k`; nil if the text is neither.
  static func decimal(_ text: String) -> Double? { Double(text) ?? parse(text).map(Double.init) }

  /// The number; nil if the text is not a whole number, or is too large.
  ///
  /// `k` is 1,000 and `M` is 1,000,000, since these are counts, not bytes. `_` separates digits.
  static func parse(_ text: String) -> Int? {
    let scale = text.last.flatMap { scales[$0] }
    let digits = scale == nil ? text[...] : text.dropLast()
    let groups = digits.split(separator: "_", omittingEmptySubsequences: false)
    guard groups.dropFirst().allSatisfy({ $0.first?.isNumber ?? false }),
      groups.dropLast().allSatisfy({ $0.last?.isNumber ?? false }),
      let number = Int(groups.joined())
    else { return nil }
    let (whole, overflow) = number.multipliedReportingOverflow(by: scale ?? 1)
    return overflow ? nil : whole
  }

  private static let scales: [Character: Int] = ["k": 1000, "K": 1000, "M": 1_000_000]
}
