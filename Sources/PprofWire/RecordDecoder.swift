import CPprof
import ProfileModel

/// Turns the records of a profile into columns, a record at a time.
struct RecordDecoder: ~Copyable {
  private(set) var tables = WireTables()
  private var arena: Arena
  private var scratch: SampleScratch
  private let limits: ReadLimits
  /// How much memory the rows of tables take so far that are not stored once.
  private var rowBytes = 0
  /// Real profiles have four, and every sample has a value for each.
  private static let mostSampleTypes = 4096
  /// How many records belong to no table.
  private var strays = 0
  private let usesPlainLoop: Bool

  /// - `usesPlainLoop`: false leaves all samples to protobuf-c, which tests compare with.
  /// - `arenaBudget`: how many bytes one record may unpack to; as much as the tables may take
  ///   unless it is given.
  /// - `batchSize`: after how many samples a thread interns stacks. It gets as many at a time: 1 MiB of frames, and
  ///   with half or twice of that nothing is faster.
  init(
    limits: ReadLimits, usesPlainLoop: Bool = true, arenaBudget: Int? = nil, batchSize: Int = 8192
  ) {
    arena = Arena(budget: arenaBudget ?? limits.tableBytes)
    scratch = SampleScratch(batchSize: batchSize)
    self.limits = limits
    self.usesPlainLoop = usesPlainLoop
  }

  /// Ends what was left for later.
  mutating func finish() throws(PprofError) {
    scratch.finish(into: &tables)
    try take(0)
  }

  /// Decodes one record; fields that are unknown are skipped.
  ///
  /// - `offset`: where the record begins in the profile.
  mutating func decode(
    _ record: WireRecord, in bytes: borrowing Span<UInt8>, at offset: Int
  ) throws(PprofError) {
    do {
      guard let field = WireRecord.Field(rawValue: record.number) else { return try countStray() }
      try decode(field, record, in: bytes)
    } catch {
      throw PprofError(error.reason, at: offset)
    }
  }

  private mutating func decode(
    _ field: WireRecord.Field, _ record: WireRecord, in bytes: borrowing Span<UInt8>
  ) throws(PprofError) {
    switch record.wireType {
    case .bytes: try decode(field, content: bytes.extracting(record.content))
    case .varint: try decode(field, number: Int64(bitPattern: record.value))
    case .fixed32, .fixed64: throw wrongType(field, record.wireType)
    }
  }

  private mutating func decode(
    _ field: WireRecord.Field, content: borrowing Span<UInt8>
  ) throws(PprofError) {
    switch field {
    case .sample: try decodeSample(content)
    case .location: try decodeLocation(content)
    case .function: try decodeFunction(content)
    case .mapping: try decodeMapping(content)
    case .string: try decodeString(content)
    case .sampleType:
      try check(tables.header.sampleTypes.count + 1, Self.mostSampleTypes, "sample types")
      let type = try valueType(content, "a sample type")
      tables.header.sampleTypes.append(type)
    case .periodType:
      // A second one replaces the first.
      try countStray()
      tables.header.periodType = try valueType(content, "the period type")
    case .comment: try decodeComments(content)
    default: throw wrongType(field, .bytes)
    }
  }

  private mutating func decode(_ field: WireRecord.Field, number: Int64) throws(PprofError) {
    switch field {
    case .dropFrames: tables.header.dropFrames = tables.string(number, "drop_frames")
    case .keepFrames: tables.header.keepFrames = tables.string(number, "keep_frames")
    case .timeNanos:
      guard tables.header.timeNanos == 0 else { throw PprofError(.concatenated) }
      tables.header.timeNanos = number
    case .durationNanos: tables.header.durationNanos = number
    case .period: tables.header.period = number
    case .comment: try addComment(number)
    case .defaultSampleType:
      tables.header.defaultSampleType = tables.string(number, "default_sample_type")
    case .docURL: tables.header.docURL = tables.string(number, "doc_url")
    default: throw wrongType(field, .varint)
    }
  }

  private func wrongType(
    _ field: WireRecord.Field, _ wireType: WireCursor.WireType
  ) -> PprofError {
    PprofError(.wrongWireType(field: field.name, wireType: wireType.rawValue))
  }

  private mutating func decodeString(_ content: borrowing Span<UInt8>) throws(PprofError) {
    guard !tables.stringRows.isEmpty || content.isEmpty else {
      throw PprofError(.firstStringNotEmpty)
    }
    try take(0, more: content.count)
    tables.stringRows.append(tables.strings.intern(content).index)
  }

