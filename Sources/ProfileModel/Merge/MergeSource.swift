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
  /// The lines of the location that is moved.
  private var lines: [ProfileBuilder.Line] = []
  /// The samples that are waiting for their stacks to be moved together.
  private var batch = Batch()
  private static let notMoved = UInt32.max
  private static let isWaiting = UInt32.max - 1

  /// Rows of samples, and their stacks in the locations of the merged profile as far as those are new.
  private struct Batch {
    var rows: [Int] = []
    var stacks: [UInt32] = []
    var frames: [UInt32] = []
    var ends: [Int] = []

    /// Waiting for memory pays in batches; this many frames fit into a near cache.
    var isFull: Bool { rows.count >= 64 || frames.count >= 4096 }
  }

  private struct MovedMapping {
    let id: MappingID
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
    if tables.stacks.table.count == 1 { takeStacks(columns, into: &tables) }
    for row in 0..<profile.sampleTable.count where hasValue(row, columns) {
      prepareStack(profile.sampleTable.stacks[row], in: &tables)
      prepareLabelSet(profile.sampleTable.labelSets[row], in: &tables)
      batch.rows.append(row)
      if batch.isFull { moveBatch(columns, to: &samples, &tables) }
    }
    moveBatch(columns, to: &samples, &tables)
  }

  private func hasValue(_ row: Int, _ columns: [Int]) -> Bool {
    let first = row * profile.width
    return columns.contains { profile.sampleTable.values[first + $0] != 0 }
  }

  /// Moves the stacks of a batch together, and adds its samples.
  private mutating func moveBatch(
    _ columns: [Int], to samples: inout MergedSamples, _ tables: inout MergedTables
  ) {
    var moved: [UInt32] = []
    if !batch.ends.isEmpty {
      tables.stacks.intern(batch.frames.span, ends: batch.ends, into: &moved)
    }
    for (index, stack) in batch.stacks.enumerated() { stacks[Int(stack)] = moved[index] }
    for row in batch.rows {
      samples.add(
        profile.sampleTable.values, at: row * profile.width, columns,
        stack: StackID(stacks[Int(profile.sampleTable.stacks[row])]),
        labels: LabelSetID(labelSets[Int(profile.sampleTable.labelSets[row])]))
    }
    batch.rows.removeAll(keepingCapacity: true)
    batch.stacks.removeAll(keepingCapacity: true)
    batch.frames.removeAll(keepingCapacity: true)
    batch.ends.removeAll(keepingCapacity: true)
  }

  /// The first mapping is the main binary, so it goes first, used or not.
  mutating func takeMainMapping(into tables: inout MergedTables) {
    guard tables.mappings.isEmpty, !profile.mappings.isEmpty else { return }
    _ = mapping(MappingID(0), in: &tables)
  }

  /// Adds a stack to the batch, unless that was done before.
  private mutating func prepareStack(_ stack: UInt32, in tables: inout MergedTables) {
    guard stacks[Int(stack)] == Self.notMoved else { return }
    stacks[Int(stack)] = Self.isWaiting
    if !renameFrames(of: stack) {
      moveLocations(of: stack, to: &tables)
      _ = renameFrames(of: stack)
    }
    batch.ends.append(batch.frames.count)
    batch.stacks.append(stack)
  }

  /// Adds the frames of a stack to the batch; false, and nothing is added, when some have not been moved.
  private mutating func renameFrames(of stack: UInt32) -> Bool {
    let start = batch.frames.count
    let range = profile.stacks.frames(of: StackID(stack))
    profile.stacks.frames.append(range, to: &batch.frames)
    let largest = Self.rename(&batch.frames, from: start, by: locations)
    guard largest == Self.notMoved else { return true }
    batch.frames.removeSubrange(start...)
    return false
  }

  private mutating func moveLocations(of stack: UInt32, to tables: inout MergedTables) {
    for frame in profile.stacks.frames(of: StackID(stack)) {
      let location = profile.stacks.frames[frame]
      if locations[Int(location)] == Self.notMoved { move(LocationID(location), to: &tables) }
    }
  }

  /// Replaces frames by the rows that they have become; gives the largest.
  private static func rename(
    _ frames: inout [UInt32], from start: Int, by rows: [UInt32]
  ) -> UInt32 {
    let rows = rows.span
    // Over a span: an array is checked for other owners at each write.
    var renamed = frames.mutableSpan
    var largest: UInt32 = 0
    for index in start..<renamed.count {
      let row = rows[Int(renamed[index])]
      renamed[index] = row
      largest = max(largest, row)
    }
    return largest
  }

  /// Moves a set of labels, unless that was done before: texts before numbers, by key, the values of a key in their order.
  private mutating func prepareLabelSet(_ set: UInt32, in tables: inout MergedTables) {
    guard labelSets[Int(set)] == Self.notMoved else { return }
    let labels = profile.labelSets.labels(of: LabelSetID(set))
    let sorted = labels.enumerated().sorted { left, right in
      if left.element.value.isText != right.element.value.isText {
        return left.element.value.isText
      }
      if left.element.key != right.element.key {
        return profile.strings.precedes(left.element.key, right.element.key)
      }
      return left.offset < right.offset
    }
    let moved = sorted.map { label in label.element.renamed { string($0, in: &tables) } }
    labelSets[Int(set)] = tables.labelSets.intern(moved).index
  }

  /// Takes over the whole table of stacks if the merged profile would number them alike: if there are none
  /// yet, samples come to them in their order, and no two locations are the same.
  private mutating func takeStacks(_ columns: [Int], into tables: inout MergedTables) {
    var next: UInt32 = 1
    for row in 0..<profile.sampleTable.count where hasValue(row, columns) {
      let stack = profile.sampleTable.stacks[row]
      guard stack <= next else { return }
      if stack == next {
        moveLocations(of: stack, to: &tables)
        next += 1
      }
      prepareLabelSet(profile.sampleTable.labelSets[row], in: &tables)
    }
    let movedCount = locations.count { $0 != Self.notMoved }
    guard next == profile.stacks.count, tables.locations.table.count == movedCount else { return }
    tables.stacks = StackInterner(profile.stacks.renamed(by: locations))
    for stack in stacks.indices { stacks[stack] = UInt32(stack) }
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
    lines.removeAll(keepingCapacity: true)
    for line in source.lines(of: id) {
      let function = function(FunctionID(source.lineFunctions[line]), in: &tables)
      lines.append(
        ProfileBuilder.Line(
          function: function, number: source.lineNumbers[line], column: source.lineColumns[line]))
    }
    let moved = tables.location(
      lines: lines, address: source.addresses[Int(id.index)] &+ (binary?.shift ?? 0),
      mapping: binary?.id, isFolded: source.isFolded[Int(id.index)])
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
    let newID = tables.mapping(mapping)
    let moved = MovedMapping(
      id: newID, shift: tables.mappings[Int(newID.index)].start &- start)
    mappings[row] = moved
    return moved
  }
}

extension StackTable {
  /// The same stacks of other locations; itself, and not a copy, if those are the same.
  fileprivate func renamed(by rows: [UInt32]) -> StackTable {
    guard zip(rows, 0...).contains(where: { $0 != $1 }) else { return self }
    var table = self
    table.frames = FrameColumn()
    let rows = rows.span
    table.frames.append(frames) { rows[Int($0)] }
    return table
  }
}

extension Label.Value {
  /// Whether it is a text.
  package var isText: Bool {
    if case .text = self { return true }
    return false
  }
}
