import ArgumentParser

/// A number of bytes as people write it: `1000000`, `512MB`, `4GiB`.
enum ByteCount {
  /// The units, each with how many bytes it has; a bare letter is what `head -c` makes of it.
  private static let units: [String: Int] = [
    "": 1, "b": 1,
    "k": 1 << 10, "kib": 1 << 10, "kb": 1000,
    "m": 1 << 20, "mib": 1 << 20, "mb": 1_000_000,
    "g": 1 << 30, "gib": 1 << 30, "gb": 1_000_000_000,
    "t": 1 << 40, "tib": 1 << 40, "tb": 1_000_000_000_000,
  ]

  /// The number that an option takes.
  static func option(_ text: String) throws -> Int {
    guard let count = parse(text) else {
      throw ValidationError("expected a number of bytes, as in 512MB or 8GiB")
    }
    return count
  }

  /// The number a text stands for; nil if it is none, not positive, or too large.
  static func parse(_ text: String) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let unit = text.dropFirst(digits.count).drop { $0 == " " }.lowercased()
    guard let count = Int(digits), count > 0, let size = units[unit] else { return nil }
    let (bytes, overflow) = count.multipliedReportingOverflow(by: size)
    return overflow ? nil : bytes
  }
}
