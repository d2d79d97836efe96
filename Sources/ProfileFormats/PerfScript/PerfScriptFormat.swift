import ProfileModel

extension InputFormat {
  /// What `perf script` prints.
  package static let perfScript = InputFormat(
    name: "perf-script", summary: "perf script from Linux and simpleperf", endings: [],
    traits: [], isText: true, isLong: true, recognise: PerfScriptRecognition.recognise,
    read: { source, settings in [.only(try PerfScriptReader.read(source, settings))] })
}

/// How sure it is that a text is what `perf script` prints, by its first record.
enum PerfScriptRecognition {
  static func recognise(_ window: SourceWindow) -> Recognition {
    guard window.isText, let first = window.lines.first else { return .no }
    if first.starts(with: "# ========"),
      window.lines.prefix(64).contains(where: { $0.starts(with: "# cmdline :") })
    {
      return .certain("it has headers of perf script")
    }
    let lines = window.lines.lazy.filter { $0.first != UInt8(ascii: "#") && !$0.trimmed.isEmpty }
    guard let line = lines.first else { return .no }
    let next = lines.dropFirst().first
    if PerfHeader(timed: line) != nil {
      guard let next else {
        return window.isWhole ? .likely("its line looks like a record of perf script") : .no
      }
      return PerfHeader(timed: next) != nil || PerfFrame.begins(next.trimmed)
        ? .certain("it has a record of perf script") : .no
    }
    guard let header = PerfHeader(untimed: line) else { return .no }
    let hasFrame =
      PerfFrame(header.rest) != nil || next.map { PerfFrame.begins($0.trimmed) } == true
    return hasFrame ? .likely("it looks like a record of perf script") : .no
  }
}

/// Reads what `perf script` prints, a record after the other; memory grows with distinct stacks, not with records.
struct PerfScriptReader {
  /// No line may be longer.
  private static let longestLine = 1 << 20

  private let settings: ReadSettings
  private var builder = ProfileBuilder()
  private var stacks = PerfStacks()
  private var events = PerfEvents()
  private var columns = SampleColumns()
  private var labels: [ThreadIdentity: LabelSetID] = [:]
  /// The header of the record that is read.
  private var header: OpenRecord?
  private var records = 0
  /// What perf noted between the samples, and how often that it lost some.
  private var (notes, losses) = (0, 0)
  private var lines = 0
  private var unread = UnreadLines()

  /// The facts about a record before its frames.
  private struct OpenRecord {
    let header: PerfHeader
    let labels: LabelSetID
    /// Whether frames have lines of their own, so that a blank line must end it.
    var hasLines = false
  }

  private init(_ settings: ReadSettings) { self.settings = settings }

  static func read(
    _ source: consuming ByteSource, _ settings: ReadSettings
  ) throws -> ReadProfile {
    var reader = PerfScriptReader(settings)
    var lines = LineSplitter(source, longestLine: longestLine)
    while let line = try lines.next() { try reader.parse(line, lines.lineNumber) }
    return try reader.finish(isTerminated: lines.isTerminated)
  }

  // MARK: Lines

  private mutating func parse(_ line: ArraySlice<UInt8>, _ number: Int) throws {
    if line.first == UInt8(ascii: "#") { return }
    let text = line.trimmed
    guard !text.isEmpty else { return try endRecord() }
    lines += 1
    if header != nil, line.first == 0x09 { return try parseLine(line, text, number) }
    if let timed = PerfHeader(timed: line) { return try begin(timed) }
    if header != nil, PerfFrame.begins(text) { return try parseLine(line, text, number) }
    if let untimed = PerfHeader(untimed: line) { return try begin(untimed) }
    guard header != nil else { return unread.note(text, line: number) }
    try parseLine(line, text, number)
  }

  private mutating func parseLine(
    _ line: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>, _ number: Int
  ) throws {
    header?.hasLines = true
    let isIndented = line.prefix(2).allSatisfy { $0 == 0x20 || $0 == 0x09 }
    if !stacks.parse(text, isIndented: isIndented) { unread.note(text, line: number) }
    try settings.limits.check(depth: stacks.depth)
  }

  // MARK: Records

  private mutating func begin(_ new: PerfHeader) throws {
    try endRecord()
    if let note = new.note {
      if note == .loss { losses += 1 } else { notes += 1 }
      return
    }
    var kept = new
    (kept.comm, kept.event, kept.rest) = ([], Array(new.event)[...], [])
    header = OpenRecord(header: kept, labels: labelSet(of: new))
    stacks.begin()
    if let frame = PerfFrame(new.rest), !frame.module.isEmpty || !isTracepoint(new) {
      _ = stacks.parse(new.rest, isIndented: false)
    }
  }

  /// Whether text behind an event is fields and not a frame.
  private func isTracepoint(_ header: PerfHeader) -> Bool {
    PerfHeader.withoutModifiers(header.event).contains(UInt8(ascii: ":"))
  }

  private mutating func labelSet(of header: PerfHeader) -> LabelSetID {
    var identity = ThreadIdentity(pid: header.pid, thread: builder.string(header.comm.span))
    if settings.keepsIDs { (identity.tid, identity.cpu) = (header.tid, header.cpu) }
    if let set = labels[identity] { return set }
    let set = identity.labelSet(in: &builder, keepsIDs: settings.keepsIDs)
    labels[identity] = set
    return set
  }

  private mutating func endRecord() throws {
    guard let record = header else { return }
    header = nil
    records += 1
    let stack = stacks.stack(in: &builder)
    let row = columns.row(stack, record.labels)
    events.add(record.header, row: row, to: &columns, &builder)
    if let time = record.header.time { columns.span.include(time) }
    try settings.limits.check(
      memory: builder.memory + stacks.memory + columns.memory + 96 * labels.count)
  }

  // MARK: The whole

  private mutating func finish(isTerminated: Bool) throws -> ReadProfile {
    var notes = ReadNotes()
    // Editors take the blank line away that ends the last record.
    if header?.hasLines == true ? !stacks.endsAsOthers : header != nil && !isTerminated {
      notes.incomplete = "it ends in the middle of a record"
    } else if losses > 0 {
      notes.incomplete = "perf lost samples: \(losses.counted("line")) PERF_RECORD_LOST"
    }
    try endRecord()
    guard unread.count * 2 <= lines, records > 0 else {
      throw ContentError(
        .other(
          "\(unread.count) of \(lines.counted("line")) do not look like perf script"))
    }
    (notes.recordsRead, notes.recordsSeen) = (records, records)
    notes.unreadLines = unread.count
    if let warning = unread.warning { notes.warnings.append(warning) }
    if self.notes > 0 {
      notes.remarks.append(
        "left out \(self.notes.counted("line")) PERF_RECORD_…, which are not samples")
    }
    let shown = events.arrange(&columns, &builder)
    notes.note(zeroSamples: columns.move(into: &builder, defaultColumn: shown))
    return ReadProfile(profile: builder.finish(), notes: notes)
  }
}
