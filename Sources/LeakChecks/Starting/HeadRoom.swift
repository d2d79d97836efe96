/// Limits with room above what was measured, in numbers that people would choose.
enum HeadRoom {
  /// About three times a value: the next of 10, 20, 50, 100, 200, … at or above it.
  static func limit(for value: Double) -> Double {
    let wanted = max(10, value * 3)
    var power = 10.0
    while power < 1e17 {
      for step in [1.0, 2, 5] where power * step >= wanted { return power * step }
      power *= 10
    }
    return power
  }

  /// The same for bytes, in whole MB.
  static func megabytes(for bytes: Double) -> Double { limit(for: bytes / (1024 * 1024)) }

  /// A little more than a value, in two digits: the cap of a suppression. One stack stays one.
  static func cap(for value: Double) -> Double {
    let wanted = value <= 1 ? 1 : value * 1.1
    var power = 1.0
    while wanted / power >= 100 { power *= 10 }
    return (wanted / power).rounded(.up) * power
  }
}
