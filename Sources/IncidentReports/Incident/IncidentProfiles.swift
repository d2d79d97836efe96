import LeakChecks
import ProfileAnalysis
import ProfileModel
import ReportRequests

/// The profiles of the instance that the worst rule is about; if no rule fails, and of kinds that this instance does not
/// have, those of the instance that grew most. They are read again one by one.
struct IncidentProfiles {
  private let snapshotSet: SnapshotSet
  private let names: IncidentNames
  private let paths: [String]
  /// The instance of the worst rule; nil if none fails.
  private let failing: CheckedInstance?
  private let chosen: [String: ChosenInstance]

  /// - `paths`: what was read.
  init(
    _ snapshotSet: SnapshotSet, _ worst: WorstVerdict?, _ names: IncidentNames, paths: [String]
  ) {
    (self.snapshotSet, self.names, self.paths) = (snapshotSet, names, paths)
    let (index, instances) = (worst?.entry.position?.instance, snapshotSet.instances)
    failing = index.flatMap { instances.indices.contains($0) ? instances[$0] : nil }
    let own = failing?.groups.filter { !$0.snapshots.isEmpty } ?? []
    chosen = ChosenInstance.all(instances, without: Set(own.map(\.name)))
  }

  /// The instance whose profiles of a group are shown.
  func instance(of group: String) -> CheckedInstance? { chosen[group]?.instance ?? failing }

  /// ` of pod-a`, and why it is shown; empty if there is only one instance.
  func ofInstance(_ group: String) -> IncidentText {
    guard let title = titleOfInstance(group) else { return "" }
    let reason = chosen[group]?.reason ?? ""
    return " of \(name: title)" + (reason.isEmpty ? "" : " (\(reason))")
  }

  /// A title with the instance that it is about; without it if there is only one.
  func title(_ title: String, of group: String) -> String {
    title + (titleOfInstance(group).map { " of \($0)" } ?? "")
  }

  /// The title of the instance whose profiles of a group are shown; nil if there is only one.
  func titleOfInstance(_ group: String) -> String? {
    snapshotSet.instances.count > 1 ? instance(of: group).map(title) : nil
  }

  /// The title of an instance; one without a name is called by the input.
  func title(of instance: CheckedInstance) -> String {
    let isNameless = instance.name.isEmpty || instance.name == "."
    return names.text(isNameless ? paths.first ?? "." : instance.name)
  }

  /// The records of an instance with the process of each, the oldest first. One that does not tell its time has none, 0,
  /// whatever others of its moment tell.
  static func records(
    of instance: CheckedInstance
  ) -> [(record: ProfileRecord, time: Int64, process: Int)] {
    instance.groups.flatMap(\.snapshots).flatMap { snapshot in
      snapshot.profiles.map { record in (record, record.takenAt, snapshot.process) }
    }
  }

  var fileCount: Int {
    snapshotSet.instances.reduce(0) { $0 + Self.records(of: $1).count }
  }

  /// When the oldest and the newest snapshot were taken; nil if unknown.
  var times: (first: Int64, last: Int64)? {
    let times = snapshotSet.instances.flatMap(Self.records).map(\.time).filter { $0 != 0 }
    guard let first = times.min(), let last = times.max() else { return nil }
    return (first, last)
  }

  // MARK: Which

  private func group(_ name: String) -> ProfileGroup? {
    instance(of: name)?.groups.first { $0.name == name }
  }

  /// The group that the worst rule was judged on: of the file that decided, else of its first metric; nil if unknown.
  func group(of worst: WorstVerdict) -> ProfileGroup? {
    let instance = failing ?? snapshotSet.instances.first
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

  /// The newest profile of a group that is shown.
  func newest(_ group: String, for need: Snapshot.Need = .values) -> ProfileRecord? {
    instance(of: group)?.newestRecord(of: group, for: need)
  }

  /// What a group is compared with: the newest of its baseline, else the oldest snapshot, unless that is the newest.
  func before(_ group: String) -> (record: ProfileRecord, isBaseline: Bool)? {
    guard let found = self.group(group) else { return nil }
    // Several instances of a baseline are taken in order; without times it is unknown which snapshot is the newest.
    let baseline = found.baselines.max { $0.timeNanos < $1.timeNanos }
    if let baseline { return (baseline.profile(for: .values), true) }
    return found.oldest.map { ($0.profile(for: .values), false) }
  }

  /// How many snapshots of a group there are.
  func count(_ group: String) -> Int { self.group(group)?.snapshots.count ?? 0 }

  /// The runtime's own numbers about memory, of the newest snapshot.
  var memory: ProfileRecord? {
    let having = group("heap")?.newest?.profiles.filter { $0.memory.stackBytes != nil } ?? []
    return having.first(where: \.hasUsualName) ?? having.first
  }

  /// The profiles of crashes, of all instances, in the order of the files; last those of programs that were asked.
  var crashes: [ProfileRecord] {
    let all = snapshotSet.instances.flatMap(Self.records).map(\.record).filter { $0.crash != nil }
    return all.filter { !Self.wasAsked($0) } + all.filter(Self.wasAsked)
  }

  /// Whether somebody asked the program for its goroutines, with which it ends.
  private static func wasAsked(_ record: ProfileRecord) -> Bool {
    record.crash?.hasPrefix("SIGQUIT") == true
  }

  /// `The program of pod-a crashed: panic: boom`.
  func sentence(ofCrash record: ProfileRecord) -> IncidentText {
    let reason: IncidentText =
      Self.wasAsked(record)
      ? "was ended by SIGQUIT, which prints all goroutines"
      : "crashed: \(quote: names.text(record.crash ?? ""))"
    let instances = snapshotSet.instances
    let own = instances.first { Self.records(of: $0).contains { $0.record === record } }
    guard instances.count > 1, let own else { return "The program \(reason)" }
    return "The program of \(name: title(of: own)) \(reason)"
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
