/// A kind of measurement, for example `cpu`, and its unit, for example `nanoseconds`.
package struct ValueType: Hashable, Sendable {
  package var type: StringID
  package var unit: StringID

  package init(type: StringID, unit: StringID) {
    self.type = type
    self.unit = unit
  }
}

/// What a profile says of itself as a whole.
package struct ProfileHeader: Sendable, Equatable {
  /// What each value of a sample counts.
  package var sampleTypes: [ValueType] = []
  /// The type of the sample type to show first; empty for the last one.
  package var defaultSampleType = StringID.empty
  /// What lies between two samples.
  package var periodType = ValueType(type: .empty, unit: .empty)
  /// How much of the period type lies between two samples.
  package var period: Int64 = 0
  /// When the profile was taken, in nanoseconds since 1970, UTC; 0 when not known.
  package var timeNanos: Int64 = 0
  /// How long it was taken for, in nanoseconds; 0 when not known.
  package var durationNanos: Int64 = 0
  /// Free text; a line that begins with `#` holds what a text format knew and a protobuf cannot.
  package var comments: [StringID] = []
  /// Where the profile is documented.
  package var docURL = StringID.empty
  /// A regular expression over whole function names: frames to leave out with all they call.
  package var dropFrames = StringID.empty
  /// A regular expression over whole function names: exceptions from `dropFrames`.
  package var keepFrames = StringID.empty

  package init() {}
}

/// A profile in columns: tables of integers that refer to each other by place.
///
/// Every reference is valid: readers check what they read, and only a reader or a transform makes
/// a profile. The layout follows pprof's `profile.proto`, with stacks and label sets interned.
package struct Profile: Sendable, Equatable {
  package var header = ProfileHeader()
  package var strings = StringTable()
  /// The first mapping is the main binary.
  package var mappings: [Mapping] = []
  package var functions = FunctionTable()
  package var locations = LocationTable()
  package var stacks = StackTable()
  package var labelSets = LabelSetTable()
  package var samples = SampleTable()

  /// A profile without sample types and samples.
  package init() {}

  /// How many values a sample has.
  package var width: Int { header.sampleTypes.count }
}
