import ProfileModel

/// Collects the goroutines of one dump, line by line.
struct GoDumpCollector {
  private let limits: ReadLimits
  private let keepsIDs: Bool
  private(set) var records = GoDumpRecords()
  private(set) var notes = GoDumpNotes()
  private var seen: Set<UInt64> = []
  /// The rows of goroutines whose stacks may still come, printed by their own threads.
  private var unavailable: [UInt64: Int] = [:]
  /// Whether what follows was printed by one thread after the other, `GOTRACEBACK=crash`.
  private var isInThreads = false
  /// Whether the line of dashes before a thread has come, but not yet its `SIGQUIT: quit`.
  private var awaitsSignal = false
  /// Whether the thread in hand has printed its registers, after which only another thread may speak.
  private var isThreadAtEnd = false
  /// Whether the line in hand is the last and has no end, so that it need not make sense.
  var isAtCut = false
  /// The line where the dump begins.
  var firstLine = 1
  private var hasHeader = false

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
  func isEnded(byGoroutine id: UInt64) -> Bool {
    if isInThreads { return isThreadAtEnd }
    return id != 0 && seen.contains(id) && unavailable[id] == nil
  }

  /// Whether a line that begins a dump ends this one; the signal of a thread after its dashes does not.
  func isEnded(by preamble: GoDumpPreamble) -> Bool {
    hasHeader && !(isInThreads && awaitsSignal && preamble == .signal)
  }

  /// Notes that every thread prints its own stack from here on.
  mutating func beginThread() {
    isInThreads = hasHeader
    awaitsSignal = hasHeader
    isThreadAtEnd = false
  }

  /// Notes that a register was printed.
  mutating func endThread() { isThreadAtEnd = isInThreads }

  /// Takes a line that says why there is a dump.
  mutating func take(_ preamble: GoDumpPreamble, line: Int) {
    awaitsSignal = false
    if notes.preamble == nil {
      notes.preamble = preamble
      if !hasHeader { firstLine = line }
    }
  }

  /// Notes that the end of the dump is missing.
  mutating func noteCut(_ reason: String) { notes.cut = notes.cut ?? reason }

  /// Begins a goroutine.
  mutating func begin(_ record: inout GoDumpRecord, _ header: GoDumpHeader, line: Int) throws {
    if !hasHeader, notes.preamble == nil { firstLine = line }
    hasHeader = true
    notes.recordsSeen += 1
    record.begin(id: header.id, line: line, status: records.frames.text(header.status))
  }

  /// Counts a goroutine whose header cannot be read; its frames belong to nobody.
  mutating func takeOddHeader(_ line: ArraySlice<UInt8>, _ number: Int) {
    notes.recordsSeen += 1
    notes.unread.note(line, line: number)
  }

  /// Takes a line such as `main.work(0x1)`.
  mutating func takeCall(
    _ record: inout GoDumpRecord,
    _ call: (name: ArraySlice<UInt8>, arguments: ArraySlice<UInt8>), _ number: Int
  ) throws {
    noteWithoutLocation(&record, number - 1)
    let isInlined = call.arguments.count == 3 && call.arguments.starts(with: "...")
    record.call = .init(function: records.frames.text(call.name), isInlined: isInlined)
    if keepsIDs {
      record.arguments += call.arguments + [UInt8(ascii: "\n")]
      try check(record.arguments.count, line: number)
    }
  }

  /// Takes a line such as `file.go:12 +0x1d`, without its tab.
  mutating func takeLocation(
    _ record: inout GoDumpRecord, _ line: ArraySlice<UInt8>, _ number: Int
  ) throws {
    guard let place = GoDumpLine.place(line) else { return takeOddLocation(&record, line, number) }
    if record.awaitsCreatorsPlace {
      record.awaitsCreatorsPlace = false
    } else if let call = record.call {
      try append(&record, call.function, place, isInlined: call.isInlined)
    } else if let bare = record.bareName {
      try append(&record, records.frames.text(bare.text), place, isInlined: false)
    } else {
      noteUnread(&record, line, number)
    }
  }

