import JSONText

/// How a log wraps the lines of a text, learned from one that holds the anchor of a text.
///
///     2026-11-23T17:44:35.1Z stderr F goroutine 1 [running]:
///     {"log":"goroutine 1 [running]:\n","stream":"stderr"}
///     time=2026-11-23T17:44:35Z level=ERROR msg="goroutine 1 [running]:\nmain.main()\n…"
///     1764179084000,"goroutine 1 [chan receive, 5 minutes]:"
struct LogEnvelope: Equatable {
  /// Where the text is within what follows the prefix.
  enum Body: Equatable {
    /// All of it.
    case rest
    /// A string in an object, by its key. Where records end in a line feed, those without one go on.
    case json(key: [UInt8], endsLines: Bool)
    /// The value of a key, `msg="…"`.
    case logfmt(key: [UInt8])
    /// A column of comma-separated values, from 0.
    case csv(column: Int)
  }

  let prefix: LinePrefix
  let body: Body
  /// What people call it.
  let name: String

  /// A part of a text that was unwrapped; it may hold several lines.
  struct Text: Equatable {
    var bytes: [UInt8]
    /// Whether the next record goes on where it ends.
    var isPartial = false

    var lines: [ArraySlice<UInt8>] {
      bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    }
  }

  /// The text in a record; nil if it is wrapped in another way or not at all.
  func unwrapped(_ record: ArraySlice<UInt8>) -> Text? {
    guard let rest = prefix.rest(of: record) else { return nil }
    switch body {
    case .rest: return Text(bytes: Array(rest))
    case .json(let key, let endsLines):
      guard rest.first == UInt8(ascii: "{"), var text = JSONStrings.value(of: key, in: rest) else {
        return nil
      }
      let isPartial = endsLines && text.last != 0x0A
      if text.last == 0x0A { text.removeLast() }
      return Text(bytes: TextAnchor.withOwnLine(in: text), isPartial: isPartial)
    case .logfmt(let key):
      return Logfmt.value(of: key, in: rest).map { Text(bytes: TextAnchor.withOwnLine(in: $0)) }
    case .csv(let column):
      return CSVRecord.fields(of: rest)?[checked: column].map {
        Text(bytes: TextAnchor.withOwnLine(in: $0))
      }
    }
  }

  /// Whether it is an indent and nothing else.
  var isIndent: Bool { prefix.isBlank && body == .rest }

  /// Whether a text is the mark that klog puts behind a value of several lines, each behind a tab: ` >`.
  func isEnd(_ text: Text) -> Bool { isIndent && text.bytes == [UInt8(ascii: ">")] }

  /// How a record may wrap the anchor that it holds, the likeliest first; empty when it holds none.
  static func candidates(for record: ArraySlice<UInt8>) -> [LogEnvelope] {
    guard let anchor = TextAnchor.index(in: record) else { return [] }
    return [json(record), logfmt(record), csv(record), plain(record, anchor)].compactMap { $0 }
  }

  private static func json(_ record: ArraySlice<UInt8>) -> LogEnvelope? {
    guard let brace = record.firstIndex(of: UInt8(ascii: "{")),
      case let strings = JSONStrings.strings(in: record[brace...]),
      let index = indexOfAnchor(in: strings.lazy.map(\.text)), case let (key, text) = strings[index]
    else { return nil }
    return LogEnvelope(
      prefix: LinePrefix(record[..<brace]), body: .json(key: key, endsLines: text.last == 0x0A),
      name: "JSON lines (\(String(decoding: key, as: UTF8.self)))")
  }

  private static func logfmt(_ record: ArraySlice<UInt8>) -> LogEnvelope? {
    let pairs = Logfmt.pairs(in: record)
    guard let index = indexOfAnchor(in: pairs.lazy.map(\.value)) else { return nil }
    let key = pairs[index].key
    return LogEnvelope(
      prefix: LinePrefix([]), body: .logfmt(key: key),
      name: "logfmt (\(String(decoding: key, as: UTF8.self)))")
  }

  private static func csv(_ record: ArraySlice<UInt8>) -> LogEnvelope? {
    guard let fields = CSVRecord.fields(of: record), fields.count > 1,
      let column = indexOfAnchor(in: fields)
    else { return nil }
    return LogEnvelope(
      prefix: LinePrefix([]), body: .csv(column: column), name: "CSV (column \(column + 1))")
  }

  private static func plain(_ record: ArraySlice<UInt8>, _ anchor: Int) -> LogEnvelope? {
    guard anchor > record.startIndex, TextAnchor(record[anchor...].trimmedAtEnd) != nil else {
      return nil
    }
    let prefix = record[..<anchor]
    return LogEnvelope(
      prefix: LinePrefix(prefix), body: .rest, name: LinePrefix.name(of: prefix))
  }

  /// The first of some values with a line that is an anchor; else the first with one that ends in an anchor.
  private static func indexOfAnchor(in values: some RandomAccessCollection<[UInt8]>) -> Int? {
    let index =
      values.firstIndex(where: holdsAnchor)
      ?? values.firstIndex { holdsAnchor(TextAnchor.withOwnLine(in: $0)) }
    return index.map { values.distance(from: values.startIndex, to: $0) }
  }

  private static func holdsAnchor(_ text: [UInt8]) -> Bool {
    text.split(separator: 0x0A).contains { TextAnchor($0.trimmedAtEnd) != nil }
  }
}

extension Array {
  /// The element at an index; nil if there is none.
  fileprivate subscript(checked index: Int) -> Element? {
    indices.contains(index) ? self[index] : nil
  }
}
