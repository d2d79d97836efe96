import ProfileStatistics
import ProfileSystem

/// A series of processes that succeed one another: a pod, a host, a single-instance service.
package struct CheckedInstance: Sendable {
  /// Its name, unique among the instances.
  package let name: String
  /// From the path of its newest profile; nil if the path has no service.
  package let service: String?
  package let version: String?
  package internal(set) var groups: [ProfileGroup]
  /// Its processes, the oldest first.
  package let processes: [CheckedProcess]
  /// When its newest profile was taken, in nanoseconds since 1970; 0 if unknown.
  package let newest: Int64
  /// Whether its profiles identify their process.
  let hasMarks: Bool
  /// Whether it ended long before the newest profile of all was taken.
  package private(set) var isGone = false

  /// A quarter of an hour, in nanoseconds: an instance later than this, and later than it usually is, is gone.
  private static let patience: Int64 = 900 * 1_000_000_000

  /// Whether something of a time ended before another, by more than is usual.
  private func isLeftBehind(_ time: Int64, by other: Int64, _ times: [Int64]) -> Bool {
    guard time > 0, other > time else { return false }
    let (gap, isTooLong) = other.subtractingReportingOverflow(time)
    guard !isTooLong, let spacing = Self.medianSpacing(times) else { return isTooLong }
    return gap > Self.patience && Double(gap) > 3 * spacing
  }

  /// The time that usually lies between snapshots; nil of fewer than two.
  static func medianSpacing(_ times: [Int64]) -> Double? {
    let sorted = Set(times.filter { $0 > 0 }).sorted()
    guard sorted.count > 1 else { return nil }
    return Median.of(zip(sorted, sorted.dropFirst()).map { Double($1) - Double($0) })
  }

  /// What it may be called: its name, or what its files' names would tell if there were others.
  var names: [String] {
    let files = groups.flatMap(\.snapshots).map(\.first.snapshotName)
    let parts = Set(files.map { SystemPath($0.namePart(keepingDigits: true)).text })
    return [name] + (parts.count == 1 ? Array(parts) : [])
  }

  /// Whether the user named one of its files, which are judged however old they are.
  var hasNamedProfile: Bool { groups.contains { $0.snapshots.contains(where: \.isNamed) } }

  private var times: [Int64] { groups.flatMap(\.snapshots).map(\.timeNanos) }

  /// An instance with one snapshot is never gone.
  mutating func markGone(newestOfAll: Int64) {
    guard Self.medianSpacing(times) != nil else { return }
    isGone = isLeftBehind(newest, by: newestOfAll, times)
  }

  /// Whether other groups of the instance have gone on without one.
  func isStale(_ group: ProfileGroup) -> Bool {
    guard let last = group.snapshots.map(\.timeNanos).max() else { return false }
    return isLeftBehind(last, by: newest, times)
  }

  /// The instance reduced to the snapshots whose path has this version or service.
  func only(_ value: String, of grouping: PathGrouping, by layout: RecordLayout?) -> Self {
    var part = self
    for index in groups.indices {
      part.groups[index].snapshots.removeAll {
        grouping.value(in: layout?.facts(of: $0.first)) ?? PathGrouping.none != value
      }
    }
    part.groups.removeAll(where: \.snapshots.isEmpty)
    return part
  }

  /// Gives each group the baseline snapshots of the same group.
  mutating func attach(_ baselines: [CheckedInstance]) {
    let known = baselines.flatMap(\.groups)
    for index in groups.indices {
      let own = known.filter { $0.isSame(as: groups[index]) }
      groups[index].baselines = own.flatMap(\.snapshots)
      groups[index].histories = own.map(\.snapshots)
    }
  }

  /// Notes that the baseline has other instances only.
  mutating func lackBaseline(besides others: [String]) {
    for index in groups.indices { groups[index].otherBaselines = others }
  }

  /// Whether an instance is called by that, and not only left over where nothing tells one.
  static func isName(_ text: String) -> Bool { !text.isEmpty && text != "." }
}

/// A run of a program: all profiles of it count from the same start.
package struct CheckedProcess: Equatable, Sendable {
  /// The build, if known.
  package let buildID: String
  /// Whether profiles prove that they belong to it and to no other.
  package let isKnown: Bool
}
