/// A profile that is being merged, with where each of its rows went.
struct MergeSource {
  private let profile: Profile
  private var strings: [StringID?]
  private var functions: [FunctionID?]
  private var locations: [LocationID?]
  private var stacks: [StackID?]
  private var labelSets: [LabelSetID?]
  private var mappings: [MovedMapping?]
  private var frames: [UInt32] = []

  private struct MovedMapping {
    let place: MappingID
    /// What to add to an address, for the binary may have been loaded elsewhere.
    let shift: UInt64
  }

  init(_ profile: Profile) {
    self.profile = profile
    strings = Array(repeating: nil, count: profile.strings.count)
    functions = Array(repeating: nil, count: profile.functions.count)
    locations = Array(repeating: nil, count: profile.locations.count)
    stacks = Array(repeating: nil, count: profile.stacks.count)
    labelSets = Array(repeating: nil, count: profile.labelSets.count)
    mappings = Array(repeating: nil, count: profile.mappings.count)
  }

  /// The values of a sample, in the columns that go on.
  func values(_ row: Int, _ columns: [Int]) -> [Int64] {
    columns.map { profile.samples.values[row * profile.width + $0] }
  }

  /// The first mapping is the main binary, so it goes first, used or not.
  mutating func takeMainMapping(into tables: inout MergedTables) {
    guard tables.mappings.isEmpty, !profile.mappings.isEmpty else { return }
    _ = mapping(MappingID(0), in: &tables)
  }

  /// Where the stack of a sample is in the merged profile.
  mutating func stack(_ row: Int, in tables: inout MergedTables) -> StackID {
    let id = StackID(profile.samples.stacks[row])
    if let known = stacks[Int(id.index)] { return known }
    frames.removeAll(keepingCapacity: true)
    for place in profile.stacks.frames(of: id) {
      frames.append(location(LocationID(profile.stacks.frames[place]), in: &tables).index)
    }
    let moved = tables.stacks.intern(frames.span)
    stacks[Int(id.index)] = moved
    return moved
  }

  /// Where the labels of a sample are: texts before numbers, by key, the values of a key in their order.
  mutating func labelSet(_ row: Int, in tables: inout MergedTables) -> LabelSetID {
    let id = LabelSetID(profile.samples.labelSets[row])
    if let known = labelSets[Int(id.index)] { return known }
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
    labelSets[Int(id.index)] = moved
    return moved
  }

  private mutating func string(_ id: StringID, in tables: inout MergedTables) -> StringID {
    if let known = strings[Int(id.index)] { return known }
    let moved = tables.strings.intern(profile.strings.bytes(of: id))
    strings[Int(id.index)] = moved
    return moved
  }

  private mutating func location(
    _ id: LocationID, in tables: inout MergedTables
  ) -> LocationID {
    if let known = locations[Int(id.index)] { return known }
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
    locations[Int(id.index)] = moved
    return moved
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
