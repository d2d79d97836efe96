import ProfileModel

/// One profile of a text of addresses, taken line by line.
struct AddressedSection {
  /// The part that the current lines belong to.
  private enum Context {
    /// The lines `key = value` before the samples of a contention profile.
    case attributes
    case samples
    /// The statistics of memory behind a heap profile of the Go runtime.
    case statistics
    /// Anything else behind the samples.
    case other
    case memoryMap
  }

  private let header: AddressedHeader
  private let firstLine: Int
  private let symbols: SymbolTable?
  private var context: Context
  private var samples: AddressedSamples
  private var scale = ContentionScale()
  private var attributes: Set<String> = []
  private var map = MemoryMap()
  private var statistics: [String] = []
  /// Whether the last line is one of them.
  private var endsWithStatistic = false
  /// Go 1.27 writes 29.
  private static let mostStatistics = 200
  /// The line where a dump begins behind it.
  private var dumpLine: Int?
  /// The sum of the first counts as the text has them, to compare with the header's.
  private var total: Int64 = 0
  /// The same of the objects that were ever allocated.
  private var allocated: Int64 = 0

  init(_ header: AddressedHeader, line: Int, limits: ReadLimits, symbols: SymbolTable? = nil) {
    self.header = header
    firstLine = line
    self.symbols = symbols
    samples = AddressedSamples(width: header.sampleTypes.count, limits: limits)
    if case .contention(let isGo) = header {
      context = .attributes
      scale.isMultiplied = isGo
    } else {
      context = .samples
    }
  }

  /// Parses the next line.
  mutating func parse(_ line: ArraySlice<UInt8>, _ number: Int) throws {
    let text = line.trimmed
    if dumpLine == nil, text.first == UInt8(ascii: "g"), TextAnchor(text) == .goroutine {
      dumpLine = number
    }
    if context == .memoryMap { return map.parse(line) }
    if text.isEmpty { return }
    if MemoryMap.begins(after: text) {
      context = .memoryMap
    } else if text.first == UInt8(ascii: "#") {
      try parseComment(text, number)
    } else if text.starts(with: "---") {
      context = .other
    } else if context == .attributes, try parseAttribute(text, number) {
      return
    } else if context != .other {
      try parseSample(text, number)
    }
  }

  private mutating func parseComment(_ line: ArraySlice<UInt8>, _ number: Int) throws {
    endsWithStatistic = false
    if GoFrameLine.begins(line) {
      try samples.parseFrame(line, number)
    } else if line.starts(with: GoLabelLine.mark) {
      try samples.parseLabels(line, number)
    } else if line.starts(with: "# runtime.MemStats") {
      context = .statistics
    } else if context == .statistics, !line.starts(with: "# Pause"),
      statistics.count < Self.mostStatistics
    {
      // The two lists of 256 pauses are left out.
      statistics.append(String(decoding: line.prefix(200), as: UTF8.self))
      endsWithStatistic = true
    }
  }

  /// Parses a line `key = value`; false when the samples begin with it.
  private mutating func parseAttribute(_ line: ArraySlice<UInt8>, _ number: Int) throws -> Bool {
    guard let equals = line.firstIndex(of: UInt8(ascii: "=")) else {
      context = .samples
      return false
    }
    let key = String(decoding: line[..<equals].trimmed, as: UTF8.self)
    var value = TextCursor(line[(equals + 1)...].trimmed)
    guard ContentionScale.keys.contains(key) else {
      samples.noteUnread(line, number)
      return true
    }
    guard attributes.insert(key).inserted else {
      throw TextError(
        .damaged("'\(key)' occurs twice, as where the lines of two profiles are mixed"),
        line: number)
    }
    guard let amount = value.signedDecimal(), value.isAtEnd else {
      throw TextError(.damaged("'\(key)' is not followed by a number"), line: number)
    }
    scale.set(key, amount)
    return true
  }

  private mutating func parseSample(_ line: ArraySlice<UInt8>, _ number: Int) throws {
    guard let sample = parse(line) else {
      // A line that is neither a sample nor marked was added by hand.
      let isSample =
        line.contains(UInt8(ascii: "@")) || line.first.map { 0x30...0x39 ~= $0 } == true
      return isSample
        ? samples.noteUnreadSample(line, number) : samples.noteUnread(line, number)
    }
    total = total.addingClamped(sample.count)
    allocated = allocated.addingClamped(sample.allocated)
    try samples.begin(sample, line: line, number: number)
  }

  private mutating func parse(_ line: ArraySlice<UInt8>) -> SampleLine? {
    switch header {
    case .count: return SampleLine.count(line)
    case .heap(let sampling): return SampleLine.heap(line, sampling)
    case .contention: return SampleLine.contention(line, scale)
    }
  }

