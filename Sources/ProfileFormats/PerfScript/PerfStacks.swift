import ProfileModel

/// The stacks of `perf script`, each turned into frames once.
///
/// Lines are interned as they are, a stack is known by its lines, and only one that is new is taken apart: memory grows
/// with what is distinct, and a line that was seen before costs a look-up.
struct PerfStacks {
  private var lines = StringInterner()
  private var kinds: [PerfLine?] = [nil]
  private var rows = StackInterner()
  /// The stack of each row.
  private var stacks: [StackID] = [.empty]
  private var mappings: [StringID: MappingID] = [:]
  /// The lines that records have ended with.
  private var roots: Set<UInt32> = []
  /// The lines of the record that is read.
  private var run: [UInt32] = []
  /// What stands for a line that is not understood.
  private static let unread: [UInt8] = [0]

  var memory: Int {
    lines.table.memory &+ rows.table.memory &+ MemoryLayout<PerfLine?>.stride &* kinds.count
      &+ 4 &* stacks.count &+ 96 &* mappings.count
  }

  var depth: Int { run.count }

  /// Whether the record ends as another one did, so that it is not likely to be cut.
  var endsAsOthers: Bool { run.last.map(roots.contains) ?? false }

  mutating func begin() { run.removeAll(keepingCapacity: true) }

  /// Adds a line to the record; false when it is neither a frame nor the place of one, and stands for an unknown frame.
  mutating func take(_ text: ArraySlice<UInt8>, isIndented: Bool) -> Bool {
    let id = lines.intern(text)
    if Int(id.index) == kinds.count {
      kinds.append(PerfLine(Array(text)[...], isIndented: isIndented))
    }
    if case .other? = kinds[Int(id.index)] {
      takeUnread()
      return false
    }
    run.append(id.index)
    return true
  }

  private mutating func takeUnread() {
    let id = lines.intern(Self.unread[...])
    if Int(id.index) == kinds.count { kinds.append(.other) }
    run.append(id.index)
  }

  /// The stack of the record.
  mutating func stack(in builder: inout ProfileBuilder) -> StackID {
    let lines = run
    let row = Int(rows.intern(lines.span).index)
    if row == stacks.count { stacks.append(resolved(in: &builder)) }
    if let root = lines.last { roots.insert(root) }
    return stacks[row]
  }

  // MARK: Frames

  private mutating func resolved(in builder: inout ProfileBuilder) -> StackID {
    var locations: [LocationID] = []
    /// Frames that were inlined into the next one, and where it is.
    var inlined: [ProfileBuilder.Line] = []
    var address: UInt64?
    var place = 0
    while place < run.count {
      guard case .frame(let frame)? = kinds[Int(run[place])] else {
        if case .other? = kinds[Int(run[place])] { locations.append(builder.location(lines: [])) }
        place += 1
        continue
      }
      let source = source(behind: place)
      place += 1
      if frame.isEnd, !run[place...].contains(where: isFrame) { break }
      if let before = address, before != frame.address {
        locations.append(builder.location(lines: inlined, address: before))
        inlined = []
      }
      inlined += lines(of: frame, source, in: &builder)
      address = frame.address
      guard !frame.isInlined else { continue }
      let mapping = mapping(of: frame, in: &builder)
      locations.append(
        builder.location(lines: inlined, address: frame.address, mapping: mapping))
      (inlined, address) = ([], nil)
    }
    if let address { locations.append(builder.location(lines: inlined, address: address)) }
    return builder.stack(locations)
  }

  private func isFrame(_ line: UInt32) -> Bool {
    if case .frame? = kinds[Int(line)] { true } else { false }
  }

  /// The place in a source that the line behind a frame tells.
  private func source(behind place: Int) -> (file: ArraySlice<UInt8>, line: Int64) {
    guard place + 1 < run.count, case .source(let file, let line)? = kinds[Int(run[place + 1])]
    else { return ([], 0) }
    return (file, line)
  }

  private func lines(
    of frame: PerfFrame, _ source: (file: ArraySlice<UInt8>, line: Int64),
    in builder: inout ProfileBuilder
  ) -> [ProfileBuilder.Line] {
    let file = builder.string(source.file.span)
    return frame.names.map { name in
      let function = builder.function(name: builder.string(name.span), filename: file)
      return ProfileBuilder.Line(function: function, number: source.line)
    }
  }

  private mutating func mapping(
    of frame: PerfFrame, in builder: inout ProfileBuilder
  ) -> MappingID? {
    guard !frame.module.isEmpty else { return nil }
    let file = builder.string(frame.module.span)
    if let mapping = mappings[file] { return mapping }
    let mapping = builder.addMapping(
      Mapping(id: 0, filename: file, hasFunctions: true))
    mappings[file] = mapping
    return mapping
  }
}
