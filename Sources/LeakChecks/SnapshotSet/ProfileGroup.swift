import ProfileAnalysis

/// Profiles that measure the same: all snapshots of goroutines, or all of the heap.
package struct ProfileGroup: Sendable {
  /// What rules call it: `goroutine`, `heap`, `block`.
  package let name: String
  /// What its profiles measure.
  let types: [MeasuredProfile.SampleType]
  /// The snapshots, the oldest first.
  package internal(set) var snapshots: [Snapshot]
  /// Whether that is known to be their order.
  package internal(set) var isOrdered = true
  /// The snapshots that are known to be good.
  package internal(set) var baselines: [Snapshot] = []
  /// The same, those of each instance in their order.
  var histories: [[Snapshot]] = []

  /// The names of the baseline's instances, if it has none of this group's instance.
  var otherBaselines: [String] = []

  /// The index of a sample type in every profile of the group.
  func column(of name: String) -> Int? { types.index(named: name) }

  /// Whether it counts stacks that have names and nothing else, not even what was counted.
  var countsNamesOnly: Bool {
    types.count == 1 && BaseUnit(types[0].unit).dimension == .count
      && (snapshots + baselines).flatMap(\.profiles).allSatisfy(\.hasNamesOnly)
  }

  /// The sample type that reports show by default.
  var defaultColumn: Int? {
    (snapshots.first ?? baselines.first)?.profile(for: .values).defaultColumn
  }

  func isSame(as other: ProfileGroup) -> Bool { name == other.name && types == other.types }

  /// Whether all its snapshots know when they were taken.
  var hasTimes: Bool { snapshots.allSatisfy { $0.timeNanos != 0 } }

  /// The newest snapshot; if the order is unknown, the newest of those that know their time, or any.
  package var newest: Snapshot? {
    isOrdered ? snapshots.last : timed.max { $0.timeNanos < $1.timeNanos } ?? snapshots.last
  }

  /// The oldest snapshot before the newest; nil if none is known to be older.
  package var oldest: Snapshot? {
    let known = isOrdered ? snapshots : timed.sorted { $0.timeNanos < $1.timeNanos }
    return known.count > 1 ? known.first : nil
  }

  private var timed: [Snapshot] { snapshots.filter { $0.timeNanos != 0 } }

  /// The snapshots that a rule about one moment is judged on: the newest, those that the user named, or all if it is
  /// unknown which is the newest.
  var judged: [Snapshot] { judgedIndices.map { snapshots[$0] } }

  /// The indices of `judged` among the snapshots.
  var judgedIndices: [Int] {
    guard isOrdered, let last = snapshots.indices.last else { return Array(snapshots.indices) }
    return snapshots.indices.filter { $0 == last || snapshots[$0].isNamed }
  }

  /// The snapshot that shows the same moment of the same process as one of another group of the instance: taken within a
  /// minute of it, or the only one, if a time is not known; nil if there is none.
  func partner(of snapshot: Snapshot, in other: ProfileGroup) -> Snapshot? {
    let ofProcess = snapshots.filter { $0.process == snapshot.process }
    let hasTime = { (own: Snapshot) in own.timeNanos != 0 && snapshot.timeNanos != 0 }
    let distance = { (own: Snapshot) in
      own.timeNanos.subtractingClamped(snapshot.timeNanos).magnitude
    }
    let near = ofProcess.filter { !hasTime($0) || distance($0) <= 60_000_000_000 }
    if let same = near.first(where: { $0.first.hasStem(of: snapshot.first) }) { return same }
    if let nearest = near.filter(hasTime).min(by: { distance($0) < distance($1) }) {
      return nearest
    }
    guard snapshots.count == 1, other.snapshots.count == 1 else { return nil }
    return ofProcess.first { !hasTime($0) }
  }

  /// Puts what several instances have of each group together.
  static func united(
    _ groups: [ProfileGroup], baselines: [ProfileGroup]
  ) -> [ProfileGroup] {
    var united: [ProfileGroup] = []
    for group in groups {
      if let index = united.firstIndex(where: { $0.isSame(as: group) }) {
        united[index].snapshots += group.snapshots
      } else {
        united.append(group)
        united[united.count - 1].baselines = []
      }
    }
    for group in baselines {
      if let index = united.firstIndex(where: { $0.isSame(as: group) }) {
        united[index].baselines += group.snapshots
      } else {
        var only = group
        (only.baselines, only.snapshots) = (group.snapshots, [])
        united.append(only)
      }
    }
    return united.sorted { $0.name < $1.name }
  }
}
