package import ProfileAnalysis
package import ProfileModel
package import ProfilePatterns

/// The profiles that rules are checked against: instances, each with its groups of snapshots in the order of time.
package struct SnapshotSet: Sendable {
  /// A profile as it was read, and the group that it was given on the command line.
  package struct Input: Sendable {
    /// How its file was found.
    package enum Origin: Sendable {
      /// The user named it.
      case named
      /// It lies in a folder, whose path with its slash is so long.
      case folder(Int)
      /// A list of files has it.
      case list
    }

    package var file: String
    /// The path of the file.
    let path: [UInt8]
    package var group: String?
    /// Which of several profiles in its file it is, counted from 1; nil for the only one.
    package var number: Int?
    /// Whether the user named the file itself: then it is judged whatever is newer.
    package var isNamed = false
    package var origin = Origin.named
    /// The date that a server sent with it, in nanoseconds since 1970.
    package var date: Int64?
    package var read: ReadProfile
    /// Reads it once more; nil if that is not possible, so that it is kept.
    package var loader: ProfileLoader?

    /// - `path`: the path of the file, whose bytes need be no text; nil if they are those of `file`.
    package init(
      file: String, path: [UInt8]? = nil, group: String? = nil, number: Int? = nil,
      read: ReadProfile
    ) {
      self.file = file
      self.path = path ?? Array(file.utf8)
      self.group = group
      self.number = number
      self.read = read
    }

    /// Its name: `dumps.txt`, or `dumps.txt, number 3`.
    var name: String { file + (number.map { ", number \($0)" } ?? "") }
  }

  /// In the order of their names.
  package private(set) var instances: [CheckedInstance]
  package private(set) var baselines: [CheckedInstance]
  /// Files that could not be read.
  package let missing: [MissingFile]
  /// Warnings about the profiles, for people.
  package private(set) var warnings: [String] = []
  /// The profiles of rules' own tests, by the ids of the rules: what they show is spelt right.
  package private(set) var testProfiles: [String: [MeasuredProfile]] = [:]
  /// What to say about what can be done.
  let advice: CheckAdvice
  /// When the newest profile of all was taken, in nanoseconds since 1970; 0 if unknown.
  package let newest: Int64
  /// The names in all profiles that were measured when they were read.
  let names: SharedNames
  /// The layout of the paths; nil if none fits them.
  package let layout: RecordLayout?

  /// - Throws: `SnapshotSetError` for a profile that is no snapshot.
  package init(
    profiles: [Input], baselines: [Input] = [], missing: [MissingFile] = [],
    instance: InstanceChoice = .auto
  ) throws(SnapshotSetError) {
    var builder = SnapshotSetBuilder(MeasurePlan(), instance: instance)
    for input in profiles { try builder.add(input) }
    for input in baselines { try builder.add(baseline: input) }
    self.init(builder, missing: missing)
  }

  /// - `missing`: files that could not be read.
  package init(_ builder: SnapshotSetBuilder, missing: [MissingFile]) {
    var (sorter, before) = (builder.profiles, builder.baselines)
    names = sorter.plan.plan.names
    instances = sorter.instances()
    layout = sorter.layout
    advice = sorter.advice
    baselines = before.instances()
    self.missing = missing
    newest = instances.map(\.newest).max() ?? 0
    warnings = sorter.warnings + before.warnings
    for index in instances.indices { instances[index].markGone(newestOfAll: newest) }
    attachBaselines()
  }

  /// Adds a profile of a rule's own test.
  package mutating func add(_ input: Input, ofTestOf rule: String) {
    testProfiles[rule, default: []].append(MeasuredProfile(name: input.name, input.read))
  }

  /// An instance is compared with the baseline's instance of its name; if no name is there, with all of the baseline.
  private mutating func attachBaselines() {
    let names = Set(baselines.map(\.name))
    let own = instances.map { names.isEmpty ? nil : $0.names.first(where: names.contains) }
    let isMatched = own.contains { $0.map(CheckedInstance.isName) == true }
    // Once: there may be very many on both sides.
    let others = names.filter(CheckedInstance.isName).sorted()
    for (index, name) in own.enumerated() {
      instances[index].attach(isMatched ? baselines.filter { $0.name == name } : baselines)
      if isMatched, name == nil { instances[index].lackBaseline(besides: others) }
    }
  }

  /// The files of all profiles, without those of the baseline.
  package var paths: [[UInt8]] {
    instances.flatMap(\.groups).flatMap(\.snapshots).flatMap(\.profiles).map(\.path)
  }

  /// All profiles of each group, of every instance, in the order of the groups' names.
  package var groups: [ProfileGroup] {
    ProfileGroup.united(instances.flatMap(\.groups), baselines: baselines.flatMap(\.groups))
  }

  /// The files that are known to be incomplete, with the reason.
  package var incomplete: [(name: String, reason: String)] {
    groups.flatMap { $0.snapshots + $0.baselines }.flatMap(\.profiles).compactMap { profile in
      profile.incomplete.map { (profile.name, $0) }
    }
  }

  /// Whether any profile has a value of the label that instances are distinguished by.
  package var hasInstanceLabel: Bool {
    groups.flatMap(\.snapshots).flatMap(\.profiles).contains { $0.label != nil }
  }

  /// Whether any path has the first group of the expression that instances are distinguished by.
  package func hasInstance(matching pattern: Pattern) -> Bool {
    groups.flatMap(\.snapshots).flatMap(\.profiles).contains {
      pattern.firstGroup(in: $0.path) != nil
    }
  }

  /// Files that had changed or were gone when they were to be read again.
  package var lost: [MissingFile] {
    groups.flatMap { $0.snapshots + $0.baselines }.flatMap(\.profiles).filter(\.isLost).map {
      MissingFile(
        name: $0.name, path: Array($0.name.utf8), group: nil,
        reason: "changed or disappeared while it was being checked")
    }
  }

  /// Whether the path of any profile tells a version, or a service.
  func tells(_ grouping: PathGrouping) -> Bool {
    guard let layout else { return false }
    return instances.flatMap(\.groups).flatMap(\.snapshots).contains {
      grouping.value(in: layout.facts(of: $0.first)) != nil
    }
  }

  /// The only instance there is; nil where several have to be distinguished.
  var isOneInstance: Bool { instances.count <= 1 }
}

