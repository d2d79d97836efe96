import ProfileModel

/// Goes through the lines of a text and collects the goroutines of each dump in it.
///
/// White space may have been changed: a location is known by how it ends and by the function before it,
/// whatever it is indented by.
struct GoDumpParser {
  /// The part that the current lines belong to.
  private enum Context {
    /// Any text before, between and after goroutines.
    case text
    case goroutine
    /// Something else behind the frames of a goroutine, which may go on.
    case interruption
    /// The stacks of the goroutines that led to this one.
    case ancestors
    /// The stack of the runtime itself, which is no goroutine's.
    case runtimeStack
    /// The lines of a panic's message, each behind a tab.
    case message
  }

  /// Whether stacks without a header are goroutines.
  private let readsBareStacks: Bool
  private var finished: TextSections
  private var dump: GoDumpCollector
  private var record = GoDumpRecord()
  private var context = Context.text
  /// The last line, if it has no end.
  private var openLine: ArraySlice<UInt8> = []

  init(_ dump: GoDumpCollector, readsBareStacks: Bool) {
    self.dump = dump
    self.readsBareStacks = readsBareStacks
    finished = TextSections(limits: dump.limits)
  }

  /// Parses the next line.
  @inline(__always)
  mutating func parse(_ line: ArraySlice<UInt8>, number: Int) throws {
    let line = Self.isBlank(line.last) ? line.trimmedAtEnd : line
    guard let first = line.first else { return try parseEmpty() }
    if first == UInt8(ascii: "g"), line.starts(with: "goroutine ") {
      if try begin(GoDumpHeader(line), number) { return }
      if context == .text, Self.endsLikeHeader(line) { return dump.parseOddHeader(line, number) }
    }
    switch context {
    case .goroutine: try parseInside(line, first, number)
    case .text: try parseText(line, number)
    case .message where first == UInt8(ascii: "\t"): break
    case .message:
      context = .text
      try parseText(line, number)
    case .interruption: try parseInterruption(line, number)
    case .ancestors, .runtimeStack: break
    }
  }

