import ProfileModel

extension InputFormat {
  /// The thread dumps of Java: `jstack`, `jcmd PID Thread.print`, a signal.
  package static let jstack = InputFormat(
    name: "jstack", summary: "Java thread dumps: jstack, jcmd Thread.print, kill -3",
    endings: [], traits: [.tellsStates], isText: true,
    recognise: { window in
      window.lines.contains { $0.starts(with: "Full thread dump ") }
        ? .certain("it has the header of a Java thread dump") : .no
    },
    read: { source, settings in try JstackReader.readAll(source, settings) })
}

/// Reads the thread dumps of Java in a text, each a profile that counts threads.
struct JstackReader {
  private let settings: ReadSettings
  private var finished: TextSections
  private var dump: JstackDump?

  private init(_ settings: ReadSettings) {
    self.settings = settings
    finished = TextSections(limits: settings.limits)
  }

  static func readAll(
    _ source: consuming ByteSource, _ settings: ReadSettings
  ) throws -> [TextSection] {
    var lines = LineSplitter(source)
    var reader = JstackReader(settings)
    while let line = try lines.next() { try reader.parse(line.trimmed, lines.lineNumber) }
    try reader.finishDump()
    return try reader.finished.some()
  }

  private mutating func parse(_ line: ArraySlice<UInt8>, _ number: Int) throws {
    if line.starts(with: "Full thread dump ") {
      try finishDump()
      dump = JstackDump(settings, line: number)
    } else {
      try dump?.parse(line, number)
    }
  }

  private mutating func finishDump() throws {
    guard var dump else { return }
    try finished.append(dump.finish())
    self.dump = nil
  }
}

/// One dump of all threads.
struct JstackDump {
  private let settings: ReadSettings
  private let line: Int
  private var stacks: CountedStacks
  private var thread: Thread?
  private var ofMachine = 0
  private var part = Part.threads
  private var deadlocked: [String] = []

  /// The part after the threads repeats some of them.
  private enum Part { case threads, behind, deadlock }

  private struct Thread {
    let header: JstackHeader
    var state: StringID?
    var lock: StringID?
    var frames: [LocationID] = []
  }

  init(_ settings: ReadSettings, line: Int) {
    (self.settings, self.line) = (settings, line)
    stacks = CountedStacks(settings.limits, of: "thread")
  }

  mutating func parse(_ line: ArraySlice<UInt8>, _ number: Int) throws {
    if line.starts(with: "JNI global ref") {
      try endThread()
      part = .behind
    } else if line.starts(with: "Found "), line.firstRange(of: "Java-level deadlock:") != nil {
      try endThread()
      part = .deadlock
    } else if part == .threads {
      try parseLine(line, number)
    } else if part == .deadlock {
      parseDeadlock(line)
    }
  }

  private mutating func parseLine(_ line: ArraySlice<UInt8>, _ number: Int) throws {
    if let header = JstackHeader(line) {
      try endThread()
      // A slice would keep a whole block of the file.
      thread = Thread(header: header)
    } else if thread == nil || line.isEmpty {
      return
    } else if line.starts(with: "java.lang.Thread.State: ") {
      let state = line.dropFirst("java.lang.Thread.State: ".utf8.count).trimmed
      thread?.state = stacks.builder.string(state.span)
    } else if line.first == UInt8(ascii: "-") {
      parseLock(line)
    } else if let frame = JstackFrame(line) {
      thread?.frames.append(
        stacks.location(
          name: frame.name[...], file: frame.file, line: frame.line, module: frame.module))
    } else if line.starts(with: "at ") {
      thread?.frames.append(stacks.builder.location(lines: []))
      stacks.unread.note(line, line: number)
    }
    try settings.limits.check(depth: thread?.frames.count ?? 0)
  }

  /// The lock that a thread waits for: `- waiting to lock <0x69ec02f40> (a java.lang.Object)`.
  private mutating func parseLock(_ line: ArraySlice<UInt8>) {
    let marks: [StaticString] = [
      "- waiting to lock ", "- parking to wait for ", "- waiting on ", "- waiting to re-lock ",
    ]
    guard let mark = marks.first(where: { line.starts(with: $0) }), thread?.lock == nil else {
      return
    }
    thread?.lock = stacks.builder.string(line.dropFirst(mark.utf8CodeUnitCount).trimmed.span)
  }

  /// A thread that waits for another in a circle: `"Thread-1":`.
  private mutating func parseDeadlock(_ line: ArraySlice<UInt8>) {
    if line.starts(with: "Java stack information") { part = .behind }
    guard line.first == UInt8(ascii: "\""), line.ends(with: "\":") else { return }
    let name = String(decoding: line.dropFirst().dropLast(2), as: UTF8.self)
    if !deadlocked.contains(name) { deadlocked.append(name) }
  }

  /// Counts the thread in hand; one without a state is the machine's own.
  private mutating func endThread() throws {
    guard let thread else { return }
    self.thread = nil
    guard let state = thread.state else {
      ofMachine += 1
      return
    }
    var labels = [
      Label(key: stacks.builder.string(ReservedLabel.state.rawValue), value: .text(state)),
      Label(
        key: stacks.builder.string("thread"),
        value: .text(stacks.builder.string(thread.header.name.span))),
    ]
    if settings.keepsIDs {
      if let tid = thread.header.tid {
        labels.append(
          Label(key: stacks.builder.string("tid"), value: .number(tid, unit: .empty)))
      }
      if let lock = thread.lock {
        labels.append(Label(key: stacks.builder.string("lock"), value: .text(lock)))
      }
    }
    try stacks.add(1, thread.frames, labels: stacks.builder.labelSet(labels))
  }

  mutating func finish() throws -> TextSection {
    let isCut = part == .threads
    try endThread()
    var read = stacks.finish(incomplete: isCut ? "it ends before what follows the threads" : nil)
    if ofMachine > 0 {
      read.notes.remarks.append("left out \(ofMachine.counted("thread")) of the virtual machine")
    }
    if !deadlocked.isEmpty {
      read.notes.warnings.append("a deadlock: \(deadlocked.joined(separator: ", "))")
    }
    return TextSection(line: line, read: read)
  }
}
