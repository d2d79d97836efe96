import ProfileModel

/// Goes through the lines of a text and collects the goroutines of each dump in it.
struct GoDumpParser {
  /// What the lines in hand belong to.
  private enum Context {
    /// Any text before, between and after goroutines.
    case text
    case goroutine
    /// The stacks of the goroutines that led to this one.
    case ancestors
    /// The stack of the runtime itself, which is no goroutine's.
    case runtimeStack
  }

  private let limits: ReadLimits
  private let keepsIDs: Bool
  private var finished: TextSections
  private var dump: GoDumpCollector
  private var record = GoDumpRecord()
  private var context = Context.text

  init(limits: ReadLimits, keepsIDs: Bool) {
    self.limits = limits
    self.keepsIDs = keepsIDs
    finished = TextSections(limits: limits)
    dump = GoDumpCollector(limits: limits, keepsIDs: keepsIDs)
  }

  /// Takes the next line.
  @inline(__always)
  mutating func take(_ line: ArraySlice<UInt8>, number: Int) throws {
    let line = line.last == 0x0D ? line.dropLast() : line
    guard let first = line.first else { return try endRecord() }
    if first == UInt8(ascii: "g"), line.starts(with: "goroutine ") {
      if try begin(line, number) { return }
      if context == .text, Self.endsLikeHeader(line) { return dump.takeOddHeader(line, number) }
    }
    switch context {
    case .text: try takeText(line, number)
    case .goroutine: try takeInside(line, first, number)
    case .ancestors, .runtimeStack: break
    }
  }

  /// Notes that the next line is the last and has no end.
  mutating func expectCut() { dump.isAtCut = true }

  /// The dumps, after the last line.
  mutating func finish(isTerminated: Bool, size: Int) throws -> [TextSection] {
    let isInside = context != .text
    if isInside, !isTerminated { dump.noteCut("the last line has no end") }
    if size == GoDumpReader.largestDump {
      dump.noteCut("it has 64 MiB, at which the runtime stops")
    }
    try endRecord()
    if dump.isWorthKeeping { try finished.append(dump.section()) }
    return try finished.some()
  }

  /// Begins a goroutine if a line is a header.
  private mutating func begin(_ line: ArraySlice<UInt8>, _ number: Int) throws -> Bool {
    guard let header = GoDumpHeader(line) else { return false }
    try endRecord()
    if dump.isEnded(byGoroutine: header.id) { try startDump(number) }
    try dump.begin(&record, header, line: number)
    context = .goroutine
    return true
  }

  /// Whether a line that is no header was meant to be one: what logs say of goroutines ends otherwise.
  private static func endsLikeHeader(_ line: ArraySlice<UInt8>) -> Bool {
    line.contains(UInt8(ascii: "["))
      && (line.ends(with: "]:") || line.ends(with: "}:"))
  }

  /// Ends the goroutine in hand.
  private mutating func endRecord() throws {
    if context == .goroutine || context == .ancestors { try dump.end(&record) }
    context = .text
  }

  /// Ends the dump in hand; the next one begins at a line.
  private mutating func startDump(_ number: Int) throws {
    if dump.isWorthKeeping { try finished.append(dump.section()) }
    dump = GoDumpCollector(limits: limits, keepsIDs: keepsIDs)
    dump.firstLine = number
  }

  /// Takes a line that belongs to no goroutine.
  private mutating func takeText(_ line: ArraySlice<UInt8>, _ number: Int) throws {
    if line.starts(with: "-----"), line.allSatisfy({ $0 == UInt8(ascii: "-") }) {
      dump.beginThread()
    } else if line.starts(with: "runtime stack:") {
      context = .runtimeStack
    } else if GoDumpPreamble.isRegister(line) {
      dump.endThread()
    } else if let preamble = GoDumpPreamble(line) {
      if dump.isEnded(by: preamble) { try startDump(number) }
      dump.take(preamble, line: number)
    }
  }

  /// Takes a line of a goroutine.
  @inline(__always)
  private mutating func takeInside(
    _ line: ArraySlice<UInt8>, _ first: UInt8, _ number: Int
  ) throws {
    if first == UInt8(ascii: "\t") {
      try dump.takeLocation(&record, line.dropFirst(), number)
    } else if let call = GoDumpLine.call(line) {
      try dump.takeCall(&record, call, number)
    } else {
      try takeOther(line, number)
    }
  }

  private mutating func takeOther(_ line: ArraySlice<UInt8>, _ number: Int) throws {
    if line.starts(with: "created by ") {
      dump.takeCreator(&record, line.dropFirst(11), number)
    } else if line.starts(with: "..."), line.ends(with: "frames elided...") {
      try dump.takeElision(&record, line)
    } else if line.starts(with: "non-Go function at pc=") {
      try dump.takeForeign(&record)
    } else if line.starts(with: "[originating from goroutine ") {
      context = .ancestors
    } else if GoDumpPreamble.endsOutput(line) {
      try endRecord()
      try takeText(line, number)
    } else {
      dump.takeBareName(&record, line, number)
    }
  }
}
