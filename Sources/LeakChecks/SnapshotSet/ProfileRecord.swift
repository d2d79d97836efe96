import ProfileAnalysis
package import ProfileModel
import ProfileSystem

/// What is kept of a profile: its identity, what the rules measure in it, and how to read its stacks again.
///
/// A class, since files, snapshots and groups share it. There may be 100,000: a byte more in each is 0.1 MB.
package final class ProfileRecord: @unchecked Sendable {
  /// The path of the file it was read from.
  package let path: [UInt8]
  /// Which of several profiles in its file it is, counted from 1; 0 for the only one.
  package let number: Int32
  let isNamed: Bool
  private let shared: SharedFacts
  private let uncommon: UncommonFacts?
  let digest: ContentDigest
  let allocated: [Int64]?
  /// When it was taken by its own record, and by its name or a header too, in nanoseconds since 1970; 0 if unknown.
  let ownTime: Int64
  package private(set) var takenAt: Int64
  /// How the file was found, as `SnapshotSet.Input.Origin`: -1 and -2 for the cases without a length.
  private let found: Int32
  /// The sum of all values of all types.
  let sum: Int64
  /// The sum of the last type's, which is what matters of Go's profiles: goroutines, memory in use, time.
  package let level: Int64
  /// A hash of the stem, so that few stems need be made to find equal ones.
  let stemHash: Int
  private let readings: RecordedReadings
  /// The measurements shared by all records, and which profiles are kept although they could be read again.
  private let plan: SharedPlan
  private let loader: ProfileLoader?
  /// The profile if it cannot be read again, in a list, since an optional takes the 1,000 bytes of the tables' headers
  /// always.
  private let only: [MeasuredProfile]
  /// Whether it was to be read again and could not; guarded by the plan's monitor.
  private var hasFailed = false

  init(
    _ input: SnapshotSet.Input, _ profile: MeasuredProfile, _ facts: ProfileFacts,
    _ plan: SharedPlan,
    date: Int64?
  ) {
    path = input.path
    number = Int32(clamping: input.number ?? 0)
    isNamed = input.isNamed
    shared = plan.plan.names.shared(facts)
    let uncommon = UncommonFacts(
      name: Self.isText(input.path, input.name) ? nil : input.name, profile)
    self.uncommon = uncommon.isEmpty ? nil : uncommon
    digest = ContentDigest(profile.profile)
    allocated = profile.allocated
    ownTime = profile.profile.header.timeNanos
    takenAt = ownTime != 0 ? ownTime : date ?? 0
    found =
      switch input.origin {
      case .named: -1
      case .list: -2
      case .folder(let length): Int32(clamping: length)
      }
    sum = profile.profile.sampleTable.values.reduce(Int64(0)) { $0.addingClamped($1) }
    let (values, width) = (profile.profile.sampleTable.values, max(1, profile.types.count))
    level = stride(from: width - 1, to: values.count, by: width).reduce(Int64(0)) {
      $0.addingClamped(values[$1])
    }
    stemHash = Self.stem(input.path, input.number ?? 0).hashValue
    readings = RecordedReadings(profile, facts.group, plan.plan)
    self.plan = plan
    loader = input.loader
    only = loader == nil ? [profile] : []
    if loader != nil { plan.plan.kept.add(profile, for: key) }
  }

  private var key: KeptProfiles.Key {
    KeptProfiles.Key(digest: digest, number: number, path: path)
  }

  private static func isText(_ path: [UInt8], _ text: String) -> Bool {
    path.elementsEqual(text.utf8)
  }

  // MARK: What it is

  /// How the file was found.
  var origin: SnapshotSet.Input.Origin {
    found == -1 ? .named : found == -2 ? .list : .folder(Int(found))
  }

  /// Uses the time in its path, unless the profile or its name has one.
  func take(timeOfPath time: Int64) { if takenAt == 0 { takenAt = time } }

  /// Uses a better reading of the time in its name.
  func take(timeOfName time: Int64) { takenAt = time }

  /// The file it was read from, as shown to people.
  package var name: String { uncommon?.name ?? String(decoding: path, as: UTF8.self) }
  /// Whether its name is the usual one for what it holds: `allocs` holds what `heap` does.
  package var hasUsualName: Bool { !snapshotName.isUnusual }
  /// What its name says.
  var snapshotName: SnapshotName { SnapshotName(path) }
  /// The name without its words for a kind; with the number within a file of several.
  var stem: [UInt8] { Self.stem(path, Int(number)) }

  private static func stem(_ path: [UInt8], _ number: Int) -> [UInt8] {
    SnapshotName(path).stemWithoutKind + (number > 0 ? Array("#\(number)".utf8) : [])
  }

  /// The names and units of its sample types.
  package var types: [MeasuredProfile.SampleType] { shared.facts.group.types }
  var group: InstanceSorter.GroupKey { shared.facts.group }
  package var format: String { shared.facts.format }
  package var isText: Bool { shared.facts.isText }
  /// Whether it is neither a text nor a dump.
  var isProtobuf: Bool { !isDump && !isText }
  package var hasNamesOnly: Bool { shared.facts.hasNamesOnly }
  package var isDump: Bool { shared.facts.isDump }
  var knowsLeaks: Bool { shared.facts.knowsLeaks }
  var hasAges: Bool { shared.facts.hasAges }
  var sawNothing: Bool { shared.facts.sawNothing }
  var bytesPerSample: Double { shared.facts.bytesPerSample }
  var mark: ProcessMark? { shared.facts.mark }
  var program: ProgramName? { shared.facts.program }
  var defaultColumn: Int? { shared.facts.defaultColumn }
  var label: String? { shared.facts.label }
  package var incomplete: String? { uncommon?.incomplete }
  var openEnd: String? { uncommon?.openEnd }
  /// The crash it records, and where; nil if the program did not crash.
  package var crash: String? { uncommon?.crash }
  package var memory: MemoryTrailer { uncommon?.memory ?? .unknown }

  /// Whether a sample has a label.
  func hasLabel(_ key: String) -> Bool { labels.contains(key) }
  var labels: [String] { shared.facts.labelKeys }

  /// Whether another profile has the same content, or the same time and process or sum, as one that was converted.
  func isSame(as other: ProfileRecord) -> Bool {
    if digest == other.digest { return true }
    guard ownTime != 0, ownTime == other.ownTime else { return false }
    return mark != nil && mark == other.mark || sum == other.sum
  }

  /// Whether another profile has the same stem.
  func hasStem(of other: ProfileRecord) -> Bool {
    stemHash == other.stemHash && stem == other.stem
  }

  // MARK: What was measured

  /// Where what was measured of a metric is found in all records; nil if it was not.
  func index(of metric: Metric, _ grouping: SampleDimension?, rule: String) -> Int? {
    plan.plan.index(of: metric, grouping, rule: rule)
  }

  /// The reading of a metric, if it was measured while the profile was read.
  func reading(at index: Int) -> RecordedReading? { readings[index] }

  /// The same if it is one amount.
  func amount(at index: Int) -> Amount? { readings.amount(at: index) }

  /// Whether samples match a selector, may match it, or do not.
  func answers(_ selector: SampleSelector) -> Set<Certainty> {
    plan.plan.bits[selector.description].flatMap { readings.answers(bit: $0) }
      ?? opened().answers(selector)
  }

  // MARK: Its tables

  /// Whether it could not be read again, or had changed.
  var isLost: Bool { plan.plan.kept.monitor.locked { hasFailed } }

  /// The profile as it was read, which is read again unless it is kept; nil if that is no longer possible.
  package func profile() -> Profile? {
    let profile = opened()
    return isLost ? nil : profile.profile
  }

  /// The profile with its stacks, read again if need be; an empty one, reported as lost, if that fails.
  func opened() -> MeasuredProfile {
    let kept = plan.plan.kept
    if let profile = only.first ?? kept.profile(for: key) { return profile }
    let again = (loader?.load(path) ?? []).lazy.map { MeasuredProfile(name: self.name, $0) }
    guard let profile = again.first(where: { ContentDigest($0.profile) == digest }) else {
      kept.monitor.locked { hasFailed = true }
      return MeasuredProfile(
        name: name, ReadProfile(profile: ProfileBuilder().finish(), notes: ReadNotes()))
    }
    kept.add(profile, for: key)
    return profile
  }
}

