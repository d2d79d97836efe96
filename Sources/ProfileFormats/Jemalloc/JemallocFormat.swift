import ProfileModel
import ProfileSystem

extension InputFormat {
  /// What jemalloc's `prof.dump` writes.
  package static let jemalloc = InputFormat(
    name: "jemalloc", summary: "jemalloc's prof.dump: heap_v2", endings: [".heap"], traits: [],
    isText: true,
    recognise: { window in
      guard let first = window.lines.first else { return .no }
      return JemallocReader.rate(first.trimmed) == nil ? .no : .certain("it begins with heap_v2/")
    },
    read: { source, settings in [.only(try JemallocReader.read(source, settings))] })
}

/// Reads a heap profile of jemalloc: stacks, and what each has in use and has ever allocated, as it was sampled.
///
///     heap_v2/524288
///       t*: 28106: 56637512 [0: 0]
///     @ 0x7f73982a2630 0x5591a6a0f181
///       t*: 13: 6688 [0: 0]
///       t0: 12: 6496 [0: 0]
///
/// The totals of the first lines are weighted in another way than the stacks, and not read.
struct JemallocReader {
  private let settings: ReadSettings
  private let rate: Int64
  private var builder = ProfileBuilder()
  private var map: MemoryMap?
  private var stacks: [[UInt64]] = []
  private var records: [Record] = []
  private var current: Int?
  private var memory = 0
  private var unread = UnreadLines()

  private struct Record {
    let stack: Int
    /// The number of the thread; nil for all.
    let thread: Int64?
    let inUse, ever: HeapPair
  }

  private init(_ settings: ReadSettings, rate: Int64) {
    (self.settings, self.rate) = (settings, rate)
  }

  /// How many bytes lie between two samples, by a first line; nil for any other.
  static func rate(_ line: ArraySlice<UInt8>) -> Int64? {
    var cursor = TextCursor(line)
    guard cursor.skip("heap_v2/"), let rate = cursor.decimal(), cursor.isAtEnd else { return nil }
    return Int64(exactly: rate)
  }

  static func read(
    _ source: consuming ByteSource, _ settings: ReadSettings
  ) throws -> ReadProfile {
    var lines = LineSplitter(source)
    var first = try lines.next()?.trimmed
    while first?.isEmpty == true { first = try lines.next()?.trimmed }
    guard let first, let rate = rate(first) else { throw TextError(.unknownFormat) }
    var reader = JemallocReader(settings, rate: rate)
    while let line = try lines.next() { try reader.parse(line.trimmed, lines.lineNumber) }
    return try reader.finish(isTerminated: lines.isTerminated)
  }

  // MARK: Lines

  private mutating func parse(_ line: ArraySlice<UInt8>, _ number: Int) throws {
    if line.isEmpty { return }
    if map != nil { return map?.parse(line) ?? () }
    if MemoryMap.begins(after: line) {
      map = MemoryMap()
    } else if line.first == UInt8(ascii: "@") {
      try begin(line, number)
    } else if let entry = Self.entry(line) {
      add(entry)
    } else {
      unread.note(line, line: number)
    }
    try settings.limits.check(memory: memory)
  }

  private mutating func begin(_ line: ArraySlice<UInt8>, _ number: Int) throws {
    var cursor = TextCursor(line.dropFirst())
    guard let addresses = cursor.addresses() else {
      current = nil
      return unread.note(line, line: number)
    }
    try settings.limits.check(depth: addresses.count)
    current = stacks.count
    stacks.append(addresses)
    memory += 64 + 8 * addresses.count
  }

  /// `t*: 13: 6688 [0: 0]`
  private static func entry(
    _ line: ArraySlice<UInt8>
  ) -> (thread: Int64?, inUse: HeapPair, ever: HeapPair)? {
    var cursor = TextCursor(line)
    guard cursor.skip("t") else { return nil }
    let isAll = cursor.skip("*")
    let thread = isAll ? nil : cursor.decimal().flatMap { Int64(exactly: $0) }
    guard isAll || thread != nil, cursor.skip(":"), let inUse = HeapPair(&cursor) else {
      return nil
    }
    cursor.skipBlanks()
    guard cursor.skip("["), let ever = HeapPair(&cursor), cursor.skip("]") else { return nil }
    return (thread, inUse, ever)
  }

