/// The lines that a text of the Go runtime is recognised by, whatever stands before and behind them.
enum TextAnchor: Equatable {
  /// The header of a goroutine in a dump.
  case goroutine
  /// The first line of a profile at debug=1.
  case profile

  /// Parses a whole line as an anchor; nil if it is not one.
  init?(_ line: ArraySlice<UInt8>) {
    if GoDumpHeader(line).map({ GoDumpStatus($0.status) != nil }) == true
      || GoDumpHeader(goleak: line) != nil
    {
      self = .goroutine
    } else if AddressedHeader(line)?.isGo == true {
      self = .profile
    } else {
      return nil
    }
  }

  /// That a text of another kind begins behind one that is read, at a line.
  static func notRead(fromLine line: Int) -> String {
    "another profile begins in line \(line), which is not read; save it in a file of its own"
  }

  /// Whether a line can be the one behind the anchor.
  func isFollowed(by line: ArraySlice<UInt8>) -> Bool {
    let line = line.trimmed
    switch self {
    case .goroutine:
      return GoDumpLine.call(line) != nil || GoDumpHeader(line) != nil
        || line.starts(with: "goroutine running on other thread")
        || line.starts(with: "non-Go function")
    case .profile:
      return line.starts(with: "cycles/second=")
        || line.first.map { 0x30...0x39 ~= $0 } == true && line.firstRange(of: " @") != nil
    }
  }

  /// The first anchor in some lines that is followed by what must follow it; nil without one.
  static func confirmed(in lines: some Sequence<ArraySlice<UInt8>>) -> TextAnchor? {
    var last: TextAnchor?
    for line in lines {
      if let last, last.isFollowed(by: line) { return last }
      last = TextAnchor(line.trimmedAtEnd)
    }
    return nil
  }

  /// Where an anchor may begin in a line, behind something else perhaps; nil without one.
  static func index(in line: ArraySlice<UInt8>) -> Int? {
    goroutineIndex(in: line) ?? profileIndex(in: line)
  }

  /// A text of a log whose first anchor has a line for itself: a program may log `dump: goroutine 1 [running]:`.
  ///
  /// What stands before the anchor becomes a line of its own. It is none if a line follows that cannot be behind it. Where
  /// each record is a line, only a colon tells an anchor from a message that a panic printed.
  static func withOwnLine(in text: [UInt8]) -> [UInt8] {
    var start = text.startIndex
    while start < text.endIndex {
      let line = text[start...].prefix { $0 != 0x0A }
      let rest = text[min(line.endIndex + 1, text.endIndex)...]
      if TextAnchor(line.trimmedAtEnd) != nil { return text }
      if let index = index(in: line), let anchor = TextAnchor(line[index...].trimmedAtEnd),
        rest.isEmpty
          ? line[..<index].trimmed.last == UInt8(ascii: ":")
          : anchor.isFollowed(by: rest.prefix { $0 != 0x0A })
      {
        return text[..<index] + [0x0A] + text[index...]
      }
      start = line.endIndex + 1
    }
    return text
  }

  private static func goroutineIndex(in line: ArraySlice<UInt8>) -> Int? {
    var rest = line
    while let found = rest.firstRange(of: "oroutine ") {
      let index = max(found.lowerBound - 1, line.startIndex)
      let header = line[index...].trimmedAtEnd
      if GoDumpHeader(header) != nil { return index }
      if GoDumpHeader(goleak: header) != nil { return startOfList(index, in: line) }
      rest = line[found.upperBound...]
    }
    return nil
  }

  /// The bracket before the first header of a list belongs to it.
  private static func startOfList(_ index: Int, in line: ArraySlice<UInt8>) -> Int {
    index > line.startIndex && line[index - 1] == UInt8(ascii: "[") ? index - 1 : index
  }

  private static func profileIndex(in line: ArraySlice<UInt8>) -> Int? {
    if let found = line.firstRange(of: " profile: total ") {
      // The name, which may be one of the program's own.
      let name = line[..<found.lowerBound].lastIndex { !AddressedHeader.isPartOfName($0) }
      return name.map { $0 + 1 } ?? line.startIndex
    }
    let found =
      line.firstRange(of: "heap profile: ") ?? line.firstRange(of: "--- mutex:")
      ?? line.firstRange(of: "--- contention:")
    return found?.lowerBound
  }
}
