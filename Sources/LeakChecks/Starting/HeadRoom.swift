import ProfileStatistics

/// Limits with room above what was measured, in numbers of two digits.
///
/// Simulated: of counts that vary by chance, and of a daily wave that was seen for a day, no limit is broken in 400 runs by
/// the next 24 (144) snapshots; three times as many break each.
enum HeadRoom {
  private static let megabyte = 1024.0 * 1024

  /// A limit for a count: its highest, and as much as lies between that and the median, or six deviations, or 10.
  static func limit(forCounts values: [Double]) -> Double {
    let highest = values.max() ?? 0
    let room = max(highest - Median.of(values), 6 * highest.squareRoot(), 10)
    return roundedUp(highest + room)
  }

  /// A limit for bytes, in MB.
  static func megabytes(forBytes values: [Double]) -> Double {
    let highest = values.max() ?? 0
    let room = max(highest - Median.of(values), highest / 2, 4 * megabyte)
    return roundedUp((highest + room) / megabyte)
  }

  /// A little more than a value, in two digits: the cap of a suppression. One stack stays one.
  static func cap(for value: Double) -> Double { roundedUp(value <= 1 ? 1 : value * 1.1) }

  /// The next number of two digits and zeros.
  private static func roundedUp(_ value: Double) -> Double {
    var power = 1.0
    while value / power > 100 { power *= 10 }
    return (value / power).rounded(.up) * power
  }
}
