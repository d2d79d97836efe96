/// Builds a profile row by row, and stores equal strings, functions, locations, stacks and label sets only once.
///
/// For `main;work 42`:
///
///     var builder = ProfileBuilder()
///     builder.header.sampleTypes = [ValueType(type: builder.string("samples"), unit: builder.string("count"))]
///     let work = builder.location(function: builder.function(name: builder.string("work")))
///     let main = builder.location(function: builder.function(name: builder.string("main")))
///     try builder.addSample(stack: builder.stack([work, main]), values: [42])
///     let profile = try builder.build()
///
/// The ids it returns, such as a `FunctionID`, are valid only for this builder.
public struct ProfileBuilder: Sendable {
  /// A line of a location: a function, and the position in it.
  public struct Line: Hashable, Sendable {
    /// The function.
    public var function: FunctionID
    /// The line number; 0 if not known.
    public var number: Int64
    /// The column; 0 if not known.
    public var column: Int64

    /// A line of a function.
    public init(function: FunctionID, number: Int64 = 0, column: Int64 = 0) {
      self.function = function
      self.number = number
      self.column = column
    }
  }

  /// The metadata of the profile; make its strings with `string(_:)`.
  public var header = ProfileHeader()
  private var strings = StringInterner()
  private var mappings: [Mapping] = []
  private var functions = FunctionInterner()
  private var locations = LocationInterner(columns: .all)
  private var stacks = StackInterner()
  private var labelSets = LabelSetInterner()
  private var samples = SampleTable()

  /// A builder with an empty profile.
  public init() {}

  /// The id of a string.
  public mutating func string(_ text: String) -> StringID { strings.intern(text) }

  /// The id of a text given as bytes.
  package mutating func string(_ text: borrowing Span<UInt8>) -> StringID { strings.intern(text) }

  /// A text by its id.
  package func text(_ id: StringID) -> String { strings.table[id] }

  /// The ids of the texts between separators; see `StringInterner`.
  package mutating func strings(
    in line: borrowing Span<UInt8>, from start: Int, separator: UInt8, ends: inout [Int],
    rows: inout [UInt32]
  ) {
    strings.intern(line, from: start, separator: separator, ends: &ends, rows: &rows)
  }

  /// How much memory all tables take, about: what a reader's budget counts.
  package var memory: Int {
    strings.table.memory + functions.table.memory + locations.table.memory + stacks.table.memory
      + labelSets.table.memory + samples.memory
  }

  /// How many samples there are so far.
  package var sampleCount: Int { samples.count }

  /// Adds a mapping and gives it the next id; its own id is ignored.
  public mutating func addMapping(_ mapping: Mapping) -> MappingID {
    var mapping = mapping
    mapping.id = UInt64(mappings.count) + 1
    mappings.append(mapping)
    return MappingID(UInt32(mappings.count - 1))
  }

  /// The id of a function; the system name defaults to the name.
  public mutating func function(
    name: StringID, systemName: StringID? = nil, filename: StringID = .empty, startLine: Int64 = 0
  ) -> FunctionID {
    functions.intern(
      name: name, systemName: systemName ?? name, filename: filename, startLine: startLine)
  }

  /// The id of a location; its lines begin with the innermost inlined call.
  public mutating func location(
    lines: [Line], address: UInt64 = 0, mapping: MappingID? = nil, isFolded: Bool = false
  ) -> LocationID {
    locations.intern(lines: lines, address: address, mapping: mapping, isFolded: isFolded)
  }

  /// The id of a location of which only the function is known.
  public mutating func location(function: FunctionID) -> LocationID {
    location(lines: [Line(function: function)])
  }

  /// The id of a stack, leaf first.
  package mutating func stack(_ frames: borrowing Span<UInt32>) -> StackID { stacks.intern(frames) }

  /// The id of a stack, leaf first.
  public mutating func stack(_ frames: [LocationID]) -> StackID {
    let indices = frames.map(\.index)
    return stacks.intern(indices.span)
  }

  /// Whether a stack has no frame.
  package func isEmpty(_ stack: StackID) -> Bool { stacks.table.frames(of: stack).isEmpty }

  /// The ids of several stacks; see `StackInterner`.
  package mutating func stacks(
    _ frames: borrowing Span<UInt32>, ends: [Int], into rows: inout [UInt32]
  ) {
    stacks.intern(frames, ends: ends, into: &rows)
  }

  /// The id of a list of labels.
  public mutating func labelSet(_ labels: [Label]) -> LabelSetID { labelSets.intern(labels) }

  /// Adds a sample. Set `header.sampleTypes` first.
  ///
  /// - Throws: an `InvalidProfile` if the number of values differs from the number of sample types, or if the stack or
  ///   the labels do not belong to this builder; then nothing is added.
  public mutating func addSample(
    stack: StackID, labels: LabelSetID = .empty, values: [Int64]
  ) throws(InvalidProfile) {
    let (row, width) = (samples.count, header.sampleTypes.count)
    try ColumnCheck(.sampleStacks).row(stack.index, at: row, of: stacks.table.count)
    try ColumnCheck(.sampleLabelSets).row(labels.index, at: row, of: labelSets.table.count)
    guard values.count == width else {
      throw InvalidProfile(
        column: .sampleValues, row: row, reason: .length(values.count, expected: width))
    }
    appendSample(stack: stack, labels: labels, values: values)
  }

  /// Adds a sample of a reader, which makes all rows alike and may set the sample types last.
  ///
  /// - Precondition: there are as many values as `header.sampleTypes` has in the end.
  package mutating func appendSample(
    stack: StackID, labels: LabelSetID = .empty, values: borrowing [Int64]
  ) {
    samples.stacks.append(stack.index)
    samples.labelSets.append(labels.index)
    samples.values.append(contentsOf: copy values)
  }

  /// Adds a sample of one value.
  package mutating func appendSample(stack: StackID, value: Int64) {
    samples.stacks.append(stack.index)
    samples.labelSets.append(LabelSetID.empty.index)
    samples.values.append(value)
  }

  /// Adds to the one value of a sample that is there already; the sum stays within the range.
  package mutating func add(_ value: Int64, toSample row: Int) {
    samples.values[row] = samples.values[row].addingClamped(value)
  }

  /// The values of all samples, a row each.
  package var values: [Int64] { samples.values }

  /// Changes the values of all samples.
  package mutating func mapValues(_ change: (Int64) -> Int64) {
    for index in samples.values.indices { samples.values[index] = change(samples.values[index]) }
  }

  /// Finishes the profile and consumes the builder.
  ///
  /// - Returns: a valid profile.
  /// - Throws: an `InvalidProfile` that names the first invalid row, such as one with an id of another builder.
  public consuming func build() throws(InvalidProfile) -> Profile {
    let profile = finish()
    try profile.validate()
    return profile
  }

  /// The profile of a reader, whose ids are this builder's.
  package consuming func finish() -> Profile {
    Profile(
      header: header, strings: strings.table, mappings: mappings, functions: functions.table,
      locations: locations.table, stacks: stacks.table, labelSets: labelSets.table,
      sampleTable: samples)
  }
}
