import JSONText
import ProfileModel

/// The samples of a CPU profile of V8 and when they were taken, twelve bytes each.
struct V8Samples {
  /// The id of each sample's node.
  private(set) var nodes: [Int64] = []
  /// The time since the sample before, in nanoseconds; nil if there are no times.
  private(set) var deltas: [Int64]?
  /// The times of old profiles, in nanoseconds.
  private var times: [Int64]?
  /// When it began and ended, in nanoseconds of a clock that says nothing.
  var start: Int64 = 0
  var end: Int64?

  var memory: Int { 8 &* (nodes.count &+ (deltas?.count ?? 0) &+ (times?.count ?? 0)) }

  mutating func readNodes(_ json: inout JSONTokenizer, _ check: (_ memory: Int) throws -> Void)
    throws
  {
    nodes = []
    try json.readArrayIfAny { json in
      nodes.append(try json.integer() ?? -1)
      if nodes.count % 1024 == 0 { try check(memory) }
    }
  }

  mutating func readDeltas(_ json: inout JSONTokenizer, _ check: (_ memory: Int) throws -> Void)
    throws
  {
    deltas = try numbers(&json, check)
  }

  mutating func readTimes(_ json: inout JSONTokenizer, _ check: (_ memory: Int) throws -> Void)
    throws
  {
    times = try numbers(&json, check)
  }

  private func numbers(
    _ json: inout JSONTokenizer, _ check: (_ memory: Int) throws -> Void
  ) throws -> [Int64] {
    var numbers: [Int64] = []
    try json.readArrayIfAny { json in
      numbers.append(try json.decimal()?.scaled(by: 3) ?? 0)
      if numbers.count % 1024 == 0 { try check(memory + 8 * numbers.count) }
    }
    return numbers
  }

  /// Adds the samples of a later part.
  mutating func append(_ other: V8Samples) {
    nodes += other.nodes
    if let others = other.deltas { deltas = (deltas ?? []) + others }
    end = other.end ?? end
  }

  // MARK: Durations

  /// The duration of each sample, in the order of time; nil if there are no times.
  ///
  /// A sample lasts until the next one, the last one until the end. Times may fall: samples are taken by several
  /// threads.
  func durations(_ context: String?) throws -> [(node: Int64, nanoseconds: Int64)]? {
    guard let times = try sampleTimes(context) else { return nil }
    let order = Self.order(times)
    let last = order.last.map { times[$0] }
    let stop = max(end ?? .min, last ?? .min)
    return order.indices.map { index in
      let next = index + 1 < order.count ? times[order[index + 1]] : stop
      let time = times[order[index]]
      return (nodes[order[index]], next.subtractingClamped(time))
    }
  }

  private func sampleTimes(_ context: String?) throws -> [Int64]? {
    guard var numbers = times ?? deltas else { return nil }
    // Old profiles also record when the last sample ended.
    if times != nil, numbers.count == nodes.count + 1 { numbers.removeLast() }
    guard numbers.count == nodes.count else {
      let name = times == nil ? "time deltas" : "timestamps"
      throw ContentError(.lengths(nodes.count, "samples", numbers.count, name), in: context)
    }
    if times != nil { return numbers }
    var time = start
    return numbers.map { delta in
      time = time.addingClamped(delta)
      return time
    }
  }

  /// The samples in the order of time; those of one time stay as they are.
  private static func order(_ times: [Int64]) -> [Int] {
    let isSorted = !zip(times, times.dropFirst()).contains { $0 > $1 }
    guard !isSorted else { return Array(times.indices) }
    return times.indices.sorted { (times[$0], $0) < (times[$1], $1) }
  }
}

extension V8Samples {
  /// Adds the samples to columns: how many, and how long they lasted where that is known.
  func add(
    to columns: inout SampleColumns, labels: LabelSetID, _ nodes: inout V8Nodes,
    _ builder: inout ProfileBuilder, _ limits: ReadLimits, _ notes: inout ReadNotes,
    context: String? = nil
  ) throws {
    let durations = try durations(context)
    let count = columns.column("samples", "count")
    let time = durations == nil ? nil : columns.column("cpu", "nanoseconds")
    var unknown = 0
    let samples = durations ?? self.nodes.map { ($0, 0) }
    for (id, nanoseconds) in samples {
      var stack = StackID.empty
      if let node = nodes.node(id) {
        stack = try nodes.stack(of: node, in: &builder, limits)
      } else {
        unknown += 1
        stack = builder.stack([
          builder.location(function: builder.function(name: builder.string("(unknown)")))
        ])
      }
      let row = columns.row(stack, labels)
      columns.add(1, column: count, row: row)
      if let time { columns.add(nanoseconds, column: time, row: row) }
      try limits.check(memory: memory + nodes.memory + builder.memory + columns.memory)
    }
    notes.recordsRead += samples.count
    notes.recordsSeen += samples.count
    for time in try sampleTimes(context) ?? [] { columns.span.include(time) }
    guard unknown > 0 else { return }
    notes.warnings.append(
      "\(unknown.counted("sample")) of nodes that are not in the file: see '(unknown)'")
  }
}
