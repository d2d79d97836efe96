import ProfileAnalysis
import ProfileModel
import ProfileSystem

/// What is kept of a profile: what it is, what the rules measure in it, and how to get at its stacks again.
///
/// A class, since files, snapshots and groups share it: of 10,000 profiles a copy more is 5 MB.
package final class ProfileRecord: Sendable {
  /// The file it was read from.
  package let name: String
  /// The names and units of its sample types.
  package let types: [MeasuredProfile.SampleType]
  /// See `MeasuredProfile` for these.
  let isText: Bool
  let hasNamesOnly: Bool
  let isDump: Bool
  let knowsLeaks: Bool
  let hasAges: Bool
  package let incomplete: String?
  let openEnd: String?
  let sawNothing: Bool
  let bytesPerSample: Double
  package let memory: MemoryTrailer
  let mark: ProcessMark?
  let digest: ContentDigest
  let allocated: [Int64]?
  /// When it was taken by itself, and by its name or a header too, in nanoseconds since 1970; 0 if that is not told.
  let ownTime: Int64
  let takenAt: Int64
  let isNamed: Bool
  let defaultColumn: Int?
  /// The sum of all values of all types.
  private let sum: Int64
  private let labelKeys: [String]
  private let readings: RecordedReadings
  private let contents: ProfileContents

  /// - `load`: reads the profile once more; nil if it has to be kept.
  init(
    _ profile: MeasuredProfile, date: Int64?, isNamed: Bool, _ plan: MeasurePlan, group: String,
    load: (@Sendable () -> ReadProfile?)?
  ) {
    name = profile.name
    types = plan.shared(profile.types)
    (isText, hasNamesOnly, isDump) = (profile.isText, profile.hasNamesOnly, profile.isDump)
    (knowsLeaks, hasAges) = (profile.knowsLeaks, profile.hasAges)
    (incomplete, openEnd) = (profile.incomplete, profile.openEnd)
    sawNothing = profile.sawNothing
    (bytesPerSample, memory) = (profile.bytesPerSample, profile.memory)
    mark = ProcessMark(profile.profile)
    digest = ContentDigest(profile.profile)
    allocated = profile.allocated
    ownTime = profile.profile.header.timeNanos
    takenAt = ownTime != 0 ? ownTime : date ?? 0
    self.isNamed = isNamed
    defaultColumn = (try? SampleTypeChoice(of: profile.profile))?.column
    sum = profile.profile.sampleTable.values.reduce(Int64(0)) { $0.addingClamped($1) }
    labelKeys = profile.labelKeys.sorted()
    contents = ProfileContents(profile, digest, load, plan.kept)
    readings = RecordedReadings(profile, types, plan, group)
    if load != nil { plan.kept.add(contents) }
  }

  /// The profile with its stacks, which may have to be read again.
  func opened() -> MeasuredProfile { contents.opened() }

  /// Whether it could not be read again, or had changed.
  var isLost: Bool { contents.isLost }

  /// What a metric was in it, if that was measured when it was read.
  func reading(_ metric: Metric, _ grouping: SampleDimension?, rule: String) -> RecordedReading? {
    readings.reading(metric, grouping, rule: rule)
  }

  /// Whether a sample matches a selector, or may.
  func isMatched(_ selector: SampleSelector) -> Bool {
    readings.isMatched(selector) ?? opened().isMatched(selector)
  }

  /// Whether a sample has a label.
  func hasLabel(_ key: String) -> Bool { labelKeys.contains(key) }
  var labels: [String] { labelKeys }

  /// Whether another profile has the same content, or the same time and process or sum, as one that was converted.
  func isSame(as other: ProfileRecord) -> Bool {
    if digest == other.digest { return true }
    guard ownTime != 0, ownTime == other.ownTime else { return false }
    return mark != nil && mark == other.mark || sum == other.sum
  }
}

extension MeasuredProfile {
  /// Whether a sample matches a selector, or may.
  func isMatched(_ selector: SampleSelector) -> Bool {
    SelectorMatcher(subject: self, valueColumn: 0).answers(selector).contains { $0 != .no }
  }
}

/// The tables of a profile, which are let go when all is measured and read again where stacks are shown.
final class ProfileContents: @unchecked Sendable {
  private let name: String
  private let digest: ContentDigest
  private let load: (@Sendable () -> ReadProfile?)?
  /// The profile or nothing, in a list, since an optional takes the 1,000 bytes of the tables' headers always.
  private var kept: [MeasuredProfile]
  private var hasFailed = false
  private let others: KeptProfiles

  init(
    _ profile: MeasuredProfile, _ digest: ContentDigest, _ load: (@Sendable () -> ReadProfile?)?,
    _ others: KeptProfiles
  ) {
    name = profile.name
    self.others = others
    self.digest = digest
    kept = [profile]
    self.load = load
  }

  var isLost: Bool { others.monitor.locked { hasFailed } }

  func letGo() { others.monitor.locked { kept = [] } }

  /// The profile; one that can no longer be read is empty, and said to be lost.
  func opened() -> MeasuredProfile {
    if let kept = others.monitor.locked({ kept.first }) { return kept }
    guard let read = load?(), ContentDigest(read.profile) == digest else {
      others.monitor.locked { hasFailed = true }
      return MeasuredProfile(
        name: name, ReadProfile(profile: ProfileBuilder().finish(), notes: ReadNotes()))
    }
    let profile = MeasuredProfile(name: name, read)
    others.monitor.locked { kept = [profile] }
    others.add(self)
    return profile
  }
}

/// The few profiles that are kept although they could be read again: the newest are those that reports show.
final class KeptProfiles: @unchecked Sendable {
  /// Of all profiles together, for one of each would be larger than what it guards.
  let monitor = Monitor()
  private var kept: [ProfileContents] = []
  private static let limit = 4

  /// Keeps a profile, and lets go of the one that was kept first.
  func add(_ contents: ProfileContents) {
    let old = monitor.locked { () -> ProfileContents? in
      kept.append(contents)
      return kept.count > Self.limit ? kept.removeFirst() : nil
    }
    old?.letGo()
  }
}