  private mutating func add(_ entry: (thread: Int64?, inUse: HeapPair, ever: HeapPair)) {
    // Before the first stack stand totals.
    guard let current, (entry.thread != nil) == settings.keepsIDs else { return }
    records.append(
      Record(stack: current, thread: entry.thread, inUse: entry.inUse, ever: entry.ever))
    memory += MemoryLayout<Record>.stride
  }

  // MARK: The whole

  private mutating func finish(isTerminated: Bool) throws -> ReadProfile {
    var notes = ReadNotes()
    if map == nil { notes.incomplete = "it ends before its MAPPED_LIBRARIES" }
    notes.unreadLines = unread.count
    if let warning = unread.warning { notes.warnings.append(warning) }
    let calls = stacks.map(Self.callAddresses)
    var locations = AddressLocations(map ?? MemoryMap(), nil, &builder, of: calls)
    var columns = self.columns
    let first = columns.columns.count - 2
    for record in records {
      let stack = builder.stack(calls[record.stack].map { locations.location(of: $0, &builder) })
      let row = columns.row(stack, labelSet(of: record))
      add(record.inUse, at: first, row, to: &columns)
      if first > 0 { add(record.ever, at: 0, row, to: &columns) }
      try settings.limits.check(memory: builder.memory + columns.memory + memory)
    }
    (notes.recordsRead, notes.recordsSeen) = (records.count, records.count)
    notes.note(zeroSamples: columns.move(into: &builder))
    builder.header.period = rate
    builder.header.periodType = ValueType(
      type: builder.string("space"), unit: builder.string("bytes"))
    return ReadProfile(profile: builder.finish(), notes: notes)
  }

  /// All allocations since the start are only recorded if the program asked for it.
  private var columns: SampleColumns {
    var columns = SampleColumns()
    if records.contains(where: { $0.ever.objects != 0 || $0.ever.bytes != 0 }) {
      _ = columns.column("alloc_objects", "count")
      _ = columns.column("alloc_space", "bytes")
    }
    _ = columns.column("inuse_objects", "count")
    _ = columns.column("inuse_space", "bytes")
    return columns
  }

  /// Addresses above the leaf are those to return to, one behind the call.
  private static func callAddresses(_ stack: [UInt64]) -> [UInt64] {
    stack.enumerated().map { $0.offset == 0 || $0.element == 0 ? $0.element : $0.element - 1 }
  }

  private mutating func labelSet(of record: Record) -> LabelSetID {
    guard let thread = record.thread else { return .empty }
    return builder.labelSet([
      Label(key: builder.string("thread_id"), value: .number(thread, unit: .empty))
    ])
  }

  private func add(
    _ pair: HeapPair, at column: Int, _ row: Int, to columns: inout SampleColumns
  ) {
    let values = unsampled(pair)
    columns.add(values.objects, column: column, row: row)
    columns.add(values.bytes, column: column + 1, row: row)
  }

  /// The objects and bytes that a sampled pair represents: an object of S bytes is sampled with the probability 1 −
  /// e^(−S/rate).
  private func unsampled(_ pair: HeapPair) -> (objects: Int64, bytes: Int64) {
    guard rate > 1, pair.objects > 0, pair.bytes > 0 else { return (pair.objects, pair.bytes) }
    let size = Double(pair.bytes) / Double(pair.objects)
    let scale = 1 / (1 - Mathematics.exponential(-size / Double(rate)))
    return (
      Int64(clamping: (Double(pair.objects) * scale).rounded()),
      Int64(clamping: (Double(pair.bytes) * scale).rounded())
    )
  }
}
