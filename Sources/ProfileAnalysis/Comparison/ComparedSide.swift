public import ProfileModel

/// One side of a comparison: a profile, which may be the sum of several, and where it comes from.
public struct ComparedSide: Sendable {
  public var profile: Profile
  /// What a person calls it.
  public let name: String
  /// The traits of each format that it was read from.
  public let traits: Set<FormatTraits>
  /// How many profiles it is the sum of.
  public let profileCount: Int

  public init(
    _ profile: consuming Profile, name: String, traits: Set<FormatTraits>, profileCount: Int = 1
  ) {
    self.profile = profile
    self.name = name
    self.traits = traits
    self.profileCount = profileCount
  }

  /// Gives the profile away, so that nobody else has its tables.
  public mutating func takeProfile() -> Profile {
    var taken = Profile()
    swap(&taken, &profile)
    return taken
  }

  /// Whether it was read from folded stacks only, which do not say what they count.
  var isFolded: Bool { !traits.isEmpty && traits.allSatisfy { $0.contains(.hasNamesOnly) } }

  /// Whether some of it is a text of Go's, which hides frames of the runtime.
  var hidesRuntime: Bool { traits.contains { $0.contains(.hidesRuntimeFrames) } }
}

/// What a report says of a side.
public struct ComparedSource: Sendable, Equatable {
  public let name: String
  /// 0 when not known.
  public let timeNanos: Int64
  /// 0 when not known.
  public let durationNanos: Int64
  /// How many profiles it is the sum of.
  public let profileCount: Int
  /// How much of what one sample stands for; the value is 0 when not known.
  public let period: Period

  /// For example 10,000,000 nanoseconds of cpu.
  public struct Period: Sendable, Equatable {
    public let value: Int64
    public let type: String
    public let unit: String
  }

  public init(_ side: borrowing ComparedSide) {
    let header = side.profile.header
    name = side.name
    timeNanos = header.timeNanos
    durationNanos = header.durationNanos
    profileCount = side.profileCount
    period = Period(
      value: header.period, type: side.profile.strings[header.periodType.type],
      unit: side.profile.strings[header.periodType.unit])
  }
}