/// A profile that rules cannot be checked against.
package struct SnapshotSetError: Error, Equatable, CustomStringConvertible {
  package let file: String
  package let description: String
}

/// A file that is named as a profile, or was asked for, and could not be read.
package struct MissingFile: Equatable, Sendable {
  package let name: String
  package let reason: String
  /// The group that its name tells; nil for any.
  let group: String?
  /// When it was taken by its name, in nanoseconds since 1970; nil if unknown.
  let time: Int64?
  private let path: [UInt8]

  package init(name: String, path: [UInt8], group: String?, reason: String) {
    self.name = name
    self.reason = reason
    self.path = path
    let file = SnapshotName(path)
    let word = file.kindWord.map { $0 == "allocs" ? "heap" : $0 }
    self.group = group ?? word
    time = file.time
  }

  /// Whether a rule that looks at some groups may depend on it; one that is older than the newest does no harm.
  func concerns(_ groups: [ProfileGroup]) -> Bool {
    if let time, let newest = groups.flatMap(\.snapshots).map(\.timeNanos).max(), time < newest {
      return false
    }
    let concerned = groups.filter { group == nil || group == $0.name }
    return groups.isEmpty || !concerned.allSatisfy(isOlder)
  }

  /// Whether the number in its name, the only thing in which it differs from those of a group, comes before the newest.
  private func isOlder(than group: ProfileGroup) -> Bool {
    guard time == nil, group.isOrdered, !group.hasTimes, let newest = group.snapshots.last else {
      return false
    }
    let names = group.snapshots.map(\.first.snapshotName) + [SnapshotName(path)]
    return SnapshotName.differInOneNumber(names)
      && SnapshotName.precedes(SnapshotName(path).stemWithoutKind, newest.stem)
  }
}

/// Adds profiles one by one. What the rules ask of each is measured at once, so the profile need not be kept.
package struct SnapshotSetBuilder {
  private(set) var profiles: InstanceSorter
  private(set) var baselines: InstanceSorter

  /// - `layout`: how paths are made; nil to detect it.
  package init(
    _ plan: MeasurePlan, instance: InstanceChoice = .auto, layout: PathLayout? = nil,
    advice: CheckAdvice = CheckAdvice()
  ) {
    let plan = SharedPlan(plan)
    profiles = InstanceSorter(choice: instance, layout, plan, advice)
    baselines = InstanceSorter(choice: instance, layout, plan, advice)
  }

  /// - Throws: `SnapshotSetError` for a profile that is no snapshot.
  package mutating func add(_ input: SnapshotSet.Input) throws(SnapshotSetError) {
    try profiles.add(input)
  }

  /// Adds a profile that is known to be good.
  package mutating func add(baseline input: SnapshotSet.Input) throws(SnapshotSetError) {
    try baselines.add(input)
  }
}
