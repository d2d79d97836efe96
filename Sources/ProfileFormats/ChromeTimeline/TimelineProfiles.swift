import ProfileModel

/// The CPU profiles in a timeline, each in several parts.
struct TimelineProfiles {
  private struct Key: Hashable {
    let pid: Int64
    let id: StringID
  }
  private struct Entry {
    let pid: Int64
    var tid: Int64
    var start: Int64?
    var parts: [(time: Int64, part: TraceEvent.ProfilePart)] = []
  }
  private var rows: [Key: Int] = [:]
  private var entries: [Entry] = []
  private(set) var memory = 0

  var isEmpty: Bool { entries.isEmpty }

  /// Adds what an event says of a profile.
  ///
  /// - `opens`: whether it is the one that says when and on which thread a profile begins.
  mutating func add(_ event: TraceEvent, opens: Bool) {
    let key = Key(pid: event.pid, id: event.id)
    let row = rows[key] ?? entries.count
    if row == entries.count {
      rows[key] = row
      entries.append(Entry(pid: event.pid, tid: event.tid))
    }
    if opens { entries[row].tid = event.tid }
    guard let part = event.part else { return }
    if part.hasStart { entries[row].start = part.samples.start }
    entries[row].parts.append((event.time ?? 0, part))
    memory += 64 + part.nodes.memory + part.samples.memory
  }

  /// Adds the samples of all profiles to columns.
  mutating func add(
    to columns: inout SampleColumns, _ threads: TraceThreads, _ builder: inout ProfileBuilder,
    _ settings: ReadSettings, _ notes: inout ReadNotes
  ) throws {
    for index in entries.indices {
      var (nodes, samples) = Self.joined(&entries[index])
      let labels = threads.labelSet(
        pid: entries[index].pid, tid: entries[index].tid, in: &builder, settings)
      nodes.connect()
      let context = entries.count > 1 ? "profile \(index + 1)" : nil
      try samples.add(
        to: &columns, labels: labels, &nodes, &builder, settings.limits, &notes, context: context)
    }
  }

  /// The parts of a profile in the order of their times.
  private static func joined(_ entry: inout Entry) -> (V8Nodes, V8Samples) {
    var (nodes, samples) = (V8Nodes(), V8Samples())
    let times = entry.parts.map(\.time)
    let order = times.indices.sorted { (times[$0], $0) < (times[$1], $1) }
    for index in order {
      nodes.append(entry.parts[index].part.nodes)
      samples.append(entry.parts[index].part.samples)
    }
    // Without a start, times are only known from one sample to another.
    if entry.start == nil { samples.end = nil }
    samples.start = entry.start ?? 0
    entry.parts = []
    return (nodes, samples)
  }
}

/// What threads and processes are called.
struct TraceThreads {
  struct Key: Hashable {
    let pid, tid: Int64
  }
  private var threads: [Key: StringID] = [:]
  private var processes: [Int64: StringID] = [:]

  var memory: Int { 48 &* (threads.count &+ processes.count) }

  /// Adds an event of metadata.
  mutating func add(_ event: TraceEvent, _ builder: inout ProfileBuilder) {
    if event.name == builder.string("thread_name") {
      threads[Key(pid: event.pid, tid: event.tid)] = event.argument
    } else if event.name == builder.string("process_name") {
      processes[event.pid] = event.argument
    }
  }

  /// The labels of what ran on a thread.
  func labelSet(
    pid: Int64, tid: Int64, in builder: inout ProfileBuilder, _ settings: ReadSettings
  ) -> LabelSetID {
    let thread = threads[Key(pid: pid, tid: tid)]
    let identity = ThreadIdentity(process: processes[pid], pid: pid, thread: thread, tid: tid)
    return identity.labelSet(in: &builder, keepsIDs: settings.keepsIDs)
  }
}
