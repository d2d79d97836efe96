import JSONText
import ProfileModel

/// The samples of a trace, which refer to frames that know what called them.
struct TraceSamples {
  private struct Frame {
    var name = StringID.empty
    var parent: StringID?
  }
  private struct Sample {
    var time: Int64 = 0
    var tid: Int64 = 0
    var weight: Int64 = 1
    var frame = StringID.empty
  }
  private var frames: [StringID: Frame] = [:]
  private var samples: [Sample] = []

  var memory: Int { 48 &* frames.count &+ 32 &* samples.count }
  var isEmpty: Bool { samples.isEmpty || frames.isEmpty }

  mutating func readFrames(_ json: inout JSONTokenizer, _ builder: inout ProfileBuilder) throws {
    try json.readObjectIfAny { key, json in
      var frame = Frame()
      try json.readObject { key, json in
        switch key {
        case "name": frame.name = try json.textBytes().map { builder.string($0.span) } ?? .empty
        case "parent": frame.parent = try Self.id(&json, &builder)
        default: break
        }
      }
      frames[builder.string(key)] = frame
    }
  }

  mutating func readSamples(_ json: inout JSONTokenizer, _ builder: inout ProfileBuilder) throws {
    samples = []
    try json.readArrayIfAny { json in
      var sample = Sample()
      try json.readObject { key, json in
        switch key {
        case "ts": sample.time = try json.decimal()?.scaled(by: 3) ?? 0
        case "tid": sample.tid = try json.integer() ?? 0
        case "weight": sample.weight = try json.decimal()?.scaled(by: 0) ?? 1
        case "sf": sample.frame = try Self.id(&json, &builder) ?? .empty
        default: break
        }
      }
      samples.append(sample)
    }
  }

  /// An id, which may be a number or a text.
  private static func id(
    _ json: inout JSONTokenizer, _ builder: inout ProfileBuilder
  ) throws -> StringID? {
    switch try json.kind() {
    case .string: try json.readString()
    case .number: try json.readNumber()
    default: return nil
    }
    return builder.string(json.text.span)
  }

  /// Adds the samples to columns; each lasts until the next one of its thread.
  func add(
    to columns: inout SampleColumns, _ builder: inout ProfileBuilder, _ settings: ReadSettings,
    _ notes: inout ReadNotes
  ) throws {
    let (count, time) = (columns.column("samples", "count"), columns.column("time", "nanoseconds"))
    let order = samples.indices.sorted {
      (samples[$0].time, $0) < (samples[$1].time, $1)
    }
    var last: [Int64: (time: Int64, row: Int)] = [:]
    for index in order {
      let sample = samples[index]
      let stack = try stack(of: sample.frame, sample: index + 1, in: &builder, settings.limits)
      let identity = ThreadIdentity(tid: sample.tid)
      let row = columns.row(stack, identity.labelSet(in: &builder, keepsIDs: settings.keepsIDs))
      columns.add(sample.weight, column: count, row: row)
      if let before = last[sample.tid] {
        columns.add(sample.time.subtractingClamped(before.time), column: time, row: before.row)
      }
      last[sample.tid] = (sample.time, row)
      columns.span.include(sample.time)
      try settings.limits.check(memory: memory + builder.memory + columns.memory)
    }
    (notes.recordsRead, notes.recordsSeen) = (samples.count, samples.count)
  }

  private func stack(
    of frame: StringID, sample: Int, in builder: inout ProfileBuilder, _ limits: ReadLimits
  ) throws -> StackID {
    var locations: [LocationID] = []
    var next: StringID? = frame
    while let id = next {
      guard let frame = frames[id] else {
        throw ContentError(.other("refers to a frame that does not exist"), in: "sample \(sample)")
      }
      locations.append(builder.location(function: builder.function(name: frame.name)))
      next = frame.parent
      try limits.check(depth: locations.count)
    }
    return builder.stack(locations)
  }
}
