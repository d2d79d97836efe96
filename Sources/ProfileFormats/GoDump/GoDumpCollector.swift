import ProfileModel

/// Collects the goroutines of one dump, line by line.
struct GoDumpCollector {
  let limits: ReadLimits
  let keepsIDs: Bool
  private(set) var records = GoDumpRecords()
  private(set) var notes = GoDumpNotes()
  private var seen: Set<UInt64> = []
  /// The rows of goroutines whose stacks may still come, printed by their own threads.
  private var unavailable: [UInt64: Int] = [:]
  private var threads = GoDumpThreads()
  /// Whether the line in hand is the last and has no end, so that it need not make sense.
  var isAtCut = false
  /// The line where the dump begins.
  var firstLine = 1
  /// Whether a goroutine of it has begun.
  private(set) var hasHeader = false
  /// Whether the next goroutine is one that panicked and was recovered.
  private var awaitsRecovered = false
  /// A line outside goroutines that could be a function, if the next one is its location.
  private var strayCall: GoDumpRecord.Line?
  /// Whether the frames in hand belong to no goroutine that was seen.
  private var isInStray = false

  init(limits: ReadLimits, keepsIDs: Bool) {
    self.limits = limits
    self.keepsIDs = keepsIDs
  }

  /// Whether there is anything of a dump.
  var isWorthKeeping: Bool { hasHeader || notes.preamble != nil }

  /// Whether another dump begins with a goroutine, since it has been there before.
  ///
  /// Every thread has a goroutine 0, and with `GOTRACEBACK=crash` prints its goroutine again, before its
  /// registers. So does a second thread that crashes at the same time; its stack was not available before.
  /// Those that were recovered come one by one, whatever their numbers; a dump behind them is another one.
  func isEnded(byGoroutine id: UInt64) -> Bool {
    if awaitsRecovered { return false }
    if notes.recoveredGoroutines > 0, notes.recoveredGoroutines == notes.recordsSeen { return true }
    if threads.isInside { return threads.isAtEnd }
    return id != 0 && seen.contains(id) && unavailable[id] == nil
  }

  /// Whether another dump begins with a goroutine by its leaf function, the one that prints the dump: the runtime puts
  /// the goroutine that runs before all others.
  func isEnded(by record: GoDumpRecord, in function: ArraySlice<UInt8>) -> Bool {
    function.first == UInt8(ascii: "r") && notes.recordsSeen > 1 && !threads.isInside
      && isRunning(record)
      && function.elementsEqual("runtime/pprof.writeGoroutineStacks".utf8)
  }

  /// Forgets that a goroutine began; gives its header.
  mutating func takeBack(_ record: GoDumpRecord) -> GoDumpHeader {
    notes.recordsSeen -= 1
    return GoDumpHeader(id: record.id, status: records.frames.bytes(of: record.status))
  }

  private func isRunning(_ record: GoDumpRecord) -> Bool {
    records.frames.bytes(of: record.status).starts(with: "[running")
  }

  /// Whether a line that begins a dump ends this one; the signal of a thread after its dashes does not.
  func isEnded(by preamble: GoDumpPreamble) -> Bool {
    hasHeader && preamble != .recovered
      && !(threads.awaitsSignal && preamble == .signal)
  }

  /// Notes that every thread prints its own stack from here on.
  mutating func beginThread() { threads.begin(isBehindGoroutines: hasHeader) }

  /// Notes that a register was printed.
  mutating func endThread() {
    threads.end()
    notes.hasRegisters = true
  }

  /// Adds a line that says why there is a dump, or a goroutine.
  mutating func parse(_ preamble: GoDumpPreamble, _ line: ArraySlice<UInt8>, _ number: Int) {
    if preamble == .recovered { notes.noteRecovered(line) }
    guard preamble != .recovered else { return awaitsRecovered = true }
    threads.awaitsSignal = false
    if notes.preamble == nil {
      notes.preamble = preamble
      notes.crash = GoDumpCrash(reason: String(decoding: line.prefix(200), as: UTF8.self))
      if !hasHeader { firstLine = number }
    }
  }

