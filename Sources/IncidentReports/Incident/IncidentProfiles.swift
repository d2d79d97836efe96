import LeakChecks
import ProfileAnalysis
import ProfileModel
import ReportRequests

/// The profiles of the instance that the worst rule is about, or of the first that is still there; read again one by one.
struct IncidentProfiles {
  let instance: CheckedInstance?
  private let snapshotSet: SnapshotSet
  private let names: IncidentNames

  init(_ snapshotSet: SnapshotSet, _ worst: WorstVerdict?, _ names: IncidentNames) {
    (self.snapshotSet, self.names) = (snapshotSet, names)
    let index = worst?.entry.position?.instance
    let instances = snapshotSet.instances
    instance =
      index.flatMap { instances.indices.contains($0) ? instances[$0] : nil }
      ?? instances.first { !$0.isGone } ?? instances.first
  }

  /// The instance's name, if there are several.
  var instanceName: String? {
    snapshotSet.instances.count > 1 ? instance.map { names.text($0.name) } : nil
  }

  /// The title of an instance; one without a name is called by the input.
  func title(of instance: CheckedInstance, paths: [String]) -> String {
    let isNameless = instance.name.isEmpty || instance.name == "."
    return names.text(isNameless ? paths.first ?? "." : instance.name)
  }

  /// The records of an instance with the process of each, the oldest first.
  static func records(
    of instance: CheckedInstance
  ) -> [(record: ProfileRecord, time: Int64, process: Int)] {
    instance.groups.flatMap(\.snapshots).flatMap { snapshot in
      snapshot.profiles.map { ($0, snapshot.timeNanos, snapshot.process) }
    }
  }

  var fileCount: Int {
    snapshotSet.instances.reduce(0) { $0 + Self.records(of: $1).count }
  }

  /// When the oldest and the newest snapshot were taken; nil if unknown.
  var times: (first: Int64, last: Int64)? {
    let times = snapshotSet.instances.flatMap(\.groups).flatMap(\.snapshots).map(\.timeNanos)
      .filter { $0 != 0 }
    guard let first = times.min(), let last = times.max() else { return nil }
    return (first, last)
  }

  // MARK: Which

  private func group(_ name: String) -> ProfileGroup? {
    instance?.groups.first { $0.name == name }
  }

  /// The group that the worst rule was judged on: of the file that decided, else of its first metric; nil if unknown.
  func group(of worst: WorstVerdict) -> ProfileGroup? {
    let groups = instance?.groups ?? []
    if let file = worst.entry.file {
      return groups.first { group in
        group.snapshots.contains { $0.profiles.contains { $0.name == file } }
      }
    }
    return worst.verdict.rule.assertion.measure.metrics.first.flatMap {
      instance?.group(of: $0)
    }
  }

  /// The profile in a group's newest snapshot that has most of what is needed.
  func newest(_ group: String, for need: Snapshot.Need = .values) -> ProfileRecord? {
    self.group(group)?.newest?.profile(for: need)
  }

  /// What a group is compared with: the newest of its baseline, else the oldest snapshot, unless that is the newest.
  func before(_ group: String) -> (record: ProfileRecord, isBaseline: Bool)? {
    guard let found = self.group(group) else { return nil }
    // Several instances of a baseline are taken in order; without times it is unknown which snapshot is the newest.
    let baseline = found.baselines.max { $0.timeNanos < $1.timeNanos }
    if let baseline { return (baseline.profile(for: .values), true) }
    return found.oldest.map { ($0.profile(for: .values), false) }
  }

  /// The newest profiles of all groups of the instance.
  var newestOfAll: [(group: String, record: ProfileRecord)] {
    (instance?.groups ?? []).compactMap { group in
      group.newest.map { (group.name, $0.profile(for: .values)) }
    }
  }

  /// The profiles of crashes, of all instances, in the order of the files.
  var crashes: [ProfileRecord] {
    snapshotSet.instances.flatMap(Self.records).map(\.record).filter { $0.crash != nil }
  }

  // MARK: Read again

  /// A profile as reports have it; nil if its file has changed or is gone.
  func profile(_ record: ProfileRecord) -> Profile? {
    guard let profile = record.profile() else { return nil }
    var sum = ProfileSum()
    guard (try? sum.add(names.profile(profile), from: record.name)) != nil else { return nil }
    return ProfileCompletion().complete(sum.profile())
  }

  /// The view of a profile that reports are made of.
  func view(_ record: ProfileRecord, type: String? = nil) -> ProfileView? {
    guard let profile = profile(record) else { return nil }
    var query = ProfileQuery()
    query.sampleType = type
    return try? query.prepare(profile)
  }

  func session(_ record: ProfileRecord) -> ProfileSession? {
    profile(record).map {
      ProfileSession($0, name: names.text(record.fileName), isHeld: false)
    }
  }

  /// What two profiles have in common and what not, as `diff` has it.
  func comparison(
    _ before: ProfileRecord, _ after: ProfileRecord, _ request: ComparisonRequest
  ) -> ProfileComparison? {
    guard let one = side(before), let other = side(after) else { return nil }
    return try? ProfileComparison(one, other, request) { "\($0)" }
  }

  private func side(_ record: ProfileRecord) -> ComparedSide? {
    guard let own = record.profile(), let profile = profile(record) else { return nil }
    return ComparedSide(profile, name: names.text(record.fileName), traits: [own.traits])
  }
}
