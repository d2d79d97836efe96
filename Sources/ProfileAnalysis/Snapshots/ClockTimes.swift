import ProfileModel

/// Times of files whose names have a time of day without a date, as other files of their folder prove them.
///
/// `heap-1908.pb.gz` of 19:08:37 UTC and `heap-1912.pb.gz` of 19:12:37 show that `goroutine-1906.txt` beside them is of
/// 19:06. If they are all off by the same number of quarters of an hour, that is the time zone of the names.
package struct ClockTimes {
  private static let minute: Int64 = 60_000_000_000
  private static let quarter = 15 * minute
  private static let day = 24 * 60 * minute
  /// Farther from all that is known, the day is not certain.
  private static let reach = 6 * 60 * minute
  /// A file is named after the minute in which it was asked for, or a little later.
  private static let tolerance = -2 * minute...minute

  private let known: [Int64]
  private let offset: Int64

  /// Nil unless two names of different times of day and all others prove the same.
  ///
  /// - `known`: the files of a folder that know their time, in nanoseconds since 1970.
  package init?(_ known: [(name: SnapshotName, time: Int64)]) {
    let clocks = known.compactMap { file in
      Self.clock(in: file.name).map { (clock: $0, time: file.time) }
    }
    let offsets = Set(clocks.map { Self.offset($0.clock, $0.time) })
    guard Set(clocks.map(\.clock)).count > 1, offsets.count == 1, let offset = offsets.first ?? nil
    else { return nil }
    self.offset = offset
    self.known = clocks.map(\.time)
  }

  /// When a file was taken by the time of day in its name, in nanoseconds since 1970; nil if it has none, or the day is
  /// not certain.
  package func time(of name: SnapshotName) -> Int64? {
    guard let clock = Self.clock(in: name) else { return nil }
    let distances = known.map { (Self.nearest(clock - offset - $0 % Self.day), $0) }
    guard let (distance, time) = distances.min(by: { $0.0.magnitude < $1.0.magnitude }),
      distance.magnitude <= Self.reach
    else { return nil }
    return time.addingClamped(distance)
  }

  /// The only number of four or six digits in a name, as a time of day.
  private static func clock(in name: SnapshotName) -> Int64? {
    let clocks = name.numberedPart.split(separator: UInt8(ascii: "-"))
      .compactMap(PathTime.timeOfDay(whole:))
    return clocks.count == 1 ? clocks[0] : nil
  }

  /// How many quarters of an hour a name is ahead of the time of its file; nil if it does not fit.
  private static func offset(_ clock: Int64, _ time: Int64) -> Int64? {
    let ahead = nearest(clock - time % day)
    let whole = Int64((Double(ahead) / Double(quarter)).rounded()) * quarter
    return tolerance.contains(ahead - whole) ? whole : nil
  }

  /// A difference of times of day, between half a day before and half a day after.
  private static func nearest(_ difference: Int64) -> Int64 {
    let rest = (difference % day + day) % day
    return rest > day / 2 ? rest - day : rest
  }
}