  /// Notes a line that lost its end, as terminals and `cut` do it, and with it the names of others.
  private mutating func noteCutLine(_ line: ArraySlice<UInt8>, _ number: Int) {
    noteCut("line \(number) is cut off: '\(TextError.excerpt(line))'")
  }

  /// Notes that the end of the dump is missing.
  mutating func noteCut(_ reason: String) { notes.cut = notes.cut ?? reason }

  /// Begins a goroutine.
  ///
  /// - `isSame`: whether the header is a second one of the goroutine in hand.
  mutating func begin(
    _ record: inout GoDumpRecord, _ header: GoDumpHeader, isSame: Bool, line: Int
  ) throws {
    if !hasHeader, notes.preamble == nil { firstLine = line }
    hasHeader = true
    strayCall = nil
    isInStray = false
    if !isSame { notes.recordsSeen += 1 }
    notes.between.endBefore(recordOfSame: !awaitsRecovered)
    record.begin(id: header.id, line: line, status: records.frames.text(header.status))
    if header.isOfGoleak { notes.isOfGoleak = true }
    if awaitsRecovered {
      record.isRecovered = true
      notes.recoveredGoroutines += 1
      awaitsRecovered = false
    }
  }

  /// Begins a goroutine of which only the frames are known.
  mutating func beginBare(_ record: inout GoDumpRecord, line: Int) throws {
    notes.bareGoroutines += 1
    notes.recordsSeen += 1
    if !hasHeader { firstLine = line }
    hasHeader = true
    // A number that no goroutine has.
    record.begin(id: .max - UInt64(notes.bareGoroutines), line: line, status: .empty)
  }

  /// Counts a goroutine whose header cannot be read; its frames are dropped.
  mutating func parseOddHeader(_ line: ArraySlice<UInt8>, _ number: Int) {
    notes.recordsSeen += 1
    notes.unread.note(line, line: number)
    isInStray = true
  }

  /// Parses a line such as `main.work(0x1)`.
  mutating func parseCall(
    _ record: inout GoDumpRecord,
    _ call: (name: ArraySlice<UInt8>, arguments: ArraySlice<UInt8>), _ number: Int
  ) throws {
    try noteWithoutLocation(&record, number - 1)
    let isInlined = call.arguments.count == 3 && call.arguments.starts(with: "...")
    record.call = .init(function: records.frames.text(call.name), isInlined: isInlined)
    if keepsIDs {
      record.arguments += call.arguments + [UInt8(ascii: "\n")]
      try check(record.arguments.count, line: number)
    }
  }

  /// Parses a line such as `file.go:12 +0x1d`, without its indentation; false if it is not one.
  ///
  /// - `isIndented`: whether it stood behind a tab, as locations do.
  mutating func parseLocation(
    _ record: inout GoDumpRecord, _ line: ArraySlice<UInt8>, isIndented: Bool, _ number: Int
  ) throws -> Bool {
    guard let source = GoDumpLine.source(line) else { return false }
    let hasOffset = source.endIndex != line.endIndex
    if record.awaitsCreatorSource {
      record.awaitsCreatorSource = false
      record.creatorSource = records.frames.repeatedText(source)
      record.endsOpen = !hasOffset
    } else if let call = record.call {
      record.endsOpen = !hasOffset && !call.isInlined
      try append(&record, call.function, source, isInlined: call.isInlined)
    } else if let bare = record.bareName {
      if GoDumpLine.isCutCall(bare.text) { noteCutLine(bare.text, bare.line) }
      try append(&record, records.frames.text(bare.text), source, isInlined: false)
    } else if isIndented || hasOffset {
      noteUnread(&record, line, number)
    } else {
      return false
    }
    return true
  }

  private mutating func append(
    _ record: inout GoDumpRecord, _ function: StringID, _ source: ArraySlice<UInt8>, isInlined: Bool
  ) throws {
    guard record.frames.count < limits.depth else {
      throw TextError(.tooDeep(limit: limits.depth), line: record.line)
    }
    let source = records.frames.text(source)
    record.frames.append(
      records.frames.frame(function: function, source: source, isInlined: isInlined))
    record.call = nil
    record.bareName = nil
  }

