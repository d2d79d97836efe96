import ProfileAnalysis

/// Puts profiles into instances, processes, groups and snapshots.
struct InstanceSorter {
  /// What all profiles of a group have in common.
  struct GroupKey: Hashable, Sendable {
    let name: String
    let types: [MeasuredProfile.SampleType]
  }

  let choice: InstanceChoice
  /// The layout that the user gave; nil to detect it.
  private let given: PathLayout?
  /// The layout that all files together have.
  private(set) var layout: RecordLayout?
  let plan: SharedPlan
  let advice: CheckAdvice
  private var files: [ProfileRecord] = []
  private(set) var warnings: [String] = []

  init(
    choice: InstanceChoice, _ given: PathLayout?, _ plan: SharedPlan, _ advice: CheckAdvice
  ) {
    (self.choice, self.given, self.plan, self.advice) = (choice, given, plan, advice)
  }

  /// - Throws: `SnapshotSetError` for a profile that is no snapshot.
  mutating func add(_ input: SnapshotSet.Input) throws(SnapshotSetError) {
    let name = SnapshotName(input.path)
    let profile = MeasuredProfile(name: input.name, input.read)
    if let reason = profile.deltaReason {
      throw SnapshotSetError(file: input.name, description: reason)
    }
    let kind = ProfileKind(of: profile.profile, name)
    if let reason = Self.refusal(of: kind, as: input.group) {
      throw SnapshotSetError(file: input.name, description: reason)
    }
    let group = GroupKey(name: input.group ?? kind.name, types: profile.types)
    var label: String?
    if case .label(let key) = choice { label = profile.onlyValue(ofLabel: key) }
    let facts = ProfileFacts(profile, group, label: label)
    files.append(ProfileRecord(input, profile, facts, plan, date: input.date ?? name.time))
  }

  /// Why a profile cannot be of the type that the user gave it; nil if it can.
  private static func refusal(of kind: ProfileKind, as given: String?) -> String? {
    guard let given else { return nil }
    if kind.isOther(than: given) {
      return "it was given as \(given)=PROFILE, but is a \(kind.noun(isPlural: false))"
    }
    return NearWord.of(given, in: ProfileKind.ofGo.sorted()).map {
      "it was given as \(given)=PROFILE, which is no type; near: \($0)"
    }
  }

  /// The instances in the order of their names.
  mutating func instances() -> [CheckedInstance] {
    layout = RecordLayout.found(for: files, given: given)
    takeTimes()
    let keys = InstanceNames(
      files.map(\.instanceFile), choice, told: layout?.instances(of: files)
    ).names
    var order: [String] = []
    var sorted: [String: [ProfileRecord]] = [:]
    for (file, key) in zip(files, keys) {
      if sorted[key] == nil { order.append(key) }
      sorted[key, default: []].append(file)
    }
    if let warning = warningOfNames(sorted) { warnings.append(warning) }
    var instances: [CheckedInstance] = []
    for key in order.sorted() {
      let runs = ProcessSorter(sorted[key] ?? []).instances
      warnings += [
        warningOfReplicas(runs), Self.warningOfStrangers(runs), Self.warningOfPrograms(runs),
      ].compactMap(\.self)
      for (number, processes) in runs.enumerated() {
        let name = runs.count == 1 ? key : "\(key)#\(number + 1)"
        instances.append(instance(name, processes))
      }
    }
    return instances
  }

  private mutating func takeTimes() {
    takeTimesOfLayout()
    // One file's time is read by those of others.
    let untimed = files.count { $0.ownTime == 0 }
    guard untimed > 0, untimed < files.count else { return }
    let folders = Dictionary(grouping: files, by: \.snapshotName.place)
    for (_, files) in folders.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      warnings += FolderTimes(of: files).warnings
    }
  }

  /// Uses the times in paths; warns of one that is over a day from the profile's own.
  private mutating func takeTimesOfLayout() {
    guard let layout else { return }
    var differing: [ProfileRecord] = []
    for file in files {
      guard let time = layout.facts(of: file)?.time else { continue }
      file.take(timeOfPath: time)
      guard file.ownTime != 0 else { continue }
      let (gap, isTooLong) = file.ownTime.subtractingReportingOverflow(time)
      if isTooLong || gap.magnitude > 86_400_000_000_000 { differing.append(file) }
    }
    guard let first = differing.first else { return }
    let others = CountedWarning.like(differing.count - 1)
    warnings.append(
      "\(first.name): the time in its path and the time in the profile\(others) differ by more than a day; the profile's is used"
    )
  }

  private mutating func instance(
    _ name: String, _ processes: [ProcessSorter.Run]
  ) -> CheckedInstance {
    var keys: [GroupKey] = []
    for file in processes.flatMap(\.files) where !keys.contains(file.group) {
      keys.append(file.group)
    }
    let groups = keys.map { key in
      let files = processes.map { $0.files.filter { $0.group == key } }
      var series = SnapshotSeries(files)
      let group = ProfileGroup(
        name: key.name, types: key.types, snapshots: series.ordered(),
        isOrdered: series.isOrdered)
      warnings += series.warnings
      if series.isOrderedByNumber, let newest = group.snapshots.last {
        let isOneFile = group.snapshots.allSatisfy { $0.first.path == newest.first.path }
        let reason = isOneFile ? "its place in the file" : "the number in its name"
        warnings.append(
          "\(newest.name): no times are known; taken as the newest of \(group.snapshots.count) snapshots by \(reason)"
        )
      }
      return group
    }
    let newest = processes.flatMap(\.files).max { $0.takenAt < $1.takenAt }
    let facts = newest.flatMap { layout?.facts(of: $0) }
    return CheckedInstance(
      name: name, service: facts?.service, version: facts?.version,
      groups: groups.sorted { $0.name < $1.name },
      processes: processes.map { CheckedProcess(buildID: $0.buildID, isKnown: $0.isKnown) },
      newest: groups.flatMap(\.snapshots).map(\.timeNanos).max() ?? 0,
      hasMarks: processes.contains(where: \.isKnown))
  }
}

