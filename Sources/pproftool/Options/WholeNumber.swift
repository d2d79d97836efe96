import ArgumentParser

/// A number as people write it: `5000`, `5_000`, `5k`.
enum WholeNumber {
  /// The number that an option takes.
  static func option(_ text: String) throws -> Int {
    guard let number = parse(text) else {
      throw ValidationError("expected a whole number, as in 5000, 5_000 or 5k")
    }
    return number
  }

  /// The number that a text stands for; nil if it is none, or too large.
  ///
  /// A `k` is 1,000 and an `M` 1,000,000: what is counted is no memory. A `_` parts digits, and stands between two.
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
