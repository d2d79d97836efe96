/// Times of day in names that have no date, as numbers of four or six digits or in parts: `2330`, `063000`, `23.30`.
package enum ClockNumbers {
  private static let day: Int64 = 86_400_000_000_000

  /// The indices of names in the order of time, if that is probably not the order of their numbers, as of
  /// `2200 … 2330 0000 … 0630`: all may be times of day, and a pause within the day is more than twice as long as the one
  /// around midnight.
  package static func orderAcrossMidnight(of names: [SnapshotName]) -> [Int]? {
    guard let times = times(in: names), let beginning = beginning(of: times) else { return nil }
    let offsets = times.map { ($0 - beginning + day) % day }
    return offsets.indices.sorted { (offsets[$0], $0) < (offsets[$1], $1) }
  }

  /// The time of day of each name; nil if they differ in anything else, or not all of these may be times of day.
  private static func times(in names: [SnapshotName]) -> [Int64]? {
    let all = names.map(\.writtenNumbers)
    guard let differing = SnapshotName.differingNumbers(all, most: 3), let first = differing.min(),
      let last = differing.max(), last - first < 3
    else { return nil }
    let times = all.compactMap { name in
      let parts = name.numbers[first...last]
      let arePart = parts.count == 1 || parts.allSatisfy { $0.count == 2 }
      return arePart ? PathTime.timeOfDay(whole: Array(parts.joined())[...]) : nil
    }
    return times.count == names.count ? times : nil
  }

  /// The first time behind the longest pause of the day; nil if that is the one around midnight, or not much longer.
  private static func beginning(of times: [Int64]) -> Int64? {
    let sorted = Set(times).sorted()
    guard sorted.count > 2, let first = sorted.first, let last = sorted.last else { return nil }
    let pauses = zip(sorted, sorted.dropFirst()).map { (length: $1 - $0, end: $1) }
    let longest = pauses.max { $0.length < $1.length }
    let night = first + day - last
    return longest.flatMap { $0.length > 2 * night ? $0.end : nil }
  }
}
