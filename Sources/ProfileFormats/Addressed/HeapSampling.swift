import ProfileSystem

/// Objects and bytes of a heap, written `7: 1983`.
struct HeapPair {
  let objects, bytes: Int64

  init?(_ cursor: inout TextCursor) {
    cursor.skipBlanks()
    guard let objects = cursor.signedDecimal(), cursor.skip(":") else { return nil }
    cursor.skipBlanks()
    guard let bytes = cursor.signedDecimal() else { return nil }
    (self.objects, self.bytes) = (objects, bytes)
  }
}

/// The first line of a heap profile, and how its numbers are scaled to everything that was not sampled.
///
///     heap profile: 1: 480 [7: 1983184] @ heap/1048576
struct HeapSampling {
  /// Who wrote a heap profile, by the word behind the `@`.
  private enum Writer: String {
    case go = "heap"
    case heapzV2 = "heapz_v2"
    case heapV2 = "heap_v2"
    case heapProfile = "heapprofile"
    case growth = "growthz"
    case growthShort = "growth"
    case fragmentation = "fragmentationz"
    case fragmentationShort = "fragmentation"
  }

  private let writer: Writer
  /// How many bytes lie between two samples, on average.
  let period: Int64
  let inUse: HeapPair
  let ever: HeapPair

  /// Whether the Go runtime wrote it.
  var isGo: Bool { writer == .go }

  /// Whether the numbers of all time say more than those in use.
  var hasAllocations: Bool {
    switch writer {
    case .growth, .growthShort, .fragmentation, .fragmentationShort: false
    default:
      ever.objects != inUse.objects && ever.objects != 0
        || ever.bytes != inUse.bytes && ever.bytes != 0
    }
  }

  /// Parses a line; nil if it is not a heap profile's first.
  init?(_ line: ArraySlice<UInt8>) {
    var cursor = TextCursor(line)
    guard cursor.skip("heap profile:"), let inUse = HeapPair(&cursor) else { return nil }
    cursor.skipBlanks()
    guard cursor.skip("["), let ever = HeapPair(&cursor) else { return nil }
    cursor.skipBlanks()
    guard cursor.skip("]") else { return nil }
    cursor.skipBlanks()
    guard cursor.skip("@") else { return nil }
    cursor.skipBlanks()
    let word = cursor.prefix { $0 == UInt8(ascii: "/") || $0 == 0x20 || $0 == 0x0D }
    guard let writer = Writer(rawValue: String(decoding: word, as: UTF8.self)) else { return nil }
    let rate = cursor.skip("/") ? cursor.signedDecimal() : 0
    guard let rate else { return nil }
    self.writer = writer
    self.inUse = inUse
    self.ever = ever
    switch writer {
    case .go: period = rate / 2
    case .heapzV2, .heapV2: period = rate
    default: period = 1
    }
  }

  /// The objects and bytes that a sample represents.
  ///
  /// An object of S bytes is sampled with the probability 1 − e^(−S/R), R being the period.
  func unsampled(_ pair: HeapPair) -> [Int64] {
    switch writer {
    case .go, .heapV2, .heapzV2: Self.unsampled(pair.objects, pair.bytes, period: period)
    default: [pair.objects, pair.bytes]
    }
  }

  /// As `unsampled(_:)`, for any period; one of at most 1 means that all objects were sampled.
  static func unsampled(_ objects: Int64, _ bytes: Int64, period: Int64) -> [Int64] {
    guard objects != 0, bytes != 0 else { return [0, 0] }
    guard period > 1 else { return [objects, bytes] }
    let size = Double(bytes) / Double(objects)
    let scale = 1 / (1 - Mathematics.exponential(-size / Double(period)))
    return [Int64(clamping: Double(objects) * scale), Int64(clamping: Double(bytes) * scale)]
  }
}

/// The values of the lines `key = value` above a contention profile.
struct ContentionScale {
  var cyclesPerSecond: Int64 = 0
  var period: Int64 = 1
  var durationNanos: Int64 = 0
  /// Whether the values are multiplied by the period before they are printed, as Go has done since 1.20.
  ///
  /// `go tool pprof` multiplies them again: the text of a profile is worth the period times its protobuf there.
  var isMultiplied = false

  /// The keys that occur; discarded samples count for nothing.
  static let keys: Set = [
    "cycles/second", "sampling period", "ms since reset", "discarded samples",
  ]

  /// Takes the value of a key.
  mutating func set(_ key: String, _ value: Int64) {
    switch key {
    case "cycles/second": cyclesPerSecond = value
    case "sampling period": period = value
    case "ms since reset": durationNanos = value.multipliedClamped(by: 1_000_000)
    default: break
    }
  }

  /// Events, and nanoseconds of delay.
  func values(cycles: Int64, events: Int64) -> [Int64] {
    guard period > 0 else { return [events, cycles] }
    let factor = isMultiplied ? 1 : period
    guard cyclesPerSecond > 0 else { return [events.multipliedClamped(by: factor), cycles] }
    let gigahertz = Double(cyclesPerSecond) / 1e9
    let delay = Int64(clamping: Double(cycles) * Double(factor) / gigahertz)
    return [events.multipliedClamped(by: factor), delay]
  }
}