extension InstanceSorter {
  /// The warning that the files of folders, one a service perhaps, are mostly instances of their own.
  private func warningOfNames(_ sorted: [String: [ProfileRecord]]) -> String? {
    guard case .auto = choice, layout == nil else { return nil }
    let folders = Set(files.map(\.snapshotName.place)).count
    if folders > 1, files.allSatisfy(\.snapshotName.isBelowNumberOfTime) {
      return CheckAdvice.behind(
        "\(sorted.count) instances in \(folders) folders, whose numbers may be times, so that no file follows another",
        advice.forTimeFolders)
    }
    let single = sorted.values.count { $0.count == 1 }
    let names = Set(sorted.keys.map { SnapshotName.withoutNumbers(Array($0.utf8)) })
    // Pods of one moment are no series.
    let seconds = Set(files.map { $0.takenAt / 1_000_000_000 })
    let mayBeSeries = seconds.count > 1 || seconds.contains(0)
    if folders == 1, names.count == 1, single == sorted.count, single > 3, mayBeSeries {
      return CheckAdvice.behind(
        "\(single) instances of one snapshot, whose names differ in a number only",
        advice.forSeries)
    }
    guard folders > 1, sorted.count > 2 * folders, 2 * single > sorted.count else { return nil }
    return CheckAdvice.behind(
      "\(sorted.count) instances in \(folders) folders are told apart by the names of their files",
      advice.forFolders)
  }

  /// The warning that files that the names put together cannot be of one process.
  private static func warningOfStrangers(_ instances: [[ProcessSorter.Run]]) -> String? {
    let strangers = instances.joined().filter(\.areStrangers).flatMap(\.files)
    guard let first = strangers.min(by: { $0.takenAt < $1.takenAt }),
      let own = instances.joined().first(where: { !$0.areStrangers })?.files.first
    else { return nil }
    let others = CountedWarning.like(strangers.count - 1)
    return
      "\(first.name): cannot be of the process of \(own.name), because its allocations would fall, so they are two instances\(others)"
  }

  /// The warning that files that the names put together are of different programs.
  private static func warningOfPrograms(_ instances: [[ProcessSorter.Run]]) -> String? {
    var known: [(file: String, program: ProgramName)] = []
    for processes in instances {
      guard let file = processes.lazy.flatMap(\.files).first(where: { $0.program != nil }),
        let program = file.program, known.allSatisfy({ program.isOther(than: $0.program) })
      else { continue }
      known.append((file.name, program))
    }
    guard known.count > 1 else { return nil }
    let shown = 3
    let rest = known.count > shown ? ["\(known.count - shown) more"] : []
    let files = (known.prefix(shown).map(\.file) + rest).listed("and")
    let programs = (known.prefix(shown).map(\.program.text) + rest).listed("and")
    let count = known.count == 2 ? "two" : "\(known.count)"
    return
      "\(files) are of different programs, \(programs), so they are \(count) instances; a folder for each service tells which other files belong to which"
  }

  /// The warning that processes were taken as one that restarted by their names alone, each of which has a number of
  /// its own: `web-0` and `web-1` may be two replicas as well as two snapshots.
  private func warningOfReplicas(_ instances: [[ProcessSorter.Run]]) -> String? {
    guard case .auto = choice, layout == nil, let processes = instances.first, instances.count == 1,
      processes.count > 1, processes.allSatisfy(\.isKnown)
    else { return nil }
    let names = processes.map { Set($0.files.map(\.snapshotName.numberedPart)) }
    guard names.allSatisfy({ $0.count == 1 }), Set(names).count == names.count,
      let first = processes.first?.files.first, let last = processes.last?.files.first
    else { return nil }
    return CheckAdvice.behind(
      "\(processes.count) processes, from \(first.name) to \(last.name), are taken as one service that restarted",
      advice.forReplicas)
  }
}

extension ProfileFacts {
  init(_ profile: MeasuredProfile, _ group: InstanceSorter.GroupKey, label: String?) {
    (self.group, format) = (group, profile.format)
    (isText, hasNamesOnly, isDump) = (profile.isText, profile.hasNamesOnly, profile.isDump)
    (knowsLeaks, hasAges) = (profile.knowsLeaks, profile.hasAges)
    (sawNothing, bytesPerSample) = (profile.sawNothing, profile.bytesPerSample)
    (mark, program) = (ProcessMark(profile.profile), ProgramName(profile.profile))
    defaultColumn = (try? SampleTypeChoice(of: profile.profile))?.column
    labelKeys = profile.profile.labelKeys.sorted()
    self.label = label
  }
}

extension ProfileRecord {
  fileprivate var instanceFile: InstanceFile {
    InstanceFile(
      path: path, group: group.name, mark: mark, format: isDump ? 2 : isText ? 1 : 0,
      timeNanos: takenAt, stemHash: stemHash, label: label)
  }
}
