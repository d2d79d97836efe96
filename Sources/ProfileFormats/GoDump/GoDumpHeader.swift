/// The first line of a goroutine in a dump.
///
///     goroutine 18 gp=0xc000 m=nil [chan receive (leaked), 5 minutes, locked to thread] {tenant: acme}:
///
/// The part from the bracket on is the same for many goroutines, so it is parsed once for each text.
struct GoDumpHeader {
  /// The goroutine's number.
  let id: UInt64
  /// From the bracket on, without the carriage return.
  let status: ArraySlice<UInt8>
  /// Whether goleak wrote it, which shows only what it did not expect.
  let isOfGoleak: Bool

  /// The header of a goroutine of the runtime's own form.
  init(id: UInt64, status: ArraySlice<UInt8>) {
    (self.id, self.status, isOfGoleak) = (id, status, false)
  }

  /// Parses a line as a header; nil if it is not one.
  init?(_ line: ArraySlice<UInt8>) {
    guard line.starts(with: "goroutine ") else { return nil }
    var cursor = TextCursor(line)
    _ = cursor.skip("goroutine ")
    guard let id = cursor.decimal(), cursor.skip(" ") else { return nil }
    if cursor.rest.starts(with: "gp=") {
      _ = cursor.prefix { $0 == UInt8(ascii: "[") }
    }
    guard cursor.rest.first == UInt8(ascii: "[") else { return nil }
    self.init(id: id, status: cursor.rest.trimmedAtEnd)
  }

  /// The header that goleak writes over a goroutine, which may be the first of a list.
  ///
  ///     [Goroutine 21 in state chan receive, with main.wait on top of the stack:
  init?(goleak line: ArraySlice<UInt8>) {
    var cursor = TextCursor(line)
    _ = cursor.skip("[") || cursor.skip(" ")
    guard cursor.skip("Goroutine "), let id = cursor.decimal(), cursor.skip(" in state ") else {
      return nil
    }
    let rest = cursor.rest.trimmedAtEnd
    guard rest.ends(with: " on top of the stack:"), let end = rest.lastRange(of: ", with ") else {
      return nil
    }
    self.id = id
    status = ([UInt8(ascii: "[")] + rest[..<end.lowerBound] + Array("]:".utf8))[...]
    isOfGoleak = true
  }
}

/// The facts in the header of a goroutine.
struct GoDumpStatus: Equatable {
  /// What it does or waits for, with the remarks ` (nil chan)` and ` (durable)`.
  var state = ""
  var minutes: Int64?
  var isLeaked = false
  var isLocked = false
  /// The synctest bubble it is in.
  var bubble: UInt64?
  /// The labels of Go 1.27 and later.
  var labels: [(key: [UInt8], value: [UInt8])] = []

  static func == (left: Self, right: Self) -> Bool {
    left.state == right.state && left.minutes == right.minutes && left.isLeaked == right.isLeaked
      && left.isLocked == right.isLocked && left.bubble == right.bubble
      && left.labels.elementsEqual(right.labels, by: ==)
  }

  /// The status that a header's end says, from the bracket to the colon; nil when it is damaged.
  init?(_ text: ArraySlice<UInt8>) {
    var cursor = TextCursor(text)
    guard cursor.skip("[") else { return nil }
    let parts = cursor.prefix { $0 == UInt8(ascii: "]") }
    guard cursor.skip("]"), read(parts) else { return nil }
    if cursor.skip(" {"), !readLabels(&cursor) { return nil }
    guard cursor.skip(":"), cursor.isAtEnd else { return nil }
  }

  /// Parses the content of the brackets, `select (leaked), 5 minutes, locked to thread`.
  private mutating func read(_ text: ArraySlice<UInt8>) -> Bool {
    let parts = String(decoding: text, as: UTF8.self).split(
      separator: ",", omittingEmptySubsequences: false)
    readState(parts[0])
    for part in parts.dropFirst() {
      guard readRemark(part.drop { $0 == " " }) else { return false }
    }
    return true
  }

  private mutating func readState(_ text: Substring) {
    var text = text
    var endings = ""
    for ending in [" (durable)", " (scan)", " (leaked)"] where text.hasSuffix(ending) {
      text = text.dropLast(ending.count)
      if ending == " (leaked)" { isLeaked = true }
      if ending == " (durable)" { endings = ending }
    }
    state = text + endings
  }

  private mutating func readRemark(_ text: Substring) -> Bool {
    let words = text.split(separator: " ")
    switch (words.first, words.last) {
    case (_, "minutes") where words.count == 2:
      minutes = Int64(words[0])
      return minutes != nil
    case ("locked", "thread"):
      isLocked = true
      return true
    case ("synctest", _):
      bubble = words.last.flatMap { UInt64($0) }
      return true
    default: return false
    }
  }

  /// Reads labels up to the closing brace: `tenant: acme, "odd key": "}]:"}`.
  private mutating func readLabels(_ cursor: inout TextCursor) -> Bool {
    while true {
      guard let key = Self.token(&cursor), cursor.skip(": "), let value = Self.token(&cursor)
      else { return false }
      labels.append((key, value))
      if cursor.skip("}") { return true }
      guard cursor.skip(", ") else { return false }
    }
  }

  /// A bare word, perhaps an empty one, or a text in quotation marks.
  private static func token(_ cursor: inout TextCursor) -> [UInt8]? {
    if cursor.rest.first == UInt8(ascii: "\"") { return GoQuoted.parse(&cursor) }
    return Array(cursor.prefix { !isPlain($0) })
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "_"): true
    default: byte.isLetterOrDigit
    }
  }
}
