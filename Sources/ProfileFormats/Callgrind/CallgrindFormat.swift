import ProfileModel

extension InputFormat {
  /// What callgrind of Valgrind writes.
  package static let callgrind = InputFormat(
    name: "callgrind", summary: "Valgrind's callgrind: function costs without stacks",
    endings: [], traits: [], isText: true,
    recognise: { window in
      let lines = window.lines.prefix(64).map(\.trimmed)
      if lines.contains(where: { $0.starts(with: "# callgrind format") }) {
        return .certain("it has the line '# callgrind format'")
      }
      let hasEvents = lines.contains { $0.starts(with: "events:") }
      let hasOthers = lines.contains { line in
        line.starts(with: "fn=") || line.starts(with: "positions:") || line.starts(with: "version:")
      }
      return hasEvents && hasOthers ? .certain("it has callgrind's events and functions") : .no
    },
    read: { source, settings in [.only(try CallgrindReader.read(source, settings))] })
}

/// Reads what callgrind writes: the costs of lines and functions, and of the calls between them.
///
/// It holds no stacks, and none are made up: each function, file and line is a stack of one frame with what it cost
/// itself, so that flat values are exact.
struct CallgrindReader {
  private let settings: ReadSettings
  private var builder = ProfileBuilder()
  private var columns = SampleColumns()
  private var files = CallgrindNames()
  private var functions = CallgrindNames()
  private var objects = CallgrindNames()
  private var mappings: [StringID: MappingID] = [:]
  private var events: [(event: CallgrindEvent, column: Int)] = []
  private var positions = CallgrindPositions()
  private var file = StringID.empty
  private var function: StringID?
  private var object = StringID.empty
  /// Whether the next line belongs to a call or a jump.
  private var next = Next.cost
  private var costs = 0
  private var unread = UnreadLines()
  /// The previous line, whose row the next one may share.
  private var cached: (key: Key, row: Int)?

  private var isOfValgrind = false
  /// Whether it says who wrote it; what pprof writes does not, and differences of profiles have costs below 0.
  private var hasHead = false
  private var hasTotals = false

  private enum Next { case cost, callCost, jumpPosition }
  private struct Key: Equatable {
    let function, file, object: StringID
    let line: Int64
  }

  private init(_ settings: ReadSettings) { self.settings = settings }

  static func read(
    _ source: consuming ByteSource, _ settings: ReadSettings
  ) throws -> ReadProfile {
    var lines = LineSplitter(source)
    var reader = CallgrindReader(settings)
    while let line = try lines.next() { try reader.parse(line.trimmed, lines.lineNumber) }
    return try reader.finish(isTerminated: lines.isTerminated)
  }

  // MARK: Lines

