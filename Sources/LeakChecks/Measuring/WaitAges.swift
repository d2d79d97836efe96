/// How long goroutines have waited, in nanoseconds.
enum WaitAges {
  private static let minute = 60e9
  /// A wait is counted from the first collection that sees it, which a process makes at least every
  /// two minutes, and shown in whole minutes: without minutes it is not longer than this.
  private static let unseen = 4 * minute

  /// The bounds of a sample's wait. A dump loses the age of leaked goroutines.
  static func ages(ofSample row: Int, in measured: MeasuredProfile) -> Interval {
    guard measured.isDump, !measured.traits.isMarkedLeaked(sample: row) else {
      return Interval(0, .infinity)
    }
    if let minutes = measured.traits.wait(ofSample: row) {
      return Interval(Double(minutes) * minute)
    }
    return Interval(0, measured.hasAges ? unseen : .infinity)
  }
}
