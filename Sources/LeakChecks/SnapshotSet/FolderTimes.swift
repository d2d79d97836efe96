import ProfileAnalysis

/// Reads the times in names of a folder's files by those that know their own time.
struct FolderTimes {
  private(set) var warnings: [String] = []
  private let known: [(name: SnapshotName, time: Int64)]

  /// Gives files without a time of their own the better one.
  init(of files: [ProfileRecord]) {
    known = files.filter { $0.ownTime != 0 }.map { ($0.snapshotName, $0.ownTime) }
    if known.isEmpty { return }
    takeLocalTimes(of: files)
    takeTimesOfDay(of: files)
  }

  /// Times of another time zone, and those that may be.
  private mutating func takeLocalTimes(of files: [ProfileRecord]) {
    guard let times = LocalTimes(known) else { return forgetDoubtfulTimes(of: files) }
    var taken: [ProfileRecord] = []
    for file in files where file.ownTime == 0 {
      let name = file.snapshotName
      guard let time = times.time(of: name), file.takenAt == name.localTime else { continue }
      file.take(timeOfName: time)
      taken.append(file)
    }
    let span = TimeText.span(Double(times.offset.magnitude))
    let side = times.offset > 0 ? "ahead of" : "behind"
    warn(
      of: taken, ": names in its folder are \(span) \(side) UTC, as times in other profiles show")
  }

  /// Files of one night are not hours apart: times in names are of another zone, perhaps, that are hours from those of
  /// all profiles that know theirs. Nothing is then known of their order.
  private mutating func forgetDoubtfulTimes(of files: [ProfileRecord]) {
    let local = files.filter {
      $0.ownTime == 0 && $0.takenAt != 0 && $0.takenAt == $0.snapshotName.localTime
    }
    guard !local.isEmpty, !known.contains(where: { $0.name.localTime != nil }) else { return }
    guard let nearest = nearestGap(to: local), Self.zones.contains(nearest) else { return }
    warnings.append(
      "\(local[0].name): the time in its name has no offset from UTC, and is far from the times of other profiles, so it gives no order; write names with 2026-11-26T10:00:00Z, or +0200 in place of Z\(CountedWarning.like(local.count - 1))"
    )
    for file in local { file.take(timeOfName: 0) }
  }

  /// The shortest time between one of some files and a profile that knows its own; sorted, the two are neighbours.
  private func nearestGap(to files: [ProfileRecord]) -> UInt64? {
    let moments = files.map { (time: $0.takenAt, isKnown: false) }
    let all = (moments + known.map { ($0.time, true) }).sorted { $0.time < $1.time }
    return zip(all, all.dropFirst()).lazy.filter { $0.isKnown != $1.isKnown }
      .map { $1.time.subtractingClamped($0.time).magnitude }.min()
  }

  private static let minute: UInt64 = 60_000_000_000
  /// What a time zone may make of a short while.
  private static let zones = 10 * minute...(14 * 60 + 15) * minute

  /// Times of day without a date.
  private mutating func takeTimesOfDay(of files: [ProfileRecord]) {
    let undated = files.filter { $0.takenAt == 0 }
    guard !undated.isEmpty, let times = ClockTimes(known) else { return }
    var taken: [ProfileRecord] = []
    for (file, time) in zip(undated, times.times(of: undated.map(\.snapshotName))) {
      guard let time else { continue }
      file.take(timeOfName: time)
      taken.append(file)
    }
    warn(
      of: taken,
      " by the time of day in its name, because other files of the folder have names that agree with their times"
    )
  }

  private mutating func warn(of taken: [ProfileRecord], _ reason: String) {
    guard let first = taken.min(by: { $0.takenAt < $1.takenAt }) else { return }
    let others = CountedWarning.like(taken.count - 1)
    warnings.append("\(first.name): taken at \(TimeText.moment(first.takenAt))\(reason)\(others)")
  }
}
