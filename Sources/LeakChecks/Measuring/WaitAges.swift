/// How long goroutines have waited, in nanoseconds.
enum WaitAges {
  private static let minute = 60e9
  /// A wait is counted from the first collection that sees it, which a process makes at least every
  /// two minutes, and shown in whole minutes: without minutes it is not longer than this.
  private static let unseen = 4 * minute

  /// What is known of a sample's wait. A dump forgets the age of leaked goroutines.
  static func ages(ofSample row: Int, in subject: MeasuredProfile) -> Interval {
    guard subject.isDump, !subject.traits.isMarkedLeaked(sample: row) else {
      return Interval(0, .infinity)
    }
    if let minutes = subject.traits.wait(ofSample: row) {
      return Interval(Double(minutes) * minute)
    }
    return Interval(0, subject.hasAges ? unseen : .infinity)
  }
}