  private mutating func decodeComments(_ content: borrowing Span<UInt8>) throws(PprofError) {
    var cursor = WireCursor()
    while cursor.position < content.count {
      guard let number = cursor.varint(content) else { throw PprofError(.badVarint) }
      try addComment(Int64(bitPattern: number))
    }
  }

  private mutating func addComment(_ index: Int64) throws(PprofError) {
    // A report makes a line of each.
    try take(128)
    tables.header.comments.append(tables.string(index, "a comment"))
  }

  /// Counts the memory of new rows; the sizes are those of the columns.
  ///
  /// - `more`: what else is about to be added.
  private mutating func take(_ bytes: Int, more: Int = 0) throws(PprofError) {
    rowBytes += bytes
    if rowBytes + tables.internedMemory + scratch.mostMemory + more <= limits.tableBytes { return }
    // How many stacks are equal is not known yet.
    scratch.endThread(&tables)
    guard rowBytes + tables.internedMemory + more <= limits.tableBytes else {
      throw PprofError(.tablesTooLarge(limit: limits.tableBytes))
    }
  }

  /// Counts a record that belongs to no table.
  private mutating func countStray() throws(PprofError) {
    strays += 1
    try check(strays, limits.strays, "records that belong to no table")
  }

  /// Holds a table to its budget.
  private func check(_ count: Int, _ limit: Int, _ what: String) throws(PprofError) {
    guard count <= limit else { throw PprofError(.tooLarge(what: what, limit: limit)) }
  }
}

// MARK: - Messages, unpacked by protobuf-c

extension RecordDecoder {
  private mutating func valueType(
    _ content: borrowing Span<UInt8>, _ what: StaticString
  ) throws(PprofError) -> ValueType {
    let read = try arena.withMessage(
      pprof__value_type__unpack, content, "value type", pprof__value_type__descriptor
    ) { message in (message.type, message.unit) }
    return ValueType(type: tables.string(read.0, what), unit: tables.string(read.1, what))
  }

  private mutating func decodeMapping(_ content: borrowing Span<UInt8>) throws(PprofError) {
    try take(MemoryLayout<Mapping>.stride)
    try CanonicalMessage.requireNumbers(in: 7...10, of: content, pprof__mapping__descriptor)
    let read = try arena.withMessage(
      pprof__mapping__unpack, content, "mapping", pprof__mapping__descriptor
    ) { message in
      Mapping(
        id: message.id, start: message.memory_start, limit: message.memory_limit,
        fileOffset: message.file_offset,
        filename: tables.string(message.filename, "a mapping"),
        buildID: tables.string(message.build_id, "a mapping"),
        hasFunctions: message.has_functions != 0, hasFilenames: message.has_filenames != 0,
        hasLineNumbers: message.has_line_numbers != 0,
        hasInlineFrames: message.has_inline_frames != 0)
    }
    tables.mappings.append(read)
  }

  private mutating func decodeFunction(_ content: borrowing Span<UInt8>) throws(PprofError) {
    try take(32)
    try arena.withMessage(
      pprof__function__unpack, content, "function", pprof__function__descriptor
    ) { message in
      tables.functions.append(
        id: message.id, name: tables.string(message.name, "a function"),
        systemName: tables.string(message.system_name, "a function"),
        filename: tables.string(message.filename, "a function"), startLine: message.start_line)
    }
  }

  private mutating func decodeLocation(_ content: borrowing Span<UInt8>) throws(PprofError) {
    let lines = tables.lineFunctions.count
    try CanonicalMessage.requireNumbers(in: 5...5, of: content, pprof__location__descriptor)
    try arena.withMessage(
      pprof__location__unpack, content, "location", pprof__location__descriptor
    ) { message in
      for index in 0..<message.n_line {
        guard let line = message.line[index]?.pointee else { continue }
        tables.lineFunctions.append(line.function_id)
        tables.locations.appendLine(
          function: FunctionID(0), number: line.line, column: line.column)
      }
      tables.locationMappings.append(message.mapping_id)
      tables.locations.append(
        id: message.id, mapping: nil, address: message.address, isFolded: message.is_folded != 0)
    }
    try take(40 + 28 * (tables.lineFunctions.count - lines))
  }

  private mutating func decodeSample(_ content: borrowing Span<UInt8>) throws(PprofError) {
    let values = tables.samples.values.count
    if !usesPlainLoop || !scratch.read(content, ids: &tables.frames) {
      try arena.withMessage(pprof__sample__unpack, content, "sample", pprof__sample__descriptor) {
        message in scratch.read(message, ids: &tables.frames)
      }
    }
    try check(scratch.depth, limits.depth, "frames in one stack")
    scratch.move(into: &tables)
    try take(8 + 8 * (tables.samples.values.count - values))
  }
}
