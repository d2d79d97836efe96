import ProfileModel

/// Removes what terminals and logs put around the lines of a text.
///
/// How a log wraps a text is learned from the first record that holds the anchor of one, confirmed by what
/// follows it. Lines that are not wrapped so pass as they are.
final class TextLayers: @unchecked Sendable {
  private static let blockSize = 64 << 10
  /// The longest record: a whole dump in one string, as the runtime limits it, with its escapes.
  private static let longestRecord = 128 << 20
  /// How many records before an anchor are unwrapped with it: what a program says of its crash.
  private static let mostHeld = 64

  private var records: LineSplitter
  /// Whether there is a text by which an envelope can be learned.
  private let hasAnchors: Bool
  private var envelope: LogEnvelope?
  /// Records that were not given yet, for the envelope may still be learned.
  private var held: [[UInt8]] = []
  /// The possible envelopes of the last held record; the next one decides.
  private var candidates: [LogEnvelope] = []
  /// A record of comma-separated values that continues on the next line.
  private var openRecord: [UInt8] = []
  private var block: [UInt8] = []
  /// What was taken away so far, from the outside in.
  private(set) var names: [String] = []

  init(_ source: consuming ByteSource, hasAnchors: Bool = true) {
    self.hasAnchors = hasAnchors
    records = LineSplitter(source, longestLine: Self.longestRecord)
  }

  /// The text that a window holds, as far as it goes.
  static func text(of window: SourceWindow) throws -> (window: SourceWindow, names: [String]) {
    let layers = TextLayers(ByteSource(window.bytes))
    var text: [UInt8] = []
    while case let block = try layers.next(), !block.isEmpty { text += block }
    return (SourceWindow(text, isWhole: window.isWhole, name: window.name), layers.names)
  }

  /// Whether nothing is put around the lines of a window: the first anchor in it has its line for itself.
  static func isBare(_ window: SourceWindow) -> Bool {
    guard !window.holdsEscapes else { return false }
    let first = window.lines.lazy.first { TextAnchor.index(in: $0) != nil }
    return first.map { TextAnchor($0.trimmedAtEnd) != nil } ?? true
  }

  /// The next block of the text; empty at the end.
  func next() throws -> [UInt8] {
    block.removeAll(keepingCapacity: true)
    while block.count < Self.blockSize {
      guard let record = try records.next() else {
        finish()
        break
      }
      parse(record)
    }
    return block
  }

  /// Gives what is held, at the end.
  private func finish() {
    if !openRecord.isEmpty {
      let record = openRecord
      openRecord = []
      decide(record[...])
    }
    // An anchor that nothing follows is one if it stands alone in its record.
    if let first = candidates.first, isAnchorAlone(first) { learn(first) }
    giveHeld()
    if !records.isTerminated, block.last == 0x0A { block.removeLast() }
  }

  private func isAnchorAlone(_ candidate: LogEnvelope) -> Bool {
    guard let last = held.last, let text = candidate.unwrapped(last[...]) else { return false }
    return TextAnchor(text.bytes[...]) == .profile
  }

  // MARK: Records

  private func parse(_ record: ArraySlice<UInt8>) {
    let record = cleaned(record)
    if case .csv = envelope?.body { return parseCSV(record) }
    if envelope != nil || !hasAnchors { return give(record) }
    if !openRecord.isEmpty { return parseOpen(record) }
    if SyslogEscapes.mayBe(in: record) {
      note("syslog escapes")
      for line in SyslogEscapes.decoded(record).split(
        separator: 0x0A, omittingEmptySubsequences: false)
      { decide(line) }
    } else if CSVRecord.isOpen(record), Self.mayBegin(record) {
      openRecord = Array(record)
    } else {
      decide(record)
    }
  }

  /// Whether a text may begin in a record: with an anchor, or with what a program says before one.
  private static func mayBegin(_ record: ArraySlice<UInt8>) -> Bool {
    TextAnchor.index(in: record) != nil || GoDumpPreamble.crashIndex(in: record) != nil
  }

  /// A record without escape sequences.
  private func cleaned(_ record: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard TerminalText.mayBe(in: record) else { return record }
    note("ANSI colours")
    return TerminalText.stripped(record)[...]
  }

