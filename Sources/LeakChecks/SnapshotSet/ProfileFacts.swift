import ProfileAnalysis

/// Facts that all profiles of a process share, stored once.
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
  let program: ProgramName?
  let defaultColumn: Int?
  let labelKeys: [String]
  /// The value of the label that instances are distinguished by.
  let label: String?
}

/// The same for all profiles that share it.
final class SharedFacts: Sendable {
  let facts: ProfileFacts

  init(_ facts: ProfileFacts) { self.facts = facts }
}

/// Facts that few profiles have, kept apart so that records stay small.
final class UncommonFacts: Sendable {
  /// The profile's name, where its path does not give it.
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
