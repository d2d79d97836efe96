import JSONText
import ProfileModel

extension InputFormat {
  /// What `convert --to json` writes.
  package static let json = InputFormat(
    name: "json", summary: "convert --to json", endings: [".json"], traits: [], isText: false,
    recognise: { window in
      guard let outline = window.outline else { return .no }
      return outline.has("default_sample_type") && outline.has("drop_frames")
        ? .certain("it has the header of a profile as JSON") : .no
    },
    read: { source, settings in
      [.only(try OwnJSONReader.read(source, settings, isLines: false))]
    })

  /// What `convert --to ndjson` writes: a sample a line.
  package static let ndjson = InputFormat(
    name: "ndjson", summary: "convert --to ndjson: one sample per line", endings: [".ndjson"],
    traits: [], isText: false,
    recognise: { window in
      guard let outline = window.outline, outline.has("stack"), outline.has("values") else {
        return .no
      }
      return .certain("its first line is a sample")
    },
    read: { source, settings in
      [.only(try OwnJSONReader.read(source, settings, isLines: true))]
    })
}

/// Reads back what this program writes as JSON: samples with their stacks root first, labels and values.
struct OwnJSONReader {
  private let settings: ReadSettings
  private var builder = ProfileBuilder()
  private var columns = SampleColumns()
  private var read = 0
  private var defaultType = ""

  private init(_ settings: ReadSettings) { self.settings = settings }

  /// - `isLines`: whether each line is a sample, without anything around them.
  static func read(
    _ source: consuming ByteSource, _ settings: ReadSettings, isLines: Bool
  ) throws -> ReadProfile {
    var reader = OwnJSONReader(settings)
    var json = JSONTokenizer(source)
    if isLines {
      while try !json.isAtEnd() { try reader.parseSample(&json) }
    } else {
      try json.readObject { key, json in try reader.parse(key, &json) }
      try json.readEnd()
    }
    return reader.finish()
  }

  // MARK: Header

  private mutating func parse(_ key: String, _ json: inout JSONTokenizer) throws {
    switch key {
    case "comments":
      try json.readArrayIfAny { json in
        if let text = try string(&json) { builder.header.comments.append(text) }
      }
    case "default_sample_type": defaultType = try json.optionalText() ?? ""
    case "documentation": builder.header.docURL = try string(&json) ?? .empty
    case "drop_frames": builder.header.dropFrames = try string(&json) ?? .empty
    case "keep_frames": builder.header.keepFrames = try string(&json) ?? .empty
    case "duration_nanoseconds": builder.header.durationNanos = try json.integer() ?? 0
    case "time_nanoseconds": builder.header.timeNanos = try json.integer() ?? 0
    case "period": try parsePeriod(&json)
    case "samples": try json.readArrayIfAny { try parseSample(&$0) }
    default: break
    }
  }

  private mutating func string(_ json: inout JSONTokenizer) throws -> StringID? {
    try json.textBytes().map { builder.string($0.span) }
  }

  private mutating func parsePeriod(_ json: inout JSONTokenizer) throws {
    try json.readObjectIfAny { key, json in
      switch key {
      case "type": builder.header.periodType.type = try string(&json) ?? .empty
      case "unit": builder.header.periodType.unit = try string(&json) ?? .empty
      case "value": builder.header.period = try json.integer() ?? 0
      default: break
      }
    }
  }

  // MARK: Samples

  private mutating func parseSample(_ json: inout JSONTokenizer) throws {
    var (stack, labels): (StackID?, [Label]) = (nil, [])
    var values: [(column: Int, value: Int64)] = []
    try json.readObject { key, json in
      switch key {
      case "stack": stack = try parseStack(&json)
      case "labels": try json.readArrayIfAny { labels.append(contentsOf: try parseLabel(&$0)) }
      case "values": try json.readArrayIfAny { values.append(try parseValue(&$0)) }
      default: break
      }
    }
    read += 1
    guard let stack else { throw ContentError(.missing("'stack'"), in: "sample \(read)") }
    let row = columns.row(stack, builder.labelSet(labels))
    for (column, value) in values { columns.add(value, column: column, row: row) }
    try settings.limits.check(memory: builder.memory + columns.memory)
  }

  private mutating func parseValue(
    _ json: inout JSONTokenizer
  ) throws -> (column: Int, value: Int64) {
    var (type, unit, value): (String, String, Int64?) = ("", "", nil)
    try json.readObject { key, json in
      switch key {
      case "type": type = try json.optionalText() ?? ""
      case "unit": unit = try json.optionalText() ?? ""
      case "value": value = try json.integer()
      default: break
      }
    }
    guard let value else {
      throw ContentError(.missing("whole number 'value'"), in: "sample \(read + 1)")
    }
    return (columns.column(type, unit), value)
  }

  private mutating func parseLabel(_ json: inout JSONTokenizer) throws -> [Label] {
    var (key, text, unit): (StringID, StringID?, StringID) = (.empty, nil, .empty)
    var number: Int64?
    try json.readObject { name, json in
      switch name {
      case "key": key = try string(&json) ?? .empty
      case "text": text = try string(&json)
      case "number": number = try json.integer()
      case "unit": unit = try string(&json) ?? .empty
      default: break
      }
    }
    if let text { return [Label(key: key, value: .text(text))] }
    return number.map { [Label(key: key, value: .number($0, unit: unit))] } ?? []
  }

  // MARK: Stacks

  private struct Frame {
    var line: ProfileBuilder.Line?
    var address: UInt64 = 0
    var isInlined = false
  }

  private mutating func parseStack(_ json: inout JSONTokenizer) throws -> StackID {
    var locations: [LocationID] = []
    var lines: [ProfileBuilder.Line] = []
    try json.readArrayIfAny { json in
      let frame = try parseFrame(&json)
      if !frame.isInlined, !lines.isEmpty {
        locations.append(builder.location(lines: lines))
        lines = []
      }
      if let line = frame.line {
        // What was inlined comes behind its caller, and stands before it in a location.
        lines.insert(line, at: 0)
      } else {
        locations.append(builder.location(lines: [], address: frame.address))
      }
      try settings.limits.check(depth: locations.count + lines.count)
    }
    if !lines.isEmpty { locations.append(builder.location(lines: lines)) }
    return builder.stack(locations.reversed())
  }

  private mutating func parseFrame(_ json: inout JSONTokenizer) throws -> Frame {
    var (frame, name, file): (Frame, StringID?, StringID) = (Frame(), nil, .empty)
    var number: Int64 = 0
    try json.readObject { key, json in
      switch key {
      case "function": name = try string(&json)
      case "file": file = try string(&json) ?? .empty
      case "line": number = try json.integer() ?? 0
      case "inlined": frame.isInlined = try json.kind() == .boolean ? json.readBoolean() : false
      case "address":
        var cursor = TextCursor(try json.textBytes() ?? [])
        frame.address = cursor.hexadecimal() ?? 0
      default: break
      }
    }
    frame.line = name.map {
      .init(function: builder.function(name: $0, filename: file), number: number)
    }
    return frame
  }

  // MARK: The whole

  private consuming func finish() -> ReadProfile {
    var notes = ReadNotes()
    (notes.recordsRead, notes.recordsSeen) = (read, read)
    let duration = builder.header.durationNanos
    notes.note(zeroSamples: columns.move(into: &builder))
    builder.header.durationNanos = duration
    builder.header.defaultSampleType = builder.string(defaultType)
    return ReadProfile(profile: builder.finish(), notes: notes)
  }
}
