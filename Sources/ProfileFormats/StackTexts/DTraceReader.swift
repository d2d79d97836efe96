import ProfileModel

/// Reads the stacks that DTrace aggregates: frames leaf first, a count below them, and a blank line.
///
///               libc.so.1`read+0xa
///               a.out`main+0x12
///                42
struct DTraceReader {
  private var stacks: CountedStacks
  private var frames: [LocationID] = []
  /// Whether what stands before the first block was passed.
  private var hasBegun = false

  private init(_ settings: ReadSettings) { stacks = CountedStacks(settings.limits) }

  static func read(
    _ source: consuming ByteSource, _ settings: ReadSettings
  ) throws -> ReadProfile {
    var lines = LineSplitter(source)
    var reader = DTraceReader(settings)
    while let line = try lines.next() { try reader.parse(line) }
    guard reader.stacks.records > 0 else { throw ContentError(.missing("count of a stack")) }
    let isCut = !reader.frames.isEmpty
    return reader.stacks.finish(incomplete: isCut ? "it ends in the middle of a stack" : nil)
  }

  private mutating func parse(_ line: ArraySlice<UInt8>) throws {
    let text = line.trimmed
    if text.isEmpty {
      hasBegun = true
    } else if hasBegun || text.contains(UInt8(ascii: "`")) {
      hasBegun = true
      try parseLine(text)
    }
  }

  private mutating func parseLine(_ text: ArraySlice<UInt8>) throws {
    var cursor = TextCursor(text)
    if let count = cursor.decimal(), cursor.isAtEnd {
      try stacks.add(Int64(clamping: count), frames)
      frames = []
    } else {
      frames.append(location(text))
    }
  }

  private mutating func location(_ text: ArraySlice<UInt8>) -> LocationID {
    var cursor = TextCursor(text)
    if let address = cursor.hexadecimal(), cursor.isAtEnd {
      return stacks.location(name: [], address: address)
    }
    var symbol = text
    if let plus = symbol.lastRange(of: "+0x"), plus.upperBound < symbol.endIndex,
      symbol[plus.upperBound...].allSatisfy(\.isHexadecimal)
    {
      symbol = symbol[..<plus.lowerBound]
    }
    guard let quote = symbol.firstIndex(of: UInt8(ascii: "`")) else {
      return stacks.location(name: symbol)
    }
    return stacks.location(name: symbol[(quote + 1)...], module: symbol[..<quote])
  }
}
