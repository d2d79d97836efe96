import ProfileModel

/// The first line of a record of `perf script`: who was measured, when, and by which event.
///
///     V8 WorkerThread 5791/5860 [002]  2227.092396:    3333333 cpu-clock:u:
///
/// The thread's name may hold blanks, digits and slashes, so a line is parsed from its end.
struct PerfHeader {
  /// The name of the thread.
  var comm: ArraySlice<UInt8> = []
  var pid: Int64?
  var tid: Int64 = 0
  var cpu: Int64?
  /// In nanoseconds.
  var time: Int64?
  var period: Int64?
  /// The name of the event, with its modifiers.
  var event: ArraySlice<UInt8> = []
  /// The rest after the event: a frame, or the fields of a tracepoint.
  var rest: ArraySlice<UInt8> = []
  /// What perf noted between samples, as `perf script --show-mmap-events` shows it; nil for a sample.
  private(set) var note: Note?

  enum Note { case loss, other }

  /// Parses a header with a time, which nothing else looks like; nil for any other line.
  init?(timed line: ArraySlice<UInt8>) {
    guard let (word, colon) = Self.timeWord(in: line),
      parseThread(line[..<word], hasEvent: false)
    else { return nil }
    time = DecimalNumber(line[word..<colon])?.scaled(by: 9)
    parseEvent(line[(colon + 1)...].trimmed)
  }

  /// A header without a time: the last word that can be a thread, and is followed by an event, begins what is behind
  /// the name.
  init?(untimed line: ArraySlice<UInt8>) {
    let words = line.split { $0 == 0x20 || $0 == 0x09 }
    guard let event = words.firstIndex(where: { Self.isEvent($0) }), event > 0 else { return nil }
    var thread = event - 1
    // A number between a thread and the event is the period.
    if thread > 0, Self.isNumber(words[thread]),
      Self.thread(words[thread - 1]) != nil
        || Self.processor(words[thread - 1]) != nil
    {
      thread -= 1
    }
    guard parseThread(line[..<words[thread].endIndex], hasEvent: true) else { return nil }
    parseEvent(line[words[thread].endIndex...].trimmed)
  }

  // MARK: Before the time

  /// Parses the name and ids of a thread, and the processor.
  private mutating func parseThread(_ text: ArraySlice<UInt8>, hasEvent: Bool) -> Bool {
    var rest = text.trimmed
    var word = Self.lastWord(rest)
    if let cpu = Self.processor(word) {
      self.cpu = cpu
      rest = rest[..<word.startIndex].trimmedAtEnd
      word = Self.lastWord(rest)
    }
    guard let (pid, tid) = Self.thread(word) else { return false }
    (self.pid, self.tid) = (pid, tid)
    comm = rest[..<word.startIndex].trimmed
    return true
  }

  private static func lastWord(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let blank = text.lastIndex { $0 == 0x20 || $0 == 0x09 }
    return text[(blank.map { $0 + 1 } ?? text.startIndex)...]
  }

  /// `5860`, `5791/5860` or `-1`.
  private static func thread(_ word: ArraySlice<UInt8>) -> (pid: Int64?, tid: Int64)? {
    var cursor = TextCursor(word)
    guard let first = cursor.signedDecimal() else { return nil }
    if cursor.isAtEnd { return (nil, first) }
    guard cursor.skip("/"), let second = cursor.signedDecimal(), cursor.isAtEnd else { return nil }
    return (first, second)
  }

  /// `[002]`.
  private static func processor(_ word: ArraySlice<UInt8>) -> Int64? {
    var cursor = TextCursor(word)
    guard cursor.skip("["), let cpu = cursor.decimal(), cursor.skip("]"), cursor.isAtEnd else {
      return nil
    }
    return Int64(exactly: cpu)
  }

  // MARK: The time

  /// Where the seconds stand that a blank and a colon are around: with six or nine decimals, but simpleperf's have fewer.
  private static func timeWord(in line: ArraySlice<UInt8>) -> (word: Int, colon: Int)? {
    var from = line.startIndex
    let span = line.span
    while let found = span.firstIndex(
      of: UInt8(ascii: ":"), in: (from - line.startIndex)..<line.count)
    {
      let colon = line.startIndex + found
      if let word = timeWord(in: line, before: colon) { return (word, colon) }
      from = colon + 1
    }
    return nil
  }

  private static func timeWord(in line: ArraySlice<UInt8>, before colon: Int) -> Int? {
    if colon + 1 < line.endIndex, line[colon + 1] > 0x20 { return nil }
    var position = colon
    while position > line.startIndex, 0x30...0x39 ~= line[position - 1] { position -= 1 }
    guard 1...9 ~= colon - position, position > line.startIndex,
      line[position - 1] == UInt8(ascii: ".")
    else { return nil }
    let point = position - 1
    var start = point
    while start > line.startIndex, 0x30...0x39 ~= line[start - 1] { start -= 1 }
    guard start < point, start > line.startIndex, line[start - 1] <= 0x20 else { return nil }
    return start
  }

  // MARK: Behind the time

  /// Parses a period if there is one, the event up to its last colon, and the rest.
  private mutating func parseEvent(_ text: ArraySlice<UInt8>) {
    var text = text
    if text.starts(with: "PERF_RECORD_") {
      note = text.starts(with: "PERF_RECORD_LOST") ? .loss : .other
    }
    var word = text.prefix { $0 > 0x20 }
    if Self.isNumber(word), word.endIndex < text.endIndex {
      var cursor = TextCursor(word)
      period = cursor.signedDecimal()
      text = text[word.endIndex...].trimmed
      word = text.prefix { $0 > 0x20 }
    }
    guard let colon = word.lastIndex(of: UInt8(ascii: ":")) else {
      rest = text
      return
    }
    event = word[..<colon]
    rest = text[(colon + 1)...].trimmed
  }

  private static func isNumber(_ word: ArraySlice<UInt8>) -> Bool {
    !word.isEmpty && word.allSatisfy { 0x30...0x39 ~= $0 }
  }

  private static func isEvent(_ word: ArraySlice<UInt8>) -> Bool {
    word.last == UInt8(ascii: ":") && word.contains { 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 }
  }
}

extension PerfHeader {
  /// An event's name without `:u`, `:ppp` and the like.
  static func withoutModifiers(_ event: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let colon = event.lastIndex(of: UInt8(ascii: ":")),
      event[(colon + 1)...].allSatisfy({ "ukhpPGHISDWe".utf8.contains($0) })
    else { return event }
    return event[..<colon]
  }
}
