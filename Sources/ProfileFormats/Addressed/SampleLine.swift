/// A line `VALUES @ ADDRESSES`.
struct SampleLine {
  let values: [Int64]
  /// Its first number as the text has it, which headers give the sum of.
  let count: Int64
  /// How many objects of a heap were ever allocated, as the text has it; 0 elsewhere.
  var allocated: Int64 = 0
  /// The size of one object of a heap; nil elsewhere.
  let blockSize: Int64?
  /// The addresses after the `@`.
  let addresses: ArraySlice<UInt8>

  /// `12 @ 0x1 0x2`: how many have the stack.
  static func count(_ line: ArraySlice<UInt8>) -> SampleLine? {
    var cursor = TextCursor(line)
    guard let count = cursor.signedDecimal(), cursor.skip(" @") else { return nil }
    return SampleLine(values: [count], count: count, blockSize: nil, addresses: cursor.rest)
  }

  /// `1: 480 [7: 1983] @ 0x1 0x2`: objects and bytes in use, and of all time.
  static func heap(_ line: ArraySlice<UInt8>, _ sampling: HeapSampling) -> SampleLine? {
    var cursor = TextCursor(line)
    guard let inUse = HeapPair(&cursor) else { return nil }
    cursor.skipBlanks()
    guard cursor.skip("[") else { return nil }
    cursor.skipBlanks()
    guard let ever = HeapPair(&cursor) else { return nil }
    cursor.skipBlanks()
    guard cursor.skip("] @") else { return nil }
    let pairs = sampling.hasAllocations ? [ever, inUse] : [inUse]
    guard pairs.allSatisfy({ $0.objects != 0 || $0.bytes == 0 }) else { return nil }
    let size = pairs.last { $0.objects != 0 }.map { $0.bytes.dividedClamped(by: $0.objects) }
    // The runtime's protobuf has no size for objects that are all gone; `go tool pprof` says 0 elsewhere.
    return SampleLine(
      values: pairs.flatMap(sampling.unsampled), count: inUse.objects, allocated: ever.objects,
      blockSize: size ?? (sampling.isGo ? nil : 0), addresses: cursor.rest)
  }

  /// `2674698 4 @ 0x1 0x2`: cycles and events.
  static func contention(_ line: ArraySlice<UInt8>, _ scale: ContentionScale) -> SampleLine? {
    var cursor = TextCursor(line)
    guard let cycles = cursor.signedDecimal() else { return nil }
    cursor.skipBlanks()
    guard let events = cursor.signedDecimal(), cursor.skip(" @") else { return nil }
    return SampleLine(
      values: scale.values(cycles: cycles, events: events), count: cycles, blockSize: nil,
      addresses: cursor.rest)
  }
}

extension Int64 {
  /// The quotient; the largest number instead of the one that does not fit.
  func dividedClamped(by divisor: Int64) -> Int64 {
    let (quotient, overflow) = dividedReportingOverflow(by: divisor)
    return overflow ? .max : quotient
  }

  /// A number without its fraction, clamped to the range of `Int64`; 0 for what is no number.
  init(clamping number: Double) {
    if let exact = Int64(exactly: number.rounded(.towardZero)) {
      self = exact
    } else {
      self = number.isNaN ? 0 : number < 0 ? .min : .max
    }
  }
}

extension TextCursor {
  /// All numbers written `0x…` in what is left, whatever stands between them; nil when one does not fit.
  mutating func addresses() -> [UInt64]? {
    var found: [UInt64] = []
    while !isAtEnd {
      if rest.starts(with: "0x"), rest.dropFirst(2).first?.hexadecimalDigit != nil {
        guard let address = hexadecimal() else { return nil }
        found.append(address)
      } else {
        _ = next()
      }
    }
    return found
  }
}
