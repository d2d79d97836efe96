/// A profile that is being merged, with where each of its rows went.
struct MergeSource {
  private let profile: Profile
  private var strings: [StringID?]
  private var functions: [FunctionID?]
  private var mappings: [MovedMapping?]
  /// Where each location, stack and label set went; `notMoved` until it is needed.
  private var locations: [UInt32]
  private var stacks: [UInt32]
  private var labelSets: [UInt32]
  /// The frames of the stack that is moved.
  private var frames: [UInt32] = []
  private static let notMoved = UInt32.max

  private struct MovedMapping {
    let place: MappingID
    /// What to add to an address, for the binary may have been loaded elsewhere.
    let shift: UInt64
  }

  init(_ profile: Profile) {
    self.profile = profile
    strings = Array(repeating: nil, count: profile.strings.count)
    functions = Array(repeating: nil, count: profile.functions.count)
    mappings = Array(repeating: nil, count: profile.mappings.count)
    locations = Array(repeating: Self.notMoved, count: profile.locations.count)
    stacks = Array(repeating: Self.notMoved, count: profile.stacks.count)
    labelSets = Array(repeating: Self.notMoved, count: profile.labelSets.count)
  }

  /// Adds all samples that have a value in the columns that go on.
  mutating func moveSamples(
    _ columns: [Int], to samples: inout MergedSamples, _ tables: inout MergedTables
  ) {
    let (table, width) = (profile.samples, profile.width)
    for row in 0..<table.count {
      let first = row * width
      guard columns.contains(where: { table.values[first + $0] != 0 }) else { continue }
      let stack = stack(StackID(table.stacks[row]), in: &tables)
      let labels = labelSet(LabelSetID(table.labelSets[row]), in: &tables)
      samples.add(table.values, at: first, columns, stack: stack, labels: labels)
    }
  }

  /// The first mapping is the main binary, so it goes first, used or not.
  mutating func takeMainMapping(into tables: inout MergedTables) {
    guard tables.mappings.isEmpty, !profile.mappings.isEmpty else { return }
    _ = mapping(MappingID(0), in: &tables)
  }

  /// Where a stack is in the merged profile.
  private mutating func stack(_ id: StackID, in tables: inout MergedTables) -> StackID {
    let known = stacks[Int(id.index)]
    guard known == Self.notMoved else { return StackID(known) }
    let source = profile.stacks.frames[profile.stacks.frames(of: id)]
    for location in source where locations[Int(location)] == Self.notMoved {
      move(LocationID(location), to: &tables)
    }
    if frames.count < source.count { frames = Array(repeating: 0, count: source.count * 2) }
    Self.rename(source, by: locations, into: &frames)
    let moved = tables.stacks.intern(frames.span.extracting(first: source.count))
    stacks[Int(id.index)] = moved.index
    return moved
  }

  /// Looks rows up; over spans, for an array of a struct is checked at each write.
  private static func rename(
    _ source: ArraySlice<UInt32>, by rows: [UInt32], into target: inout [UInt32]
  ) {
    let (source, rows) = (source.span, rows.span)
    var target = target.mutableSpan
    for place in source.indices { target[place] = rows[Int(source[place])] }
  }

  /// Where a set of labels is: texts before numbers, by key, the values of a key in their order.
  private mutating func labelSet(_ id: LabelSetID, in tables: inout MergedTables) -> LabelSetID {
    let known = labelSets[Int(id.index)]
    guard known == Self.notMoved else { return LabelSetID(known) }
    let sorted = profile.labelSets.labels(of: id).enumerated().sorted { left, right in
      if left.element.value.isText != right.element.value.isText {
        return left.element.value.isText
      }
      if left.element.key != right.element.key {
        return profile.strings.precedes(left.element.key, right.element.key)
      }
      return left.offset < right.offset
    }
    let labels = sorted.map { label in label.element.renamed { string($0, in: &tables) } }
    let moved = tables.labelSets.intern(labels)
    labelSets[Int(id.index)] = moved.index
    return moved
  }

  private mutating func string(_ id: StringID, in tables: inout MergedTables) -> StringID {
    if let known = strings[Int(id.index)] { return known }
    let moved = tables.strings.intern(profile.strings.bytes(of: id))
    strings[Int(id.index)] = moved
    return moved
  }

  private mutating func move(_ id: LocationID, to tables: inout MergedTables) {
    let source = profile.locations
    var binary: MovedMapping?
    if let id = source.mapping(of: id) { binary = mapping(id, in: &tables) }
    var lines: [ProfileBuilder.Line] = []
    for line in source.lines(of: id) {
      let function = function(FunctionID(source.lineFunctions[line]), in: &tables)
      lines.append(
        ProfileBuilder.Line(
          function: function, number: source.lineNumbers[line], column: source.lineColumns[line]))
    }
    let moved = tables.location(
      lines: lines, address: source.addresses[Int(id.index)] &+ (binary?.shift ?? 0),
      mapping: binary?.place, isFolded: source.isFolded[Int(id.index)])
    locations[Int(id.index)] = moved.index
  }

  private mutating func function(
    _ id: FunctionID, in tables: inout MergedTables
  ) -> FunctionID {
    let row = Int(id.index)
    if let known = functions[row] { return known }
    let source = profile.functions
    let moved = tables.function(
      name: string(StringID(source.names[row]), in: &tables),
      systemName: string(StringID(source.systemNames[row]), in: &tables),
      filename: string(StringID(source.filenames[row]), in: &tables),
      startLine: source.startLines[row])
    functions[row] = moved
    return moved
  }

  private mutating func mapping(
    _ id: MappingID, in tables: inout MergedTables
  ) -> MovedMapping {
    let row = Int(id.index)
    if let known = mappings[row] { return known }
    var mapping = profile.mappings[row]
    let start = mapping.start
    mapping.filename = string(mapping.filename, in: &tables)
    mapping.buildID = string(mapping.buildID, in: &tables)
    let place = tables.mapping(mapping)
    let moved = MovedMapping(
      place: place, shift: tables.mappings[Int(place.index)].start &- start)
    mappings[row] = moved
    return moved
  }
}

extension Label.Value {
  /// Whether it is a text.
  public var isText: Bool {
    if case .text = self { return true }
    return false
  }
}
