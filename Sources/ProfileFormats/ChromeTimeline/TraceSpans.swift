import ProfileModel

/// The spans of time that trace events tell of, as they begin and end on each thread.
struct TraceSpans {
  private struct Event {
    var time: Int64
    let name: UInt32
    let isEnd: Bool
    /// Its duration; nil for a begin or an end event.
    var length: Int64?
    var isDropped = false
  }
  private struct Thread {
    let key: TraceThreads.Key
    var events: [Event] = []
  }
  private var rows: [TraceThreads.Key: Int] = [:]
  private var threads: [Thread] = []
  private var count = 0
  /// How many events were taken.
  private var taken = 0

  var memory: Int { 48 &* count &+ 96 &* threads.count }
  var isEmpty: Bool { count == 0 }

  /// Adds an event that begins, ends or does both; others are ignored.
  mutating func add(_ event: TraceEvent) {
    guard let time = event.time else { return }
    taken += 1
    switch event.phase {
    case UInt8(ascii: "B"):
      add(Event(time: time, name: event.name.index, isEnd: false), event)
    case UInt8(ascii: "E"):
      add(Event(time: time, name: event.name.index, isEnd: true), event)
    case UInt8(ascii: "X"):
      guard let length = event.duration, length > 0 else { return }
      add(Event(time: time, name: event.name.index, isEnd: false, length: length), event)
      add(
        Event(
          time: time.addingClamped(length), name: event.name.index, isEnd: true, length: length),
        event)
    default: taken -= 1
    }
  }

  private mutating func add(_ event: Event, _ source: TraceEvent) {
    let key = TraceThreads.Key(pid: source.pid, tid: source.tid)
    let row = rows[key] ?? threads.count
    if row == threads.count {
      rows[key] = row
      threads.append(Thread(key: key))
    }
    threads[row].events.append(event)
    count += 1
  }

  // MARK: Samples

  /// Adds what was open for how long to a column.
  mutating func add(
    to columns: inout SampleColumns, _ threadNames: TraceThreads, _ builder: inout ProfileBuilder,
    _ settings: ReadSettings, _ notes: inout ReadNotes
  ) throws {
    let column = columns.column("time", "nanoseconds")
    var strays = 0
    for index in threads.indices {
      let key = threads[index].key
      let labels = threadNames.labelSet(pid: key.pid, tid: key.tid, in: &builder, settings)
      let opened = try Self.opened(&threads[index].events, settings.limits)
      strays += opened.strayCloses
      columns.span.include(opened.span)
      for path in 0..<opened.paths.count where opened.paths.weights[path] != 0 {
        let frames = opened.paths.stack(of: UInt32(path)).map {
          builder.location(function: builder.function(name: StringID($0)))
        }
        let weight = opened.paths.weights[path]
        columns.add(weight, column: column, stack: builder.stack(frames), labels: labels)
        try settings.limits.check(
          memory: memory + builder.memory + columns.memory + opened.paths.memory)
      }
    }
    (notes.recordsRead, notes.recordsSeen) = (taken, taken)
    if strays > 0 {
      notes.warnings.append("left out \(strays.counted("end")) of events that had not begun")
    }
  }

  private static func opened(_ events: inout [Event], _ limits: ReadLimits) throws -> OpenFrames {
    pair(&events)
    var opened = OpenFrames()
    let order = order(of: events) { left, right in
      if left.isEnd != right.isEnd { return left.isEnd }
      guard !left.isEnd else { return nil }
      let lengths = (left.length ?? .max, right.length ?? .max)
      return lengths.0 == lengths.1 ? nil : lengths.0 > lengths.1
    }
    for index in order where !events[index].isDropped {
      let event = events[index]
      opened.advance(to: event.time)
      if !event.isEnd {
        opened.open(event.name)
      } else if event.name == StringID.empty.index {
        opened.closeInnermost()
      } else {
        opened.close(event.name)
      }
      try limits.check(depth: opened.depth)
    }
    return opened
  }

  /// Finds how long begins last, and drops those that end at once with their ends: they would tear open what else
  /// begins at that time.
  private static func pair(_ events: inout [Event]) {
    var open: [UInt32: [Int]] = [:]
    var all: [Int] = []
    for index in order(of: events, then: { _, _ in nil }) where events[index].length == nil {
      guard events[index].isEnd else {
        open[events[index].name, default: []].append(index)
        all.append(index)
        continue
      }
      let isNamed = events[index].name != StringID.empty.index
      while !isNamed, let last = all.last, events[last].length != nil { all.removeLast() }
      let begin = isNamed ? open[events[index].name]?.popLast() : all.popLast()
      guard let begin else { continue }
      if !isNamed { open[events[begin].name]?.removeAll { $0 == begin } }
      let length = events[index].time.subtractingClamped(events[begin].time)
      events[begin].length = length
      if length == 0 { (events[begin].isDropped, events[index].isDropped) = (true, true) }
    }
  }

  /// The order of events by time, then by the further criteria, then as in the file.
  private static func order(
    of events: [Event], then precedes: (Event, Event) -> Bool?
  ) -> [Int] {
    events.indices.sorted { left, right in
      if events[left].time != events[right].time { return events[left].time < events[right].time }
      return precedes(events[left], events[right]) ?? (left < right)
    }
  }
}
