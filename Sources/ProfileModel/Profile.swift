/// A type of value, for example `cpu`, and its unit, for example `nanoseconds`.
public struct ValueType: Hashable, Sendable {
  /// The name of the type.
  public var type: StringID
  /// The unit.
  public var unit: StringID

  /// A type with its name and unit, both strings of the same profile.
  public init(type: StringID, unit: StringID) {
    self.type = type
    self.unit = unit
  }
}

/// The metadata of a profile.
public struct ProfileHeader: Sendable, Equatable {
  /// The type and unit of each value of a sample.
  public var sampleTypes: [ValueType] = []
  /// The name of the default sample type; empty for the last one.
  public var defaultSampleType = StringID.empty
  /// The type and unit of the sampling period.
  public var periodType = ValueType(type: .empty, unit: .empty)
  /// The sampling period, in the unit of `periodType`.
  public var period: Int64 = 0
  /// When the profile was taken, in nanoseconds since 1970, UTC; 0 if not known.
  public var timeNanos: Int64 = 0
  /// How long the profile was recorded, in nanoseconds; 0 if not known.
  public var durationNanos: Int64 = 0
  /// Free text; a line that begins with `#` stores a fact from a text format that protobuf has no field for.
  public var comments: [StringID] = []
  /// The URL of the profile's documentation.
  public var docURL = StringID.empty
  /// A regular expression for whole function names: frames to drop together with everything they call.
  public var dropFrames = StringID.empty
  /// A regular expression for whole function names: exceptions from `dropFrames`.
  public var keepFrames = StringID.empty

  /// Empty metadata.
  public init() {}
}

/// A profile in columns: tables of integers that refer to each other by index.
///
/// Every reference is valid: readers check their input, and profiles are made only by a `ProfileBuilder`, a reader or a
/// transform. The layout follows pprof's `profile.proto`, with stacks and label sets interned.
public struct Profile: Sendable, Equatable {
  /// The metadata of the profile.
  public package(set) var header = ProfileHeader()
  /// All strings.
  public package(set) var strings = StringTable()
  /// The binaries and other memory regions that contain locations; the first is the main binary.
  public package(set) var mappings: [Mapping] = []
  /// The functions.
  public package(set) var functions = FunctionTable()
  /// The locations in the code.
  public package(set) var locations = LocationTable()
  /// The stacks of samples.
  public package(set) var stacks = StackTable()
  /// The labels of samples.
  public package(set) var labelSets = LabelSetTable()
  /// The samples in columns.
  public package(set) var sampleTable = SampleTable()

  /// What holds for profiles of the format that a library user read it from, and its tables do not tell.
  package var traits: FormatTraits = []
  /// Why rules do not apply to the profile that a library user read without naming its format; nil if they do.
  package var unconfirmedFormat: UnconfirmedFormat?
  /// The main binary of the second side, if the profile is a pair of two; that of the first side is the first mapping.
  package var secondProgram: MappingID?

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

  /// The number of values per sample.
  @inlinable
  public var width: Int { header.sampleTypes.count }
}
