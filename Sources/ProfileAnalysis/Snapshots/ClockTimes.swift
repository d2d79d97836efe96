import ProfileModel

/// Times of files whose names have a time of day without a date, as other files of their folder prove them.
///
/// `heap-1908.pb.gz` of 19:08:37 UTC and `heap-1912.pb.gz` of 19:12:37 show that `goroutine-1906.txt` beside them is of
/// 19:06. If they are all off by the same number of quarters of an hour, that is the time zone of the names.
package struct ClockTimes {
  private static let minute: Int64 = 60_000_000_000
  private static let day = 24 * 60 * minute
  /// Farther from all that is known, the day is not certain.
  private static let reach = 6 * 60 * minute
  /// Nearer than this, a name is of no other time zone.
  private static let zone = 25 * minute

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

  /// When files were taken by the time of day in their names, in nanoseconds since 1970; nil for one that has none, whose
  /// day is not certain, or that is so far from the others that its name may be of another time zone.
  package func times(of names: [SnapshotName]) -> [Int64?] {
    var times = names.map(time)
    let sorted = (known + times.compactMap(\.self)).sorted()
    let gaps = zip(sorted, sorted.dropFirst()).map { $1 - $0 }
    // Between snapshots that are far apart, a pause is no sign of another zone.
    let longest = max(Self.zone, 2 * gaps.sorted()[gaps.count / 2])
    let proven = Set(known)
    var (certain, cluster): (Set<Int64>, [Int64]) = ([], [])
    for (index, time) in sorted.enumerated() {
      if index > 0, gaps[index - 1] > longest { cluster = [] }
      cluster.append(time)
      let isLast = index == gaps.count || gaps[index] > longest
      if isLast, cluster.contains(where: proven.contains) { certain.formUnion(cluster) }
    }
    for index in times.indices {
      if let time = times[index], !certain.contains(time) { times[index] = nil }
    }
    return times
  }

  /// The time of a name, on the day that is nearest to what is known.
  private func time(of name: SnapshotName) -> Int64? {
    guard let clock = Self.clock(in: name) else { return nil }
    let distances = known.map { (Self.nearest(clock - offset - $0 % Self.day), $0) }
    guard let (distance, time) = distances.min(by: { $0.0.magnitude < $1.0.magnitude }),
      distance.magnitude <= Self.reach
    else { return nil }
    return time.addingClamped(distance)
  }

  /// The only number of four or six digits in a name, as a time of day.
  private static func clock(in name: SnapshotName) -> Int64? {
    let clocks = name.timedPart.split(separator: UInt8(ascii: "-"))
      .compactMap(PathTime.timeOfDay(whole:))
    return clocks.count == 1 ? clocks[0] : nil
  }

  /// How many quarters of an hour a name is ahead of the time of its file; nil if it does not fit.
  private static func offset(_ clock: Int64, _ time: Int64) -> Int64? {
    ZoneOffset.nanoseconds(ahead: nearest(clock - time % day))
  }

  /// A difference of times of day, between half a day before and half a day after.
  private static func nearest(_ difference: Int64) -> Int64 {
    let rest = (difference % day + day) % day
    return rest > day / 2 ? rest - day : rest
  }
}