  private func note(_ name: String) {
    if !names.contains(name) { names.append(name) }
  }

  /// Continues a record with an open quotation mark; one that is never closed is no such record.
  private func parseOpen(_ line: ArraySlice<UInt8>) {
    openRecord.append(0x0A)
    openRecord += line
    guard !CSVRecord.isOpen(openRecord[...]) else { return }
    let record = openRecord
    openRecord = []
    if envelope != nil { give(record[...]) } else { decide(record[...]) }
  }

  private func parseCSV(_ line: ArraySlice<UInt8>) {
    if !openRecord.isEmpty { return parseOpen(line) }
    if CSVRecord.isOpen(line) { openRecord = Array(line) } else { give(line) }
  }

  // MARK: Learning

  /// Handles a record while the envelope is still unknown.
  private func decide(_ record: ArraySlice<UInt8>) {
    if let anchor = heldAnchor,
      let confirmed = candidates.first(where: { isConfirmed($0, anchor, by: record) })
    {
      learn(confirmed)
      return give(record)
    }
    if isFollowedByBare(record) { giveAnchorAlone() }
    candidates = LogEnvelope.candidates(for: record).filter { !$0.isIndent || !holdsCrash }
    hold(record)
    guard let whole = candidates.first(where: { holdsText($0, record) }) else { return }
    learn(whole)
  }

  /// Whether a program says at the beginning of a held record what it crashed of: the lines of its message are
  /// behind tabs so that they are not taken for goroutines.
  private var holdsCrash: Bool { held.contains { GoDumpPreamble($0[...]) == .crash } }

  /// The anchor that the last held record may wrap.
  private var heldAnchor: TextAnchor? {
    candidates.lazy.compactMap { $0.unwrapped((self.held.last ?? [])[...]) }
      .compactMap { $0.lines.lazy.compactMap { TextAnchor($0.trimmedAtEnd) }.first }.first
  }

  private func isConfirmed(
    _ candidate: LogEnvelope, _ anchor: TextAnchor, by record: ArraySlice<UInt8>
  ) -> Bool {
    candidate.unwrapped(record).map { anchor.isFollowed(by: $0.bytes[...]) } ?? false
  }

  /// Whether a record holds an anchor and what must follow it.
  private func holdsText(_ candidate: LogEnvelope, _ record: ArraySlice<UInt8>) -> Bool {
    guard let text = candidate.unwrapped(record) else { return false }
    return TextAnchor.confirmed(in: text.lines) != nil
  }

  /// Whether a record is the bare line behind the held anchor: a logger wrapped only the first line of it.
  private func isFollowedByBare(_ record: ArraySlice<UInt8>) -> Bool {
    heldAnchor?.isFollowed(by: record) == true
  }

  /// Gives the held records, of the last one what it wraps.
  private func giveAnchorAlone() {
    guard let record = held.popLast(), let candidate = candidates.first else { return }
    giveHeld()
    note("prefix of the first line")
    append(candidate.unwrapped(record[...]) ?? .init(bytes: record))
  }

  /// Unwraps what is held and all that comes.
  private func learn(_ envelope: LogEnvelope) {
    self.envelope = envelope
    note(envelope.name)
    candidates = []
    giveHeld()
  }

  private func hold(_ record: ArraySlice<UInt8>) {
    held.append(Array(record))
    if held.count > Self.mostHeld { give(held.removeFirst()[...]) }
  }

  private func giveHeld() {
    for record in held { give(record[...]) }
    held.removeAll(keepingCapacity: true)
  }

  // MARK: Text

  private func give(_ record: ArraySlice<UInt8>) {
    guard var text = envelope?.unwrapped(record) else { return append(.init(bytes: Array(record))) }
    if envelope?.isEnd(text) == true { return }
    if SyslogEscapes.mayBe(in: text.bytes[...]) {
      note("syslog escapes")
      text.bytes = SyslogEscapes.decoded(text.bytes[...])
    }
    append(text)
  }

  private func append(_ text: LogEnvelope.Text) {
    block += text.bytes
    if !text.isPartial { block.append(0x0A) }
  }
}
