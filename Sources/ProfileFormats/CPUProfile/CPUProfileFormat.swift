import JSONText
import ProfileModel

extension InputFormat {
  /// What `node --cpu-prof` and DevTools save, today's and that of old versions.
  package static let cpuprofile = InputFormat(
    name: "cpuprofile", summary: "node --cpu-prof, Chrome DevTools, Hermes",
    endings: [".cpuprofile"], traits: [], isText: false,
    recognise: { window in
      guard let outline = window.outline else { return .no }
      if outline.has("callFrame", in: "nodes") { return .certain("it has nodes with call frames") }
      return outline.has("hitCount", in: "head") ? .certain("it has a tree of hits") : .no
    },
    read: { source, settings in [.only(try CPUProfileReader.read(source, settings))] })
}

/// Reads a CPU profile of V8: the nodes of a call tree, and which of them each sample ended in.
///
/// In old ones the tree stands under `head`, lines count from 1, and the times of begin and end are in seconds.
struct CPUProfileReader {
  private let settings: ReadSettings
  private var builder = ProfileBuilder()
  private var nodes = V8Nodes()
  private var samples = V8Samples()
  private var (start, end): (DecimalNumber?, DecimalNumber?)
  private var isOld = false

  private init(_ settings: ReadSettings) { self.settings = settings }

  static func read(
    _ source: consuming ByteSource, _ settings: ReadSettings
  ) throws -> ReadProfile {
    var reader = CPUProfileReader(settings)
    try JSONTokenizer.readObject(of: source) { key, json in try reader.parse(key, &json) }
    return try reader.finish()
  }

  private mutating func parse(_ key: String, _ json: inout JSONTokenizer) throws {
    let limits = settings.limits
    let others = builder.memory + nodes.memory
    let check = { (memory: Int) in try limits.check(memory: memory + others) }
    switch key {
    case "nodes": try parseNodes(&json)
    case "head":
      isOld = true
      nodes = V8Nodes()
      try nodes.readTree(&json, &builder, limits, firstLine: 1)
    case "samples": try samples.readNodes(&json, check)
    case "timeDeltas": try samples.readDeltas(&json, check)
    case "timestamps": try samples.readTimes(&json, check)
    case "startTime": start = try json.decimal()
    case "endTime": end = try json.decimal()
    default: break
    }
  }

  private mutating func parseNodes(_ json: inout JSONTokenizer) throws {
    nodes = V8Nodes()
    try json.readArray { json in
      let node = nodes.append()
      try json.readObject { key, json in try nodes.parse(key, of: node, &json, &builder) }
      try settings.limits.check(memory: builder.memory + nodes.memory)
    }
  }

  private mutating func finish() throws -> ReadProfile {
    guard nodes.count > 0 else { throw ContentError(.missing("node")) }
    let power = isOld ? 9 : 3
    samples.start = start?.scaled(by: power) ?? 0
    samples.end = end?.scaled(by: power)
    nodes.connect()
    var notes = ReadNotes()
    var columns = SampleColumns()
    if samples.nodes.isEmpty {
      try addHits(to: &columns, &notes)
    } else {
      try samples.add(
        to: &columns, labels: .empty, &nodes, &builder, settings.limits, &notes)
    }
    notes.note(zeroSamples: columns.move(into: &builder))
    return ReadProfile(profile: builder.finish(), notes: notes)
  }

  /// Without samples it is known how many ended in each node, but not how long they lasted.
  private mutating func addHits(
    to columns: inout SampleColumns, _ notes: inout ReadNotes
  ) throws {
    let column = columns.column("samples", "count")
    for node in 0..<nodes.count where nodes.weights[node] != 0 {
      let stack = try nodes.stack(of: node, in: &builder, settings.limits)
      columns.add(nodes.weights[node], column: column, stack: stack)
      try settings.limits.check(memory: builder.memory + nodes.memory + columns.memory)
    }
    notes.recordsRead = columns.count
    notes.recordsSeen = columns.count
  }
}