  /// Takes a line with a tab that is no location.
  private mutating func takeOddLocation(
    _ record: inout GoDumpRecord, _ line: ArraySlice<UInt8>, _ number: Int
  ) {
    if line.starts(with: "goroutine running on other thread") {
      record.isUnavailable = true
    } else {
      noteUnread(&record, line, number)
    }
  }

  private mutating func append(
    _ record: inout GoDumpRecord, _ function: StringID, _ place: ArraySlice<UInt8>, isInlined: Bool
  ) throws {
    guard record.frames.count < limits.depth else {
      throw TextError(.tooDeep(limit: limits.depth), line: record.line)
    }
    let place = records.frames.text(place)
    record.frames.append(
      records.frames.frame(function: function, place: place, isInlined: isInlined))
    record.call = nil
    record.bareName = nil
  }

  /// Takes what follows `created by `.
  mutating func takeCreator(
    _ record: inout GoDumpRecord, _ text: ArraySlice<UInt8>, _ number: Int
  ) {
    noteWithoutLocation(&record, number - 1)
    let end = text.lastRange(of: " in goroutine ")?.lowerBound ?? text.endIndex
    record.createdBy = records.frames.text(text[..<end])
    record.awaitsCreatorsPlace = true
  }

  /// Takes the line that says how many frames are left out.
  mutating func takeElision(_ record: inout GoDumpRecord, _ line: ArraySlice<UInt8>) throws {
    try append(&record, records.frames.text(line), [], isInlined: false)
  }

  /// Takes a frame of which nothing but the address is known.
  mutating func takeForeign(_ record: inout GoDumpRecord) throws {
    let name = records.frames.text(Array("non-Go function".utf8)[...])
    try append(&record, name, [], isInlined: false)
  }

  /// Takes a line that may be the name of a foreign function.
  mutating func takeBareName(
    _ record: inout GoDumpRecord, _ line: ArraySlice<UInt8>, _ number: Int
  ) {
    if let earlier = record.bareName { noteUnread(&record, earlier.text, earlier.line) }
    record.bareName = (line, number)
  }

  /// Notes a function whose location has not come.
  private mutating func noteWithoutLocation(_ record: inout GoDumpRecord, _ number: Int) {
    if let call = record.call {
      let name = records.frames.texts.table.bytes(of: call.function)
      noteUnread(&record, name, number)
    } else if let bare = record.bareName {
      noteUnread(&record, bare.text, bare.line)
    }
    record.call = nil
    record.bareName = nil
  }

  private mutating func noteUnread(
    _ record: inout GoDumpRecord, _ line: ArraySlice<UInt8>, _ number: Int
  ) {
    record.isDamaged = true
    if !isAtCut { notes.unread.note(line, line: number) }
  }

  /// Ends the goroutine in hand.
  mutating func end(_ record: inout GoDumpRecord) throws {
    if let bare = record.bareName { noteUnread(&record, bare.text, bare.line) }
    let isSystem = isSystem(record)
    notes.lastCut = record.cutReason(isSystem: isSystem)
    let isNew = seen.insert(record.id).inserted
    if isSystem {
      notes.systemGoroutines += 1
    } else if isNew {
      count(record)
    } else if !record.frames.isEmpty, let row = unavailable.removeValue(forKey: record.id) {
      records.remove(row: row)
      count(record)
    }
    let isWhole = record.call == nil && (!record.frames.isEmpty || record.isUnavailable)
    if isWhole, !record.isDamaged { notes.recordsRead += 1 }
    try check(records.memory + 32 * seen.count, line: record.line)
  }

  private func isSystem(_ record: GoDumpRecord) -> Bool {
    if record.id == 0 { return true }
    guard !record.frames.isEmpty else { return false }
    return record.frames.allSatisfy { records.frames.rows[Int($0)].isOfRuntime }
  }

  private mutating func count(_ record: GoDumpRecord) {
    let key = GoDumpRecords.Key(
      stack: records.stack(record.frames), status: record.status, createdBy: record.createdBy,
      id: keepsIDs ? record.id : nil,
      arguments: keepsIDs ? records.frames.text(record.arguments[...]) : .empty)
    let row = records.add(key)
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
    let read = try builder.build(notes)
    return TextSection(line: firstLine, read: read)
  }
}