  private mutating func parse(_ line: ArraySlice<UInt8>, _ number: Int) throws {
    guard let first = line.first, first != UInt8(ascii: "#") else { return }
    if 0x30...0x39 ~= first || "+-*".utf8.contains(first) { return try parseCosts(line, number) }
    if let equals = line.firstIndex(of: UInt8(ascii: "=")),
      parse(line[..<equals], line[(equals + 1)...])
    {
      try settings.limits.check(memory: memory)
    } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
      parseHeader(line[..<colon], line[(colon + 1)...].trimmed)
    } else {
      unread.note(line, line: number)
    }
  }

  private var memory: Int {
    builder.memory + columns.memory + files.memory + functions.memory + objects.memory
  }

  private mutating func parseHeader(_ key: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>) {
    if key.elementsEqual("totals".utf8) { hasTotals = true }
    if key.elementsEqual("creator".utf8) { isOfValgrind = value.starts(with: "callgrind") }
    if ["creator", "version", "cmd"].contains(where: { key.elementsEqual($0.utf8) }) {
      hasHead = true
    }
    if key.elementsEqual("positions".utf8) { positions = CallgrindPositions(value) }
    if key.elementsEqual("events".utf8) {
      events = value.split { $0 == 0x20 || $0 == 0x09 }.map { word in
        let event = CallgrindEvent(String(decoding: word, as: UTF8.self))
        return (event, columns.column(event.column.type, event.column.unit))
      }
    }
  }

  /// Parses a line `key=value`; false if its key is unknown.
  private mutating func parse(_ key: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>) -> Bool {
    switch String(decoding: key, as: UTF8.self) {
    case "fl", "fi", "fe": file = files.name(value, &builder) ?? .empty
    case "fn": function = functions.name(value, &builder) ?? .empty
    case "ob": object = objects.name(value, &builder) ?? .empty
    // Names may be spelled out where they are called first.
    case "cfl", "cfi", "jfi": _ = files.name(value, &builder)
    case "cfn", "jfn": _ = functions.name(value, &builder)
    case "cob": _ = objects.name(value, &builder)
    case "calls": next = .callCost
    case "jump", "jcnd": next = .jumpPosition
    default: return false
    }
    return true
  }

  // MARK: Costs

  private mutating func parseCosts(_ line: ArraySlice<UInt8>, _ number: Int) throws {
    let words = line.split { $0 == 0x20 || $0 == 0x09 }
    defer { next = .cost }
    guard positions.parse(words[...]) else { return unread.note(line, line: number) }
    guard next == .cost else { return }
    guard let function, !events.isEmpty else { return unread.note(line, line: number) }
    costs += 1
    let row = row(of: function)
    for (word, event) in zip(words.dropFirst(positions.count), events) {
      guard let cost = cost(word) else {
        throw TextError(
          .damaged("'\(TextError.excerpt(word))' is not a cost"), line: number)
      }
      let value = cost.multipliedClamped(by: event.event.factor)
      columns.add(value, column: event.column, row: row)
    }
    try settings.limits.check(memory: memory)
  }

  /// A plain number; one with a sign would be relative to another, but for the differences that pprof writes.
  private func cost(_ word: ArraySlice<UInt8>) -> Int64? {
    var cursor = TextCursor(word)
    if !hasHead, let cost = cursor.signedDecimal(), cursor.isAtEnd { return cost }
    cursor = TextCursor(word)
    guard let cost = cursor.decimal(), cursor.isAtEnd else { return nil }
    return Int64(clamping: cost)
  }

  private mutating func row(of function: StringID) -> Int {
    let key = Key(function: function, file: file, object: object, line: positions.line)
    if let cached, cached.key == key { return cached.row }
    let frame = ProfileBuilder.Line(
      function: builder.function(name: function, filename: file), number: positions.line)
    let location = builder.location(lines: [frame], mapping: mapping)
    let row = columns.row(builder.stack([location]))
    cached = (key, row)
    return row
  }

  private var mapping: MappingID? {
    mutating get {
      guard object != .empty else { return nil }
      if let mapping = mappings[object] { return mapping }
      let mapping = builder.addMapping(Mapping(id: 0, filename: object, hasFunctions: true))
      mappings[object] = mapping
      return mapping
    }
  }

  // MARK: The whole

  private mutating func finish(isTerminated: Bool) throws -> ReadProfile {
    guard !events.isEmpty else { throw ContentError(.missing("line 'events:'")) }
    var notes = ReadNotes()
    (notes.recordsRead, notes.recordsSeen) = (costs, costs)
    notes.unreadLines = unread.count
    // What Valgrind writes ends in totals; what people write may lack a line feed.
    if !isTerminated, isOfValgrind, !hasTotals { notes.incomplete = "its last line is truncated" }
    notes.warnings.append("callgrind holds no stacks; cumulative values are not known")
    if let warning = unread.warning { notes.warnings.append(warning) }
    notes.note(zeroSamples: columns.move(into: &builder, defaultColumn: 0))
    return ReadProfile(profile: builder.finish(), notes: notes)
  }
}