  /// Parses the text after `created by `.
  mutating func parseCreator(
    _ record: inout GoDumpRecord, _ text: ArraySlice<UInt8>, _ line: Int
  ) throws {
    try noteWithoutLocation(&record, line - 1)
    var end = text.endIndex
    if let number = text.lastRange(of: " in goroutine ") {
      end = number.lowerBound
    } else if let blank = text.firstRange(of: " ") {
      noteCutLine(text, line)
      end = blank.lowerBound
    }
    record.createdBy = records.frames.text(text[..<end])
    record.awaitsCreatorSource = true
  }

  /// Parses the line with the number of omitted frames.
  mutating func parseElision(_ record: inout GoDumpRecord, _ line: ArraySlice<UInt8>) throws {
    try append(&record, records.frames.text(line), [], isInlined: false)
  }

  /// Adds a frame of which only the address is known.
  mutating func parseForeign(_ record: inout GoDumpRecord) throws {
    let name = records.frames.text(Array("non-Go function".utf8)[...])
    try append(&record, name, [], isInlined: false)
  }

  /// Keeps a line that may be the name of a foreign function.
  mutating func parseBareName(
    _ record: inout GoDumpRecord, _ line: ArraySlice<UInt8>, _ number: Int
  ) {
    record.bareName = .init(text: line, line: number)
  }

  /// Notes a function whose location has not come: its name is known, and where it is not.
  private mutating func noteWithoutLocation(_ record: inout GoDumpRecord, _ number: Int) throws {
    guard let call = record.call else {
      if let bare = record.bareName { noteUnread(&record, bare.text, bare.line) }
      record.bareName = nil
      return
    }
    if !isAtCut {
      notes.unread.note(records.frames.bytes(of: call.function), line: number)
    }
    record.isDamaged = true
    try append(&record, call.function, [], isInlined: call.isInlined)
  }

  /// Notes a line that is not understood, where a frame may be missing.
  private mutating func noteUnread(
    _ record: inout GoDumpRecord, _ line: ArraySlice<UInt8>, _ number: Int
  ) {
    guard !isAtCut else { return }
    notes.unread.note(line, line: number)
    if let reason = LossMark.reason(in: line, number) { noteCut(reason) }
    if record.awaitsCreatorSource {
      // A name that is not followed by its location may go on in this line.
      record.awaitsCreatorSource = false
      record.createdBy = .empty
    }
    if record.frames.last != records.frames.nameless {
      record.frames.append(records.frames.nameless)
    }
  }

  // MARK: Lines outside goroutines

  /// Notes that something else stands behind the frames of a goroutine.
  mutating func interrupt(_ record: inout GoDumpRecord, by line: GoDumpRecord.Line) {
    record.bareName = nil
    record.interruption = line
    strayCall = nil
  }

  /// Whether the frames of an interrupted goroutine go on with a line, so that one may be missing before it.
  mutating func resumes(
    _ record: inout GoDumpRecord, _ line: ArraySlice<UInt8>, _ number: Int
  ) throws -> Bool {
    let text = line.trimmed
    if text.starts(with: "created by ") {
      noteInterruption(&record)
      try parseCreator(&record, text.dropFirst(11), number)
      return true
    }
    guard let stray = parseStray(line, number) else { return false }
    guard let call = GoDumpLine.call(stray.text) else {
      noteUnread(&record, stray.text, stray.line)
      return false
    }
    noteInterruption(&record)
    try parseCall(&record, call, stray.line)
    return try parseLocation(&record, text, isIndented: true, number)
  }

  private mutating func noteInterruption(_ record: inout GoDumpRecord) {
    guard let line = record.interruption else { return }
    noteUnread(&record, line.text, line.line)
    record.interruption = nil
  }

  /// Parses a line outside goroutines; returns the first line of a frame if it ends one: the function whose location
  /// it is, or itself if the function is missing.
  mutating func parseStray(_ line: ArraySlice<UInt8>, _ number: Int) -> GoDumpRecord.Line? {
    let text = line.trimmed
    if let source = GoDumpLine.source(text), !source.isEmpty {
      let first = strayCall
      strayCall = nil
      let hasOffset = source.endIndex != text.endIndex
      return first ?? (hasOffset ? .init(text: text, line: number) : nil)
    }
    let isCall = GoDumpLine.call(text).map { !$0.name.contains(0x20) && $0.name.contains(0x2E) }
    let isFunction = isCall == true || text.starts(with: "created by ")
    strayCall = isFunction ? .init(text: text, line: number) : nil
    return nil
  }