  @inline(__always)
  private static func isBlank(_ byte: UInt8?) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0D
  }

  /// Notes that the next line is the last, and has no end.
  mutating func expectCut(in line: ArraySlice<UInt8>) {
    dump.isAtCut = true
    openLine = line.trimmedAtEnd
  }

  /// The dumps, after the last line.
  mutating func finish(isTerminated: Bool, size: Int) throws -> [TextSection] {
    let isInside = context == .goroutine || context == .interruption || context == .ancestors
    let isCut = isInside && (record.endsOpen || dump.cutReason(of: record) != nil)
    if !isTerminated, isCut || Self.isBeginning(openLine) {
      dump.noteCut("the last line has no end")
    }
    if size == GoDumpReader.largestDump {
      dump.noteCut("it has 64 MiB, where the runtime stops writing")
    }
    try endRecord()
    if dump.isWorthKeeping { try finished.append(dump.section()) }
    return try finished.some()
  }

  /// Whether a line is known to go on: one that begins as headers do, or a location without its last address.
  private static func isBeginning(_ line: ArraySlice<UInt8>) -> Bool {
    let mark = Array("goroutine ".utf8)
    let isPart = mark.starts(with: line) || Array("created by ".utf8).starts(with: line)
    if !line.isEmpty, isPart { return true }
    if line.starts(with: mark) {
      return GoDumpHeader(line) == nil && GoDumpHeader(goleak: line) == nil
    }
    return line.firstRange(of: " fp=0x") != nil && line.firstRange(of: " pc=0x") == nil
  }

  // MARK: Goroutines

  /// Begins a goroutine if there is a header.
  private mutating func begin(_ header: GoDumpHeader?, _ number: Int) throws -> Bool {
    guard let header else { return false }
    // Old versions of goleak write their own header above that of the runtime.
    let isSame = context == .goroutine && record.isEmpty && record.id == header.id
    if !isSame { try endRecord() }
    if !isSame, dump.isEnded(byGoroutine: header.id) { try startDump(number) }
    try dump.begin(&record, header, isSame: isSame, line: number)
    context = .goroutine
    return true
  }

  /// Gives the goroutine in hand, of which only the header has come, to a dump of its own.
  private mutating func beginAgain() throws {
    let header = dump.takeBack(record)
    try startDump(record.line)
    try dump.begin(&record, header, isSame: false, line: record.line)
  }

  /// Whether a line that is no header was meant to be one: what logs say of goroutines ends otherwise.
  private static func endsLikeHeader(_ line: ArraySlice<UInt8>) -> Bool {
    line.contains(UInt8(ascii: "["))
      && (line.ends(with: "]:") || line.ends(with: "}:"))
  }

  /// An empty line ends whatever is in hand, but not the message of a panic.
  private mutating func parseEmpty() throws {
    guard context != .message else { return }
    try endRecord()
  }

  /// Ends the goroutine in hand.
  private mutating func endRecord() throws {
    switch context {
    case .goroutine, .interruption, .ancestors: try dump.end(&record)
    case .text, .message: dump.endText()
    case .runtimeStack: break
    }
    context = .text
  }

  /// Ends the dump in hand; the next one begins at a line.
  private mutating func startDump(_ number: Int) throws {
    if dump.isWorthKeeping { try finished.append(dump.section()) }
    dump = GoDumpCollector(limits: dump.limits, keepsIDs: dump.keepsIDs)
    dump.firstLine = number
  }

  // MARK: Text

  /// Parses a line that belongs to no goroutine.
  private mutating func parseText(_ line: ArraySlice<UInt8>, _ number: Int) throws {
    if line.starts(with: "-----"), line.allSatisfy({ $0 == UInt8(ascii: "-") }) {
      dump.beginThread()
    } else if line.starts(with: "runtime stack:") {
      context = .runtimeStack
    } else if GoDumpPreamble.isRegister(line) {
      dump.endThread()
    } else if let preamble = GoDumpPreamble(line) {
      try parsePreamble(preamble, line, number)
    } else if let index = GoDumpPreamble.crashIndex(in: line) {
      try parseLogged(line[index...], number)
    } else if try !begin(GoDumpHeader(goleak: line), number) {
      if !GoDumpPreamble.endsOutput(line) { dump.noteText(line, number) }
      try parseStray(line, number)
    }
  }

  private mutating func parsePreamble(
    _ preamble: GoDumpPreamble, _ line: ArraySlice<UInt8>, _ number: Int
  ) throws {
    if dump.isEnded(by: preamble) { try startDump(number) }
    dump.parse(preamble, line, number)
    if preamble == .crash { context = .message }
  }

  /// Parses a logged line: the first crash is the reason of the dump; those after goroutines were recovered, since
  /// the program goes on.
  private mutating func parseLogged(_ line: ArraySlice<UInt8>, _ number: Int) throws {
    guard let preamble = GoDumpPreamble(line) else { return }
    let isRecovered = preamble == .crash && dump.hasHeader
    try parsePreamble(isRecovered ? .recovered : preamble, line, number)
    if isRecovered { context = .message }
  }

  /// Handles a line that is neither part of a goroutine nor known to occur between them.
  private mutating func parseStray(_ line: ArraySlice<UInt8>, _ number: Int) throws {
    guard let stray = dump.parseStray(line, number) else { return }
    guard readsBareStacks, let call = GoDumpLine.call(stray.text) else {
      return dump.noteStray(stray)
    }
    try dump.beginBare(&record, line: stray.line)
    context = .goroutine
    try dump.parseCall(&record, call, stray.line)
    _ = try dump.parseLocation(&record, line.trimmed, isIndented: true, number)
  }

  /// Handles a line after an interruption of a goroutine: its frames may go on, and then one may be missing.
  private mutating func parseInterruption(_ line: ArraySlice<UInt8>, _ number: Int) throws {
    if GoDumpPreamble(line) != nil || GoDumpPreamble.endsOutput(line) {
      try endRecord()
      try parseText(line, number)
    } else if try begin(GoDumpHeader(goleak: line), number) {
      return
    } else if try dump.resumes(&record, line, number) {
      context = .goroutine
    } else {
      dump.noteText(line, number)
    }
  }

  // MARK: Inside a goroutine

  /// Parses a line of a goroutine.
  @inline(__always)
  private mutating func parseInside(
    _ line: ArraySlice<UInt8>, _ first: UInt8, _ number: Int
  ) throws {
    if first == UInt8(ascii: "\t") {
      if try dump.parseLocation(&record, line.dropFirst(), isIndented: true, number) { return }
      try parseOther(line.trimmed, number)
    } else if first != 0x20, let call = GoDumpLine.call(line) {
      if record.isEmpty, dump.isEnded(by: record, in: call.name) { try beginAgain() }
      try dump.parseCall(&record, call, number)
    } else {
      try parseOther(line.trimmed, number)
    }
  }

  /// Whether a line that stands behind no tab can still be a location: a path without blanks, or one with an
  /// offset.
  private static func isPath(_ line: ArraySlice<UInt8>) -> Bool {
    guard let blank = line.firstIndex(of: 0x20) else { return true }
    return line[blank...].firstRange(of: "0x") != nil
  }

  private mutating func parseOther(_ line: ArraySlice<UInt8>, _ number: Int) throws {
    if record.expectsLocation, Self.isPath(line),
      try dump.parseLocation(&record, line, isIndented: false, number)
    {
      return
    }
    if line.starts(with: "created by ") {
      try dump.parseCreator(&record, line.dropFirst(11), number)
    } else if let call = GoDumpLine.call(line) {
      try dump.parseCall(&record, call, number)
    } else if line.starts(with: "goroutine running on other thread") {
      record.isUnavailable = true
    } else if line.starts(with: "..."), line.ends(with: "frames elided...") {
      try dump.parseElision(&record, line)
    } else if line.starts(with: "non-Go function at pc=") {
      try dump.parseForeign(&record)
    } else if line.starts(with: "[originating from goroutine ") {
      context = .ancestors
    } else if try begin(GoDumpHeader(goleak: line), number) {
      return
    } else if GoDumpPreamble(line) != nil || GoDumpPreamble.endsOutput(line) {
      try endRecord()
      try parseText(line, number)
    } else {
      try parseUnknown(line, number)
    }
  }

  /// Handles a line that is no known part of a stack: the name of a foreign function, if the next line is its
  /// location, else the end of the goroutine.
  private mutating func parseUnknown(_ line: ArraySlice<UInt8>, _ number: Int) throws {
    if record.isAtItsEnd {
      try endRecord()
      try parseText(line, number)
    } else if !record.expectsLocation,
      try dump.parseLocation(&record, line, isIndented: false, number)
    {
      return
    } else if let earlier = record.bareName {
      dump.interrupt(&record, by: earlier)
      context = .interruption
      try parseInterruption(line, number)
    } else {
      dump.parseBareName(&record, line, number)
    }
  }
}
