import JSONText
import ProfileModel

extension InputFormat {
  /// What `stackprof --json` prints.
  package static let stackprof = InputFormat(
    name: "stackprof", summary: "Ruby's stackprof --json", endings: [], traits: [], isText: false,
    recognise: { window in
      guard let outline = window.outline, outline.has("mode"), outline.has("interval"),
        ["gc_samples", "missed_samples", "frames", "raw"].contains(where: { outline.has($0) })
      else { return .no }
      return .certain("it has the header of stackprof")
    },
    read: { source, settings in [.only(try StackprofReader.read(source, settings))] })
}

/// Reads what stackprof has sampled: stacks of ids, root first, each run with its length before and its count behind.
struct StackprofReader {
  private let settings: ReadSettings
  private var builder = ProfileBuilder()
  private var mode = ""
  private var interval = DecimalNumber(0)
  /// Ids are larger than floating-point numbers hold, so they stay texts.
  private var words = StringInterner()
  private var raw: [UInt32] = []
  private var deltas: [Int64] = []
  private var frames: [UInt32: LocationID] = [:]

  private init(_ settings: ReadSettings) { self.settings = settings }

  static func read(
    _ source: consuming ByteSource, _ settings: ReadSettings
  ) throws -> ReadProfile {
    var reader = StackprofReader(settings)
    try JSONTokenizer.readObject(of: source) { key, json in try reader.consume(key, &json) }
    return try reader.finish()
  }

  private mutating func consume(_ key: String, _ json: inout JSONTokenizer) throws {
    switch key {
    case "mode": mode = try json.optionalText() ?? ""
    case "interval": interval = try json.decimal() ?? DecimalNumber(0)
    case "raw":
      try json.readArrayIfAny { json in
        try json.readNumber()
        raw.append(words.intern(json.text).index)
        try settings.limits.check(memory: memory)
      }
    case "raw_timestamp_deltas":
      try json.readArrayIfAny { json in deltas.append(try json.decimal()?.scaled(by: 3) ?? 0) }
    case "frames": try json.readObjectIfAny { id, json in try parseFrame(id, &json) }
    default: break
    }
  }

  private var memory: Int {
    builder.memory + words.table.memory + 4 * raw.count + 8 * deltas.count + 48 * frames.count
  }

  private mutating func parseFrame(_ id: String, _ json: inout JSONTokenizer) throws {
    var (name, file, line): (StringID, StringID, Int64) = (.empty, .empty, 0)
    try json.readObject { key, json in
      switch key {
      case "name": name = try json.textBytes().map { builder.string($0.span) } ?? .empty
      case "file": file = try json.textBytes().map { builder.string($0.span) } ?? .empty
      case "line": line = try json.integer() ?? 0
      default: break
      }
    }
    let function = builder.function(name: name, filename: file)
    frames[words.intern(id).index] = builder.location(
      lines: [.init(function: function, number: max(0, line))])
    try settings.limits.check(memory: memory)
  }

  // MARK: The whole

  private mutating func finish() throws -> ReadProfile {
    guard !raw.isEmpty else {
      throw ContentError(
        .missing("'raw'; record with raw: true, otherwise no stacks are kept"))
    }
    var (columns, notes) = (SampleColumns(), ReadNotes())
    let count = columns.column(mode == "object" ? "alloc_objects" : "samples", "count")
    let time =
      mode == "object" ? nil : columns.column(mode == "wall" ? "wall" : "cpu", "nanoseconds")
    var (position, taken) = (0, 0)
    while position < raw.count {
      let run = try consumeRun(&position)
      let row = columns.row(run.stack)
      columns.add(run.count, column: count, row: row)
      if let time { columns.add(weight(of: run.count, &taken), column: time, row: row) }
      notes.recordsRead += 1
      try settings.limits.check(memory: memory + columns.memory)
    }
    notes.recordsSeen = notes.recordsRead
    notes.note(zeroSamples: columns.move(into: &builder))
    if mode == "cpu" {
      builder.header.period = interval.scaled(by: 3)
      builder.header.periodType = ValueType(
        type: builder.string("cpu"), unit: builder.string("nanoseconds"))
    }
    return ReadProfile(profile: builder.finish(), notes: notes)
  }

  /// How long some samples lasted: that many intervals, or, of a wall clock, what was measured.
  private func weight(of count: Int64, _ taken: inout Int) -> Int64 {
    guard mode == "wall", !deltas.isEmpty else {
      return interval.scaled(by: 3).multipliedClamped(by: count)
    }
    let end = min(deltas.count, taken + Int(clamping: max(0, count)))
    defer { taken = end }
    return deltas[taken..<end].reduce(0) { $0.addingClamped($1) }
  }

  private mutating func consumeRun(_ position: inout Int) throws -> (stack: StackID, count: Int64) {
    let start = position
    guard let length = number(position).flatMap({ Int(exactly: $0) }), length >= 0,
      length < raw.count - start - 1, let count = number(start + length + 1)
    else { throw ContentError(.other("a stack extends beyond the end"), in: "'raw', \(start + 1)") }
    try settings.limits.check(depth: length)
    var stack: [LocationID] = []
    for index in (start + 1..<start + 1 + length).reversed() {
      guard let frame = frames[raw[index]] else {
        throw ContentError(
          .other("refers to a frame that does not exist"), in: "'raw', \(index + 1)")
      }
      stack.append(frame)
    }
    position = start + length + 2
    return (builder.stack(stack), count)
  }

  private func number(_ index: Int) -> Int64? {
    guard raw.indices.contains(index) else { return nil }
    return DecimalNumber(words.table.bytes(of: StringID(raw[index])))?.whole
  }
}
