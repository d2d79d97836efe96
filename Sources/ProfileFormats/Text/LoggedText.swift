/// A text that may stand in a log, and how its first lines are told from anything else.
enum LoggedText {
  /// The goroutines of a program, each behind a header.
  case goDump
  /// What the Go runtime prints at debug=1, behind one header.
  case goText

  /// Where a line's header begins, whatever stands before and behind it; nil without one.
  func placeOfHeader(in line: ArraySlice<UInt8>) -> Int? {
    switch self {
    case .goDump: Self.placeOfGoroutine(in: line)
    case .goText: Self.placeOfProfile(in: line)
    }
  }

  /// Whether a line is a header and nothing else.
  func isHeader(_ line: ArraySlice<UInt8>) -> Bool {
    switch self {
    case .goDump: GoDumpHeader(line).map { GoDumpStatus($0.status) != nil } ?? false
    case .goText: AddressedHeader(line)?.isGo == true
    }
  }

  /// Whether nothing stands before the header of a line.
  func isPlain(_ line: ArraySlice<UInt8>) -> Bool {
    switch self {
    case .goDump: GoDumpHeader(line) != nil
    case .goText: AddressedHeader(line.trimmed) != nil
    }
  }

  /// Whether a line can be the one behind a header.
  func followsHeader(_ line: ArraySlice<UInt8>) -> Bool {
    switch self {
    case .goDump:
      GoDumpLine.call(line) != nil || line.starts(with: "\tgoroutine running on other thread")
        || line.starts(with: "non-Go function")
    case .goText:
      line.starts(with: "cycles/second=")
        || line.first.map { 0x30...0x39 ~= $0 } == true && line.firstRange(of: " @") != nil
    }
  }

  private static func placeOfGoroutine(in line: ArraySlice<UInt8>) -> Int? {
    var rest = line
    while let found = rest.firstRange(of: "goroutine ") {
      if GoDumpHeader(line[found.lowerBound...]) != nil { return found.lowerBound }
      rest = line[found.upperBound...]
    }
    return nil
  }

  private static func placeOfProfile(in line: ArraySlice<UInt8>) -> Int? {
    if let found = line.firstRange(of: " profile: total ") {
      // The name, which may be one of the program's own.
      let name = line[..<found.lowerBound].lastIndex { [0x09, 0x20, 0x22].contains($0) }
      return name.map { $0 + 1 } ?? line.startIndex
    }
    let found =
      line.firstRange(of: "heap profile: ") ?? line.firstRange(of: "--- mutex:")
      ?? line.firstRange(of: "--- contention:")
    return found?.lowerBound
  }
}
