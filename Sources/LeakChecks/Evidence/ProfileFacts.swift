/// What many profiles have in common: of one process all of it, so that it is kept once.
struct ProfileFacts: Hashable, Sendable {
  let group: InstanceSorter.GroupKey
  /// See `MeasuredProfile` for these.
  let format: String
  let isText: Bool
  let hasNamesOnly: Bool
  let isDump: Bool
  let knowsLeaks: Bool
  let hasAges: Bool
  let sawNothing: Bool
  let bytesPerSample: Double
  let mark: ProcessMark?
  let defaultColumn: Int?
  let labelKeys: [String]
  /// The value of the label that instances are told apart by.
  let label: String?
}

/// The same for all profiles that share it.
final class SharedFacts: Sendable {
  let facts: ProfileFacts

  init(_ facts: ProfileFacts) { self.facts = facts }
}

/// What only some profiles have; in a record it would take its room in all.
final class UncommonFacts: Sendable {
  /// What the profile is called where its path does not say it.
  let name: String?
  let incomplete: String?
  let openEnd: String?
  let memory: MemoryTrailer?
  let crash: String?

  init(name: String?, _ profile: MeasuredProfile) {
    self.name = name
    (incomplete, openEnd, crash) = (profile.incomplete, profile.openEnd, profile.crash)
    memory = profile.memory == .unknown ? nil : profile.memory
  }

  /// Whether there is nothing to keep.
  var isEmpty: Bool {
    name == nil && incomplete == nil && openEnd == nil && memory == nil && crash == nil
  }
}