  /// Counts frames that belong to no goroutine that was seen, once for all that follow each other.
  mutating func noteStray(_ line: GoDumpRecord.Line) {
    guard !isInStray else { return }
    isInStray = true
    notes.recordsSeen += 1
    notes.unread.note(line.text, line: line.line)
  }

  /// Notes a line of text outside goroutines. What threads print of themselves is none.
  mutating func noteText(_ line: ArraySlice<UInt8>, _ number: Int) {
    if hasHeader { notes.note(text: line, line: number, isOfThread: threads.isInside) }
  }

  /// Notes an empty line outside goroutines.
  mutating func endText() {
    strayCall = nil
    isInStray = false
  }

  // MARK: Ends

  /// Ends the goroutine in hand.
  mutating func end(_ record: inout GoDumpRecord) throws {
    record.bareName = nil
    let isSystem = isSystem(record)
    if let line = record.interruption { noteText(line.text, line.line) }
    notes.lastCut = cutReason(of: record)
    if record.call != nil { try noteWithoutLocation(&record, record.line) }
    noteCrash(record)
    let isNew = seen.insert(record.id).inserted
    if isSystem {
      notes.systemGoroutines += 1
    } else if isNew || record.isRecovered {
      count(record)
    } else if !record.frames.isEmpty, let row = unavailable.removeValue(forKey: record.id) {
      records.remove(row: row)
      count(record)
    }
    let isWhole = !record.frames.isEmpty || record.isUnavailable
    if isWhole, !record.isDamaged { notes.recordsRead += 1 }
    try check(records.memory + 32 * seen.count, line: record.line)
  }

  /// Why it looks as if the dump was cut in a goroutine; nil when it looks whole.
  func cutReason(of record: GoDumpRecord) -> String? {
    let root = record.frames.last.map { records.frames.rows[Int($0)].isRoot }
    return record.cutReason(endsAtRoot: root ?? false)
  }

  /// Notes where a program crashed: in the first function of the goroutine that runs that is not of the runtime.
  private mutating func noteCrash(_ record: GoDumpRecord) {
    guard var crash = notes.crash, crash.goroutine == nil, record.id != 0, isRunning(record)
    else { return }
    crash.goroutine = record.id
    let rows = records.frames.rows
    let frame = record.frames.first { !rows[Int($0)].isOfRuntime && !rows[Int($0)].isPanic }
    crash.frame = frame.map { records.frames.shortText(of: rows[Int($0)]) }
    notes.crash = crash
  }

  private func isSystem(_ record: GoDumpRecord) -> Bool {
    if record.id == 0 { return true }
    let nameless = records.frames.nameless
    for frame in record.frames where !records.frames.rows[Int(frame)].isOfRuntime {
      if frame != nameless { return false }
    }
    guard record.frames.contains(where: { $0 != nameless }) else { return false }
    // Of a goroutine that the runtime started, a line that is not understood hides nothing of the program.
    return !record.frames.contains(nameless)
      || GoDumpFrames.isOfRuntime(records.frames.bytes(of: record.createdBy))
  }

  private mutating func count(_ record: GoDumpRecord) {
    let key = GoDumpRecords.Key(
      stack: records.stack(record.frames), status: record.status, createdBy: record.createdBy,
      id: keepsIDs ? record.id : nil,
      arguments: keepsIDs ? records.frames.text(record.arguments[...]) : .empty)
    let row = records.add(key)
    records.addCreatorSource(record.creatorSource, row: row)
    if record.isUnavailable { unavailable[record.id] = row }
  }

  private func check(_ memory: Int, line: Int) throws(TextError) {
    guard memory <= limits.tableBytes else {
      throw TextError(.tablesTooLarge(limit: limits.tableBytes), line: line)
    }
  }

  /// The dump as a profile.
  func section() throws -> TextSection {
    var builder = GoDumpProfile(records, limits: limits)
    return TextSection(line: firstLine, read: try builder.build(notes))
  }
}
