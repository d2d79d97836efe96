import ProfileModel

/// A profile with frames made of labels, and what is known of it whatever is looked for.
struct LabelledProfile: Sendable {
  var profile: Profile
  let source: SourceFacts

  init(_ profile: consuming Profile, _ source: SourceFacts) {
    self.profile = profile
    self.source = source
  }
}

/// What is known of a profile before anything is filtered.
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
  /// What is derived of its frames.
  let tables: FrameTables
  /// Whether each stack has lost all of its frames; empty if none can have.
  let isEmpty: [Bool]
  /// What there is to say about the filters of frames, before and behind what is said about labels.
  let messages: [String]
  let lastMessages: [String]

  /// How much memory it takes beside the profile that it was made of, about.
  func memory(filters: FrameFilters) -> Int {
    (filters == FrameFilters() ? 0 : profile.stacks.memory) + isEmpty.count + tables.memory
  }
}
