import ProfileModel

/// Reads the maps of bpftrace whose keys are stacks, leaf first: of the kernel, of a program, or both.
///
///     @[
///         kfree+5
///         do_exit+120
///     ,
///         main+9
///     , bash]: 42
struct BpftraceReader {
  private var stacks: CountedStacks
  private var frames: [LocationID]?
  private var process = StringID.empty
  /// Why counts are too small; nil if nothing says that they are.
  private var loss: String?

  private init(_ settings: ReadSettings) { stacks = CountedStacks(settings.limits) }

  /// Whether a line begins an entry: `@[`, `@name[`, or with a key before the stack, `@[bash, `.
  static func begins(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.first == UInt8(ascii: "@"), let open = line.firstIndex(of: UInt8(ascii: "[")) else {
      return false
    }
    return open == line.endIndex - 1 || line.last == UInt8(ascii: ",")
  }

  /// The parts before and after the `]:` that ends an entry; nil for another line.
  static func end(
    of line: ArraySlice<UInt8>
  ) -> (keys: ArraySlice<UInt8>, count: ArraySlice<UInt8>)? {
    guard let first = line.first, first == UInt8(ascii: "]") || first == UInt8(ascii: ","),
      let mark = line.lastRange(of: "]:")
    else { return nil }
    let keys = line[..<mark.lowerBound].drop { $0 == UInt8(ascii: ",") || $0 == 0x20 }
    return (keys, line[mark.upperBound...].trimmed)
  }

  static func read(
    _ source: consuming ByteSource, _ settings: ReadSettings
  ) throws -> ReadProfile {
    var lines = LineSplitter(source)
    var reader = BpftraceReader(settings)
    while let line = try lines.next() { try reader.parse(line.trimmed, lines.lineNumber) }
    guard reader.stacks.records > 0 else { throw ContentError(.missing("count of a stack")) }
    let isCut = reader.frames != nil
    return reader.stacks.finish(
      incomplete: isCut ? "it ends in the middle of a stack" : reader.loss)
  }

  private mutating func parse(_ line: ArraySlice<UInt8>, _ number: Int) throws {
    if line.isEmpty { return }
    if Self.begins(line) {
      begin(line)
    } else if let end = Self.end(of: line) {
      try finish(end.keys, end.count, line, number)
    } else if frames != nil, !line.elementsEqual(",".utf8) {
      let location = location(line)
      frames?.append(location)
    } else if Self.tellsLoss(line) {
      loss = loss ?? LossMark.reason(line, number)
    }
  }

  /// Whether bpftrace says in a line that it did not count all: `Lost 12 events`, or that a map is full.
  private static func tellsLoss(_ line: ArraySlice<UInt8>) -> Bool {
    line.starts(with: "Lost ") || line.firstRange(of: "could not store") != nil
      || line.firstRange(of: "map full") != nil
  }

  private mutating func begin(_ line: ArraySlice<UInt8>) {
    frames = []
    let keys = line.drop { $0 != UInt8(ascii: "[") }.dropFirst().trimmed
    let hasKey = keys.last == UInt8(ascii: ",")
    process = hasKey ? name(keys.dropLast()) : .empty
  }

  private mutating func name(_ text: ArraySlice<UInt8>) -> StringID {
    stacks.builder.string(text.span)
  }

  /// A symbol without the decimal offset behind it; an address stays alone.
  private mutating func location(_ line: ArraySlice<UInt8>) -> LocationID {
    var cursor = TextCursor(line)
    if let address = cursor.hexadecimal(), cursor.isAtEnd {
      return stacks.location(name: [], address: address)
    }
    guard let plus = line.lastIndex(of: UInt8(ascii: "+")), plus + 1 < line.endIndex,
      line[(plus + 1)...].allSatisfy({ 0x30...0x39 ~= $0 })
    else { return stacks.location(name: line) }
    return stacks.location(name: line[..<plus])
  }

  private mutating func finish(
    _ keys: ArraySlice<UInt8>, _ count: ArraySlice<UInt8>, _ line: ArraySlice<UInt8>, _ number: Int
  ) throws {
    guard let frames else { return stacks.unread.note(line, line: number) }
    self.frames = nil
    guard !count.isEmpty else {
      throw TextError(
        .damaged("its values are histograms or lists, not counts"), line: number)
    }
    var cursor = TextCursor(count)
    guard let value = cursor.signedDecimal(), cursor.isAtEnd else {
      return stacks.unread.note(line, line: number)
    }
    if !keys.isEmpty { process = stacks.builder.string(keys.span) }
    let identity = ThreadIdentity(process: process)
    try stacks.add(value, frames, labels: identity.labelSet(in: &stacks.builder, keepsIDs: false))
  }
}
