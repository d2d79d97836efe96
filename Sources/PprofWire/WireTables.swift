import ProfileModel

/// What has been read of a profile, with references still as the writer gave them.
///
/// Strings are indices in the writer's string table, functions and mappings are ids; `resolved()` turns them into
/// indices once everything has been read, since the string table often comes last.
///
/// No `ProfileBuilder` is used: it would join rows that the writer has twice and number them anew, but rows and
/// ids of a protobuf stay as they are, and what they refer to is not known before the end.
struct WireTables {
  var header = ProfileHeader()
  var strings = StringInterner()
  /// Where each string of the writer's table is in `strings`.
  var stringRows: [UInt32] = []
  var mappings: [Mapping] = []
  var functions = FunctionTable()
  var locations = LocationTable()
  /// The mapping id of each location.
  var locationMappings: [UInt64] = []
  /// The function id of each line.
  var lineFunctions: [UInt64] = []
  var stacks = StackInterner()
  var labelSets = LabelSetInterner()
  var samples = SampleTable()
  /// The largest string that anything refers to, and what does.
  var largestString: (index: UInt64, what: StaticString) = (0, "the profile")
  /// The frames of stacks, which refer to locations by id.
  var frames = FrameIDs()
  /// How many values the first sample has.
  var width: Int?
  /// The first sample that has another number of values.
  var oddSample: (number: Int, values: Int)?

  /// How much memory the tables take whose rows are stored once, with what finds them.
  @inline(__always)
  var internedMemory: Int {
    strings.table.memory &+ 4 &* stringRows.count &+ stacks.table.memory &+ labelSets.table.memory
      &+ 40 &* frames.sparse.count
  }

  /// A reference to a string, checked at the end.
  @inline(__always)
  mutating func string(_ index: Int64, _ what: StaticString) -> StringID {
    let index = UInt64(bitPattern: index)
    if index > largestString.index { largestString = (index, what) }
    return StringID(UInt32(truncatingIfNeeded: index))
  }

  /// Adds a sample but for its stack; how many values it should have is known only at the end.
  mutating func addSample(labels: LabelSetID, values: borrowing [Int64]) {
    samples.append(labelSet: labels, values: values)
    if width == nil { width = values.count }
    if values.count != width, oddSample == nil {
      oddSample = (samples.labelSets.count, values.count)
    }
  }
}
