/// One moment of a process: the same profile in one format or several.
package struct Snapshot: Sendable {
  /// The profile that was named first.
  package let first: ProfileRecord
  /// The others, in an array apart: most snapshots have none.
  private var others: [ProfileRecord] = []
  /// When the first of them that knows was taken, in nanoseconds since 1970; 0 when none does.
  package let timeNanos: Int64
  /// When the first text of this content was taken that came just before: a process at rest prints the same text again.
  /// The same as `timeNanos` if there is none.
  package let sinceNanos: Int64
  private let number: Int32
  /// Whether the user named one of its files.
  let isNamed: Bool

  /// - `process`: the index of its process within the instance.
  init(_ profile: ProfileRecord, process: Int) {
    first = profile
    timeNanos = profile.takenAt
    sinceNanos = timeNanos
    isNamed = profile.isNamed
    number = Int32(clamping: process)
  }

  /// The snapshot with a profile more.
  init(_ snapshot: Snapshot, adding profile: ProfileRecord) {
    first = snapshot.first
    others = snapshot.others + [profile]
    let exact = ([first] + others).first { $0.ownTime != 0 }?.ownTime
    timeNanos = exact ?? (snapshot.timeNanos != 0 ? snapshot.timeNanos : profile.takenAt)
    sinceNanos = timeNanos
    isNamed = snapshot.isNamed || profile.isNamed
    number = snapshot.number
  }

  /// The snapshot at the time and under the name of a profile with the same content, which comes later.
  init(_ snapshot: Snapshot, renamedBy profile: ProfileRecord) {
    first = profile
    others = snapshot.profiles
    timeNanos = profile.takenAt
    sinceNanos = snapshot.sinceNanos != 0 ? snapshot.sinceNanos : timeNanos
    isNamed = snapshot.isNamed || profile.isNamed
    number = snapshot.number
  }

  /// The profiles, the first named first.
  package var profiles: [ProfileRecord] { [first] + others }

  /// The name up to the format part.
  var stem: [UInt8] { first.stem }

  /// The index of its process within the instance.
  package var process: Int { Int(number) }

  /// Its name.
  var name: String { first.name }

  /// What a metric requires of a profile.
  package enum Need {
    /// Nothing that not every format has.
    case values
    /// Ages and creators, which only dumps tell.
    case dump
    /// Whether goroutines are proven leaked.
    case leaks
  }

  /// The profile that has most of what is needed.
  package func profile(for need: Need) -> ProfileRecord {
    guard !others.isEmpty else { return first }
    let order: [(ProfileRecord) -> Bool] =
      switch need {
      case .values:
        [{ $0.hasUsualName && $0.isProtobuf }, { $0.isProtobuf }, { $0.isDump }, \.hasUsualName]
      case .dump: [{ $0.isDump && $0.hasAges }, { $0.isDump }, { !$0.isText }]
      case .leaks:
        [{ $0.knowsLeaks && !$0.isText }, { $0.knowsLeaks }, { $0.isDump }, { !$0.isText }]
      }
    for isFit in order {
      if let profile = profiles.first(where: isFit) { return profile }
    }
    return first
  }
}
