import ProfileModel

/// The stacks of `perf script`, each turned into frames once.
///
/// Lines are interned as they are, a stack is known by its lines, and only one that is new is taken apart: memory grows
/// with what is distinct, and a line that was seen before costs a look-up.
struct PerfStacks {
  private var lines = StringInterner()
  private var known = [KnownLine(.other)]
  private var rows = StackInterner()
  /// The stack of each row.
  private var stacks: [StackID] = [.empty]
  private var mappings: [StringID: MappingID] = [:]
  /// The lines that records have ended with.
  private var roots: Set<UInt32> = []
  /// The lines of the record that is read.
  private var run: [UInt32] = []
  /// The frame for a line that is not understood.
  private static let unread: [UInt8] = [0]

  /// A distinct line, taken apart.
  private struct KnownLine {
    let line: PerfLine
    let isSource, isOther: Bool
    /// The location of a frame that depends on no other line; nil until it was needed.
    var location: LocationID?

    init(_ line: PerfLine) {
      self.line = line
      if case .source = line { isSource = true } else { isSource = false }
      if case .other = line { isOther = true } else { isOther = false }
    }
  }

  var memory: Int {
    lines.table.memory &+ rows.table.memory &+ MemoryLayout<KnownLine>.stride &* known.count
      &+ 4 &* stacks.count &+ 96 &* mappings.count
  }

  var depth: Int { run.count }

  /// Whether the record ends as another one did, so that it is not likely to be cut.
  var endsAsOthers: Bool { run.last.map(roots.contains) ?? false }

  mutating func begin() { run.removeAll(keepingCapacity: true) }

  /// Adds a line to the record; false if it is neither a frame nor its source position, and becomes an unknown frame.
  mutating func parse(_ text: ArraySlice<UInt8>, isIndented: Bool) -> Bool {
    let id = lines.intern(text)
    if Int(id.index) == known.count {
      known.append(KnownLine(PerfLine(Array(text)[...], isIndented: isIndented)))
    }
    guard !known[Int(id.index)].isOther else {
      parseUnread()
      return false
    }
    run.append(id.index)
    return true
  }

  private mutating func parseUnread() {
    let id = lines.intern(Self.unread[...])
    if Int(id.index) == known.count { known.append(KnownLine(.other)) }
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
    var index = 0
    while index < run.count {
      if address == nil, let location = known[Int(run[index])].location, !hasSource(index) {
        locations.append(location)
        index += 1
        continue
      }
      guard case .frame(let frame) = known[Int(run[index])].line else {
        if known[Int(run[index])].isOther { locations.append(builder.location(lines: [])) }
        index += 1
        continue
      }
      let isAlone = address == nil && !hasSource(index)
      let source = source(behind: index)
      index += 1
      if frame.isEnd, !run[index...].contains(where: isFrame) { break }
      if let before = address, before != frame.address {
        locations.append(builder.location(lines: inlined, address: before))
        inlined = []
      }
      inlined += lines(of: frame, source, in: &builder)
      address = frame.address
      guard !frame.isInlined else { continue }
      let mapping = mapping(of: frame, in: &builder)
      let location = builder.location(lines: inlined, address: frame.address, mapping: mapping)
      locations.append(location)
      if isAlone, !frame.isEnd { known[Int(run[index - 1])].location = location }
      (inlined, address) = ([], nil)
    }
    if let address { locations.append(builder.location(lines: inlined, address: address)) }
    return builder.stack(locations)
  }

  private func isFrame(_ line: UInt32) -> Bool {
    !known[Int(line)].isSource && !known[Int(line)].isOther
  }

  /// Whether the line after a frame is its source position.
  private func hasSource(_ index: Int) -> Bool {
    index + 1 < run.count && known[Int(run[index + 1])].isSource
  }

  /// The source position in the line after a frame.
  private func source(behind index: Int) -> (file: ArraySlice<UInt8>, line: Int64) {
    guard hasSource(index), case .source(let file, let line) = known[Int(run[index + 1])].line
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
