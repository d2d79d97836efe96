import ProfileAnalysis

/// Puts profiles into instances, processes, groups and snapshots.
struct InstanceSorter {
  /// A profile and what its name tells.
  struct File {
    let profile: ProfileRecord
    let group: GroupKey
    /// The name without the words for a kind, and the number in a file of several.
    let stem: [UInt8]
    let name: SnapshotName
    let number: Int?
    let path: [UInt8]
    /// The value of the label that instances are told apart by.
    let label: String?
  }

  /// What all profiles of a group have in common.
  struct GroupKey: Hashable {
    let name: String
    let types: [MeasuredProfile.SampleType]
  }

  let choice: InstanceChoice
  let plan: MeasurePlan
  private var files: [File] = []
  private(set) var warnings: [String] = []

  init(choice: InstanceChoice, _ plan: MeasurePlan) { (self.choice, self.plan) = (choice, plan) }

  /// - Throws: `EvidenceError` for a profile that is no snapshot.
  mutating func add(_ input: Evidence.Input) throws(EvidenceError) {
    let name = SnapshotName(input.path)
    let profile = MeasuredProfile(name: input.name, input.read)
    if let reason = profile.deltaReason {
      throw EvidenceError(
        file: input.name,
        description: "\(reason), so it is the difference of two moments; rules need snapshots")
    }
    let group = GroupKey(
      name: input.group ?? ProfileKind(of: profile.profile, name).name, types: profile.types)
    let record = ProfileRecord(
      profile, date: input.date ?? name.time, isNamed: input.isNamed, plan, group: group.name,
      load: input.load)
    var label: String?
    if case .label(let key) = choice { label = profile.onlyValue(ofLabel: key) }
    let stem = name.stemWithoutKind + Array((input.number.map { "#\($0)" } ?? "").utf8)
    files.append(
      File(
        profile: record, group: GroupKey(name: group.name, types: record.types), stem: stem,
        name: name, number: input.number, path: input.path, label: label))
  }

  /// The instances in the order of their names.
  mutating func instances() -> [CheckedInstance] {
    let keys = InstanceNames(files, choice).names
    var order: [String] = []
    var sorted: [String: [File]] = [:]
    for (file, key) in zip(files, keys) {
      if sorted[key] == nil { order.append(key) }
      sorted[key, default: []].append(file)
    }
    var instances: [CheckedInstance] = []
    for key in order.sorted() {
      let runs = ProcessSorter(sorted[key] ?? []).instances
      for (number, processes) in runs.enumerated() {
        let name = runs.count == 1 ? key : "\(key)#\(number + 1)"
        instances.append(instance(name, processes))
      }
    }
    return instances
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
      return group
    }
    return CheckedInstance(
      name: name, groups: groups.sorted { $0.name < $1.name },
      processes: processes.map { CheckedProcess(buildID: $0.buildID, isKnown: $0.isKnown) },
      newest: groups.flatMap(\.snapshots).map(\.timeNanos).max() ?? 0,
      hasMarks: processes.contains(where: \.isKnown))
  }
}
