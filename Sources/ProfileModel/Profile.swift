/// A kind of measurement, for example `cpu`, and its unit, for example `nanoseconds`.
public struct ValueType: Hashable, Sendable {
  /// What is measured.
  public var type: StringID
  /// What it is measured in.
  public var unit: StringID

  /// A kind of measurement by its name and unit, both of one profile.
  public init(type: StringID, unit: StringID) {
    self.type = type
    self.unit = unit
  }
}

/// The metadata of a profile.
public struct ProfileHeader: Sendable, Equatable {
  /// What each value of a sample counts.
  public var sampleTypes: [ValueType] = []
  /// The type of the sample type to show first; empty for the last one.
  public var defaultSampleType = StringID.empty
  /// What lies between two samples.
  public var periodType = ValueType(type: .empty, unit: .empty)
  /// How much of the period type lies between two samples.
  public var period: Int64 = 0
  /// When the profile was taken, in nanoseconds since 1970, UTC; 0 when not known.
  public var timeNanos: Int64 = 0
  /// How long it was taken for, in nanoseconds; 0 when not known.
  public var durationNanos: Int64 = 0
  /// Free text; a line that begins with `#` holds what a text format knew and a protobuf cannot.
  public var comments: [StringID] = []
  /// Where the profile is documented.
  public var docURL = StringID.empty
  /// A regular expression over whole function names: frames to leave out with all they call.
  public var dropFrames = StringID.empty
  /// A regular expression over whole function names: exceptions from `dropFrames`.
  public var keepFrames = StringID.empty

  /// A header that says nothing.
  public init() {}
}

/// A profile in columns: tables of integers that refer to each other by index.
///
/// Every reference is valid: readers check what they read, and only a `ProfileBuilder`, a reader or a transform makes
/// a profile. The layout follows pprof's `profile.proto`, with stacks and label sets interned.
public struct Profile: Sendable, Equatable {
  /// The profile's metadata.
  public package(set) var header = ProfileHeader()
  /// All texts.
  public package(set) var strings = StringTable()
  /// The binaries and other parts of memory that locations lie in; the first is the main binary.
  public package(set) var mappings: [Mapping] = []
  /// The functions of the code.
  public package(set) var functions = FunctionTable()
  /// The code locations.
  public package(set) var locations = LocationTable()
  /// The stacks of samples.
  public package(set) var stacks = StackTable()
  /// The labels of samples.
  public package(set) var labelSets = LabelSetTable()
  /// The samples in columns.
  public package(set) var sampleTable = SampleTable()

  /// What holds for profiles of the format that a library user read it from, and its tables do not tell.
  package var traits: FormatTraits = []

  /// Moves the profile out, so that its tables have no other owner and can be changed in place; leaves an empty one.
  package mutating func take() -> Profile {
    var taken = Profile()
    swap(&taken, &self)
    return taken
  }

  /// A profile without sample types and samples.
  public init() {}

  /// A profile of tables that fit together.
  ///
  /// A `ProfileBuilder` makes such tables; what does not use one says why.
  package init(
    header: ProfileHeader, strings: StringTable, mappings: [Mapping], functions: FunctionTable,
    locations: LocationTable, stacks: StackTable, labelSets: LabelSetTable,
    sampleTable: SampleTable
  ) {
    self.header = header
    self.strings = strings
    self.mappings = mappings
    self.functions = functions
    self.locations = locations
    self.stacks = stacks
    self.labelSets = labelSets
    self.sampleTable = sampleTable
  }

  /// How many values a sample has.
  @inlinable
  public var width: Int { header.sampleTypes.count }
}
