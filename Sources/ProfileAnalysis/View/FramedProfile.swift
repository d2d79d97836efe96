import ProfileModel

/// A profile with frames made of labels, and what is known about it whatever is looked for.
struct LabelledProfile: Sendable {
  var profile: Profile
  let source: SourceFacts

  init(_ profile: consuming Profile, _ source: SourceFacts) {
    self.profile = profile
    self.source = source
  }
}

/// Facts about a profile before it is filtered.
struct SourceFacts: Sendable {
  /// The units of numeric labels.
  let units: LabelUnits
  /// What there is to say about missing names, units and labels.
  let messages: [String]
}

/// A profile whose stacks have the frames that a query wants: what all queries for the same frames share.
struct FramedProfile: Sendable {
  var profile: Profile
  let source: SourceFacts
  /// The tables derived from its frames.
  let tables: FrameTables
  /// Whether each stack has lost all of its frames; empty if none can have.
  let isEmpty: [Bool]
  /// Messages about the filters of frames; those about labels come between.
  let messages: [String]
  let lastMessages: [String]

  /// The memory that it takes besides the profile that it was made of, roughly.
  func memory(filters: FrameFilters) -> Int {
    (filters == FrameFilters() ? 0 : profile.stacks.memory) + isEmpty.count + tables.memory
  }
}
