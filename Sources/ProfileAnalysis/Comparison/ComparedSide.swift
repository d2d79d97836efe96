public import ProfileModel

/// One side of a comparison: a profile, which may be the sum of several, and where it comes from.
public struct ComparedSide: Sendable {
  public var profile: Profile
  /// What a person calls it.
  public let name: String
  /// The traits of each format that it was read from.
  public let traits: Set<FormatTraits>

  public init(_ profile: consuming Profile, name: String, traits: Set<FormatTraits>) {
    self.profile = profile
    self.name = name
    self.traits = traits
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

  init(_ side: ComparedSide) {
    name = side.name
    timeNanos = side.profile.header.timeNanos
    durationNanos = side.profile.header.durationNanos
  }
}
