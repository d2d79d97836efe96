/// How a log wraps each line of a text, learned from its header, such as that of a goroutine in a dump.
///
///     2026-11-23T17:44:35.1Z stderr F goroutine 1 [running]:
///     [pod/router-7f9c/app] goroutine 1 [running]:
///     {"log":"goroutine 1 [running]:\n","stream":"stderr"}
struct LogTemplate: Equatable {
  /// What stands before the text, or before the object that holds it: each run of letters and digits as
  /// `w`, each run of blanks as one, anything else as it is.
  private let shape: [UInt8]
  /// How many blanks end it.
  private let endBlanks: Int
  /// The key of the text in an object.
  private let key: [UInt8]?

  /// The template of a line that holds the header of a text behind something else; nil for any other.
  init?(header line: ArraySlice<UInt8>, of logged: LoggedText) {
    guard let place = logged.placeOfHeader(in: line), place > line.startIndex else { return nil }
    if line[place - 1] == UInt8(ascii: "\""),
      let (key, start) = Self.key(before: place - 1, in: line)
    {
      self.key = key
      shape = Self.shape(of: line[..<start])
      endBlanks = Self.endBlanks(of: line[..<start])
      guard let text = unwrapped(line), logged.placeOfHeader(in: text[...]) == 0 else { return nil }
    } else {
      let prefix = line[..<place]
      guard logged.isHeader(line[place...]) else { return nil }
      key = nil
      shape = Self.shape(of: prefix)
      endBlanks = Self.endBlanks(of: prefix)
    }
  }

  /// What a line wraps, several lines perhaps; nil when it is wrapped in another way or not at all.
  func unwrapped(_ line: ArraySlice<UInt8>) -> [UInt8]? {
    guard let rest = rest(of: line) else { return nil }
    guard let key else { return Array(rest) }
    guard rest.first == UInt8(ascii: "{"), let value = Self.value(of: key, in: rest),
      var text = JSONText.decode(value)
    else { return nil }
    if text.last == 0x0A { text.removeLast() }
    return text
  }

  // MARK: The prefix

  private static func shape(of prefix: ArraySlice<UInt8>) -> [UInt8] {
    var shape: [UInt8] = []
    for byte in prefix {
      let kind = kind(byte)
      if kind == byte || shape.last != kind || kind != UInt8(ascii: "w") && kind != 0x20 {
        if !(kind == 0x20 && shape.last == 0x20) { shape.append(kind) }
      }
    }
    return shape
  }

  private static func endBlanks(of prefix: ArraySlice<UInt8>) -> Int {
    prefix.reversed().prefix { $0 == 0x20 || $0 == 0x09 }.count
  }

  /// What a byte is in a shape.
  private static func kind(_ byte: UInt8) -> UInt8 {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: UInt8(ascii: "w")
    case 0x20, 0x09: 0x20
    default: byte
    }
  }

  /// What stands behind the prefix of a line; nil when the line has not this prefix.
  private func rest(of line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var rest = line
    for (place, wanted) in shape.enumerated() {
      if rest.isEmpty {
        // An empty line, whose blank at the end was cut off.
        return place == shape.count - 1 && wanted == 0x20 ? rest : nil
      }
      let isRun = wanted == UInt8(ascii: "w") || wanted == 0x20
      let isLast = place == shape.count - 1
      let limit = isLast && wanted == 0x20 ? endBlanks : isRun ? rest.count : 1
      let run = rest.prefix(limit).prefix { Self.kind($0) == wanted }
      guard !run.isEmpty else { return nil }
      rest = rest[run.endIndex...]
    }
    return rest
  }

  // MARK: Objects

  /// The key of the value that begins at a place, and where its object begins.
  private static func key(
    before quote: Int, in line: ArraySlice<UInt8>
  ) -> (key: [UInt8], start: Int)? {
    let before = line[..<quote].trimmedAtEnd
    guard before.last == UInt8(ascii: ":") else { return nil }
    let name = before.dropLast().trimmedAtEnd
    guard name.last == UInt8(ascii: "\""),
      let open = name.dropLast().lastIndex(of: UInt8(ascii: "\"")),
      let brace = line[..<open].firstIndex(of: UInt8(ascii: "{"))
    else { return nil }
    return (Array(name[(open + 1)..<(name.endIndex - 1)]), brace)
  }

  /// The value of a key, from its quotation mark on.
  private static func value(of key: [UInt8], in object: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let wanted = [UInt8(ascii: "\"")] + key + [UInt8(ascii: "\"")]
    var place = object.startIndex
    while place < object.endIndex {
      if object[place] == wanted[0], object[place...].starts(with: wanted) {
        var cursor = TextCursor(object[(place + wanted.count)...])
        cursor.skipBlanks()
        if cursor.skip(":") {
          cursor.skipBlanks()
          return cursor.rest.first == UInt8(ascii: "\"") ? cursor.rest : nil
        }
      }
      place += 1
    }
    return nil
  }
}

extension ArraySlice<UInt8> {
  /// The bytes without blanks and tabs at their end.
  fileprivate var trimmedAtEnd: ArraySlice<UInt8> {
    self[..<((lastIndex { $0 != 0x20 && $0 != 0x09 }).map { $0 + 1 } ?? startIndex)]
  }
}
