/// All that is known of one moment of a process: the same profile in one format or several.
package struct Snapshot: Sendable {
  /// The profiles, the first named first.
  package internal(set) var profiles: [ProfileRecord]
  /// When the first of them that knows was taken, in nanoseconds since 1970; 0 when none does.
  let timeNanos: Int64
  /// The name up to the format part.
  let stem: [UInt8]
  /// Whether somebody named one of its files.
  let isNamed: Bool
  /// Which process of its instance it is of.
  var process = 0

  init(_ profile: ProfileRecord, stem: [UInt8]) {
    profiles = [profile]
    timeNanos = profile.takenAt
    isNamed = profile.isNamed
    self.stem = stem
  }

  init(merging snapshots: [Snapshot]) {
    profiles = snapshots.flatMap(\.profiles)
    let exact = profiles.first { $0.ownTime != 0 }?.ownTime
    timeNanos = exact ?? snapshots.first { $0.timeNanos != 0 }?.timeNanos ?? 0
    stem = snapshots.first?.stem ?? []
    isNamed = snapshots.contains(where: \.isNamed)
    process = snapshots.first?.process ?? 0
  }

  /// What it is called.
  var name: String { profiles.first?.name ?? "" }

  /// What a metric needs of a profile.
  enum Need {
    /// Nothing that not every format has.
    case values
    /// Ages and creators, which only dumps tell.
    case dump
    /// Whether goroutines are proven leaked.
    case leaks
  }

  /// The profile that tells most of what is needed.
  func profile(for need: Need) -> ProfileRecord? {
    let order: [(ProfileRecord) -> Bool] =
      switch need {
      case .values: [{ !$0.isDump && !$0.isText }, { $0.isDump }]
      case .dump: [{ $0.isDump && $0.hasAges }, { $0.isDump }, { !$0.isText }]
      case .leaks:
        [{ $0.knowsLeaks && !$0.isText }, { $0.knowsLeaks }, { $0.isDump }, { !$0.isText }]
      }
    for isFit in order {
      if let profile = profiles.first(where: isFit) { return profile }
    }
    return profiles.first
  }
}
