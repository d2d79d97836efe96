import ArgumentParser

/// A number of bytes: `1000000`, `512MB`, `1.5 GiB`, `64_000`, or `512Mi` as in Kubernetes memory limits.
enum ByteCount {
  /// The units in bytes: powers of 1024 however they are written, as in all reports.
  private static let units: [String: Int] = [
    "": 1, "b": 1,
    "k": 1 << 10, "ki": 1 << 10, "kib": 1 << 10, "kb": 1 << 10,
    "m": 1 << 20, "mi": 1 << 20, "mib": 1 << 20, "mb": 1 << 20,
    "g": 1 << 30, "gi": 1 << 30, "gib": 1 << 30, "gb": 1 << 30,
    "t": 1 << 40, "ti": 1 << 40, "tib": 1 << 40, "tb": 1 << 40,
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
