import CPprof
import ProfileModel

/// One sample, as read; used again for the next.
///
/// Over 90 % of a profile's bytes are samples. protobuf-c reads 100 MB of them in 0.34 s, the plain loop
/// here in half of that, so it goes first; what is not quite as writers write it is left to protobuf-c.
struct SampleScratch: ~Copyable {
  private struct WireLabel {
    var key: Int64 = 0
    var text: Int64 = 0
    var number: Int64 = 0
    var unit: Int64 = 0
  }

  /// More are left to protobuf-c, whose arena has a budget: two bytes become a label of 32.
  private static let mostLabels = 1 << 22

  private var frames = FrameBuffer()
  /// How many frames the sample has.
  var depth: Int { frames.depth }
  private var values: [Int64] = []
  private var labels: [WireLabel] = []
  private var set: [Label] = []
  /// Interns stacks, after the first batch of them, and how much memory they take at most that it got.
  private var thread: InterningThread?
  private var threadMemory: Int?
  private var mayHaveThread = true
  private let batchSize: Int

  /// - `batchSize`: how many samples are worth a thread, and then handing over to it.
  init(batchSize: Int) { self.batchSize = batchSize }

  /// Reads a sample by a plain loop over its fields.
  ///
  /// - Returns: false when something is not as expected; then protobuf-c has to decide.
  mutating func read(_ bytes: borrowing Span<UInt8>, ids: inout FrameIDs) -> Bool {
    clear()
    var cursor = WireCursor()
    while cursor.position < bytes.count {
      let tag = bytes[cursor.position]
      cursor.position += 1
      guard let number = cursor.varint(bytes) else { return false }
      switch tag {
      case 0x08: frames.append(ids.number(number))
      case 0x10: values.append(Int64(bitPattern: number))
      case 0x0a, 0x12, 0x1a:
        guard number <= UInt64(bytes.count - cursor.position) else { return false }
        let end = cursor.position + Int(number)
        guard readBytes(tag, bytes, &cursor, end, &ids) else { return false }
      default: return false
      }
    }
    return true
  }

  private mutating func readBytes(
    _ tag: UInt8, _ bytes: borrowing Span<UInt8>, _ cursor: inout WireCursor, _ end: Int,
    _ ids: inout FrameIDs
  ) -> Bool {
    if tag == 0x1a { return readLabel(bytes, &cursor, end) }
    if tag == 0x0a {
      defer { cursor.position = end }
      return frames.append(packed: bytes, cursor.position..<end, ids: &ids)
    }
    while cursor.position < end {
      guard let number = cursor.varint(bytes) else { return false }
      values.append(Int64(bitPattern: number))
    }
    return cursor.position == end
  }

  private mutating func readLabel(
    _ bytes: borrowing Span<UInt8>, _ cursor: inout WireCursor, _ end: Int
  ) -> Bool {
    var label = WireLabel()
    while cursor.position < end {
      let tag = bytes[cursor.position]
      cursor.position += 1
      guard let number = cursor.varint(bytes) else { return false }
      switch tag {
      case 0x08: label.key = Int64(bitPattern: number)
      case 0x10: label.text = Int64(bitPattern: number)
      case 0x18: label.number = Int64(bitPattern: number)
      case 0x20: label.unit = Int64(bitPattern: number)
      default: return false
      }
    }
    labels.append(label)
    return cursor.position == end && labels.count <= Self.mostLabels
  }

  /// Copies what protobuf-c has unpacked.
  mutating func read(_ message: borrowing Pprof__Sample, ids: inout FrameIDs) {
    clear()
    for index in 0..<message.n_location_id {
      frames.append(ids.number(message.location_id[index]))
    }
    values.append(contentsOf: UnsafeBufferPointer(start: message.value, count: message.n_value))
    for index in 0..<message.n_label {
      guard let label = message.label[index]?.pointee else { continue }
      labels.append(
        WireLabel(key: label.key, text: label.str, number: label.num, unit: label.num_unit))
    }
  }

  private mutating func clear() {
    frames.clear()
    values.removeAll(keepingCapacity: true)
    labels.removeAll(keepingCapacity: true)
  }

  /// Adds the sample to the tables, except for its stack.
  mutating func move(into tables: inout WireTables) {
    let endsRound = frames.endSample()
    tables.addSample(labels: labelSet(&tables), values: values)
    if endsRound { moveRounds(into: &tables) }
  }

  /// As `go tool pprof` has it: a text wins over a number, and a label of zeros is dropped.
  private mutating func labelSet(_ tables: inout WireTables) -> LabelSetID {
    guard !labels.isEmpty else { return .empty }
    set.removeAll(keepingCapacity: true)
    for label in labels {
      let key = tables.string(label.key, "a label")
      if label.text != 0 {
        set.append(Label(key: key, value: .text(tables.string(label.text, "a label"))))
      } else if label.number != 0 || label.unit != 0 {
        let unit = tables.string(label.unit, "a label")
        set.append(Label(key: key, value: .number(label.number, unit: unit)))
      }
    }
    return tables.labelSets.intern(set)
  }
}

// MARK: - Stacks

extension SampleScratch {
  /// How much memory the stacks take at most that are not in the tables yet.
  var mostMemory: Int {
    // A thread's are not known before they are interned; the few of a round are not counted.
    threadMemory.map { $0 + frames.mostMemory } ?? 0
  }

  /// Has all stacks interned, and adds those of the samples that were added before.
  mutating func finish(into tables: inout WireTables) {
    endThread(&tables)
    frames.intern(in: &tables.stacks, &tables.samples.stacks)
  }

  /// Has the stacks of all complete rounds in the tables, as if there had been no thread, and goes on without.
  mutating func endThread(_ tables: inout WireTables) {
    guard let thread = thread.take() else { return }
    threadMemory = nil
    thread.fetch(&tables.stacks, &tables.samples.stacks)
    frames.internRounds(in: &tables.stacks, &tables.samples.stacks)
  }

  private mutating func moveRounds(into tables: inout WireTables) {
    if threadMemory != nil {
      if frames.isBatch(batchSize) { threadMemory = thread?.put(&frames) }
      return
    }
    frames.internRounds(in: &tables.stacks, &tables.samples.stacks)
    guard mayHaveThread, tables.samples.stacks.count >= batchSize else { return }
    mayHaveThread = false
    let memory = tables.stacks.table.memory
    thread = InterningThread(&tables.stacks, &tables.samples.stacks)
    if thread != nil { threadMemory = memory }
  }
}
