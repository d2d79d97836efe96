import ArgumentParser

/// A number of bytes: `1000000`, `512MB`, `1.5 GiB`, `64_000`, or `512Mi` as in Kubernetes memory limits.
enum ByteCount {
  /// The units in bytes. A bare letter means the same as in `head -c`.
  private static let units: [String: Int] = [
    "": 1, "b": 1,
    "k": 1 << 10, "ki": 1 << 10, "kib": 1 << 10, "kb": 1000,
    "m": 1 << 20, "mi": 1 << 20, "mib": 1 << 20, "mb": 1_000_000,
    "g": 1 << 30, "gi": 1 << 30, "gib": 1 << 30, "gb": 1_000_000_000,
    "t": 1 << 40, "ti": 1 << 40, "tib": 1 << 40, "tb": 1_000_000_000_000,
  ]

  /// Parses the value of an option.
  static func option(_ text: String) throws -> Int {
    guard let count = parse(text) else {
      throw ValidationError("expected a number of bytes, as in 512MB or 8GiB")
    }
    return count
  }

  /// The number of bytes; nil if the text is not a number, not positive, or too large.
  static func parse(_ text: String) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber || $0 == "_" || $0 == "." }
    let unit = text.dropFirst(digits.count).drop { $0 == " " }.lowercased()
    guard let size = units[unit] else { return nil }
    if let count = WholeNumber.parse(String(digits)) {
      let (bytes, overflow) = count.multipliedReportingOverflow(by: size)
      return overflow || bytes <= 0 ? nil : bytes
    }
    guard size > 1 else { return nil }
    return Double(digits).flatMap { Int(exactly: ($0 * Double(size)).rounded()) }
      .flatMap { $0 > 0 ? $0 : nil }
  }
}