extension MeasuredProfile {
  /// Whether samples match a selector, may match it, or do not.
  func answers(_ selector: SampleSelector) -> Set<Certainty> {
    let answers = SelectorMatcher(measured: self, valueColumn: 0).answers(selector)
    // There may be very many samples, and only three answers.
    return Set(Certainty.allCases.filter(answers.contains))
  }
}

/// Reads the profiles of a file once more, by its path; one for all of them, since each would take its room again.
package final class ProfileLoader: Sendable {
  let load: @Sendable ([UInt8]) -> [ReadProfile]

  package init(_ load: @escaping @Sendable ([UInt8]) -> [ReadProfile]) { self.load = load }
}

/// A plan that all records share.
final class SharedPlan: Sendable {
  let plan: MeasurePlan

  init(_ plan: MeasurePlan) { self.plan = plan }
}

/// The few profiles that are kept although they could be read again: the newest are those that reports show.
///
/// It knows no records: they hold the plan that holds it, and would never end.
final class KeptProfiles: @unchecked Sendable {
  /// What tells the profiles of a plan apart.
  struct Key: Equatable {
    let digest: ContentDigest
    let number: Int32
    let path: [UInt8]
  }

  /// Of all profiles together, for one of each would be larger than what it guards.
  let monitor = Monitor()
  /// The keys by themselves: a profile is large, and looking for one need not touch the others.
  private var keys: [Key] = []
  private var profiles: [MeasuredProfile] = []
  private static let limit = 4

  func profile(for key: Key) -> MeasuredProfile? {
    monitor.locked { keys.firstIndex(of: key).map { profiles[$0] } }
  }

  /// Keeps a profile, and lets go of the one that was kept first.
  func add(_ profile: MeasuredProfile, for key: Key) {
    let old = monitor.locked { () -> MeasuredProfile? in
      keys.append(key)
      profiles.append(profile)
      guard keys.count > Self.limit else { return nil }
      keys.removeFirst()
      return profiles.removeFirst()
    }
    // What was measured of its stacks names them by what they are known by.
    old?.plain.fingerprintCache.settle()
  }
}