  // MARK: The profile

  /// The profile, after the last line.
  mutating func finish(isTerminated: Bool) throws -> TextSection {
    setHeader()
    let incomplete = incompleteReason(isTerminated: isTerminated)
    var remarks = SourceRemarks()
    remarks.incomplete = incomplete
    remarks.hasNoFrames = samples.hasNoFrames
    // Digits may be missing behind the last ones.
    let open = !isTerminated && endsWithStatistic ? statistics.popLast() : nil
    let comments = remarks.comments + statistics
    samples.builder.header.comments = comments.map { samples.builder.string($0) }
    if !samples.hasNames { setDropFrames() }
    let profile = try samples.finish(map, .init(), symbols)
    var notes = notes(incomplete)
    notes.warnings += open.map { ["the last line has no end, so '\($0)' is left out"] } ?? []
    return TextSection(line: firstLine, read: ReadProfile(profile: profile, notes: notes))
  }

  private mutating func setHeader() {
    func type(_ names: (type: String, unit: String), _ builder: inout ProfileBuilder) -> ValueType {
      ValueType(type: builder.string(names.type), unit: builder.string(names.unit))
    }
    let types = header.sampleTypes.map { type($0, &samples.builder) }
    samples.builder.header.sampleTypes = types
    samples.builder.header.periodType = type(header.periodType, &samples.builder)
    switch header {
    case .count: samples.builder.header.period = 1
    case .heap(let sampling): samples.builder.header.period = sampling.period
    case .contention:
      samples.builder.header.period = scale.period
      samples.builder.header.durationNanos = scale.durationNanos
    }
  }

  /// Sets which frames reports leave out, as `go tool pprof` does for profiles without functions.
  private mutating func setDropFrames() {
    let frames: LegacyFrames
    switch header {
    case .count: frames = .profiler
    case .heap: frames = .allocation
    case .contention: frames = .lock
    }
    frames.set(&samples.builder)
  }

  private func notes(_ incomplete: String?) -> ReadNotes {
    var notes = ReadNotes()
    notes.recordsSeen = samples.samplesSeen
    notes.recordsRead = samples.samplesRead
    notes.incomplete = incomplete
    notes.unreadLines = samples.unread.count + (symbols?.unread.count ?? 0)
    notes.warnings = [samples.unread.warning, symbols?.unread.warning].compactMap { $0 }
    notes.warnings += samples.unnamed.map { [$0] } ?? []
    if scale.isMultiplied, scale.period > 1, samples.samplesSeen > 0 {
      notes.warnings.append(
        "the values are as Go 1.20 and later print them, already multiplied by the sampling period; go tool pprof multiplies them again and shows \(scale.period) times as much"
      )
    }
    notes.warnings += samples.renamed.sorted().map { "the label \($0) is renamed label.\($0)" }
    return notes
  }

  /// Whether nothing is missing of the last record: all are there, and its last line is that of its root.
  private var isLastWhole: Bool {
    switch header {
    case .count(_, let wanted): total == wanted && samples.isLastWhole
    case .heap(let sampling):
      total == sampling.inUse.objects && allocated == sampling.ever.objects && samples.isLastWhole
    case .contention: false
    }
  }

  /// Why the text is known to be cut; gperftools' totals count otherwise and are not compared.
  private func incompleteReason(isTerminated: Bool) -> String? {
    guard header.isGo else { return nil }
    switch header {
    case .count(_, let wanted) where total < wanted:
      return "the text is truncated: it has \(total) of \(wanted)"
    case .heap(let sampling) where total < sampling.inUse.objects:
      return "the text is truncated: it has \(total) of \(sampling.inUse.objects) objects in use"
    // Tools that take lines away from texts without names leave the header as it was.
    case .heap(let sampling) where samples.hasNames && allocated < sampling.ever.objects:
      return
        "the text is truncated: it has \(allocated) of \(sampling.ever.objects) allocated objects"
    default: break
    }
    if let dumpLine { return TextAnchor.notRead(fromLine: dumpLine) }
    if context != .statistics, samples.endsBeforeRoot {
      return "the text is truncated: its last stack ends before its root"
    }
    if case .contention = header, scale.cyclesPerSecond == 0, samples.samplesSeen > 0 {
      return "its cycles/second is missing, so the length of its delays is not known"
    }
    // The record of a contention profile has no total to compare with, and its addresses may end anywhere.
    if case .contention = header, !isTerminated, context != .other, samples.samplesSeen > 0 {
      return "the text is truncated: the last line has no end"
    }
    let hasLines = samples.hasNames || samples.unread.count > 0
    if isTerminated || !hasLines || context == .statistics || isLastWhole { return nil }
    return "the text is truncated: the last line has no end"
  }
}
