import ProfileModel

/// A part of a recording that stands by itself.
struct JFRChunk {
  /// Its number, from 1.
  let number: Int
  /// Where it begins in the recording.
  let offset: Int
  let header: JFRHeader
  /// All of it, the header included: offsets in a chunk count from its begin.
  let bytes: [UInt8]

  /// A cursor at a position in the chunk.
  func cursor(at position: Int) -> JFRCursor { JFRCursor(self, at: position) }

  /// An error at a position in the chunk.
  func error(_ sentence: String, at position: Int) -> ContentError {
    ContentError(
      .other(sentence), in: "chunk \(number), at byte \(offset.addingReportingOverflow(position).0)"
    )
  }
}

/// The header of a chunk: 68 bytes, the most significant byte of a number first.
struct JFRHeader {
  static let magic: [UInt8] = Array("FLR\0".utf8)
  static let size = 68
  private static let areCompressed: UInt32 = 1

  /// How long the chunk is; 0 for one that is still being written.
  let size: Int64
  let poolsAt: Int64
  let metadataAt: Int64
  /// When it begins, in nanoseconds since 1970, and how long it lasts.
  let startNanos: Int64
  let durationNanos: Int64
  let ticksPerSecond: Int64
  let majorVersion: UInt16
  let minorVersion: UInt16
  private let features: UInt32

  /// Parses a header at the start of at least as many bytes; nil if there is none.
  init?(_ bytes: [UInt8]) {
    guard bytes.count >= Self.size, bytes.starts(with: Self.magic) else { return nil }
    func number(_ position: Int, _ count: Int = 8) -> UInt64 {
      bytes[position..<position + count].reduce(0) { $0 << 8 | UInt64($1) }
    }
    func signed(_ position: Int) -> Int64 { Int64(bitPattern: number(position)) }
    majorVersion = UInt16(truncatingIfNeeded: number(4, 2))
    minorVersion = UInt16(truncatingIfNeeded: number(6, 2))
    (size, poolsAt, metadataAt) = (signed(8), signed(16), signed(24))
    // The start in ticks stands between: what is read of an event are differences of ticks.
    (startNanos, durationNanos, ticksPerSecond) = (signed(32), signed(40), signed(56))
    features = UInt32(truncatingIfNeeded: number(64, 4))
  }

  /// Why a chunk with this header cannot be read, and the byte of the header that says so; nil if it can.
  var problem: (sentence: String, position: Int)? {
    if majorVersion != 2 {
      return ("its version is \(majorVersion).\(minorVersion); only version 2 can be read", 4)
    }
    if size < 0 || size > 0 && size < Self.size {
      return ("its chunk has \(size) bytes, less than a header's \(Self.size)", 8)
    }
    guard features & Self.areCompressed != 0 else {
      return ("its integers are not compressed; only compressed ones can be read", 64)
    }
    return nil
  }

  /// A time in ticks as nanoseconds, rounded once; nil if unknown how long a tick is.
  func nanoseconds(ticks: Int64) -> Int64? {
    guard ticksPerSecond > 0 else { return nil }
    let perSecond = UInt64(ticksPerSecond)
    let product = ticks.magnitude.multipliedFullWidth(by: 1_000_000_000)
    guard product.high < perSecond else { return ticks < 0 ? .min : .max }
    let (whole, rest) = perSecond.dividingFullWidth(product)
    let rounded = Int64(
      clamping: rest >= perSecond - rest ? whole.addingReportingOverflow(1).0 : whole)
    return ticks < 0 ? 0 - rounded : rounded
  }
}

/// The chunks of a recording, one after the other; each is read as a whole, since what its events refer to stands
/// behind them.
struct JFRChunks: ~Copyable {
  private var source: ByteSource
  private let limits: ReadLimits
  /// The bytes read and not yet returned.
  private var bytes: [UInt8] = []
  private var isAtEnd = false
  /// Where `bytes` begins in the recording.
  private var offset = 0
  private var count = 0
  /// Why the last chunk could not be read; nil if all were.
  private(set) var incomplete: String?

  init(_ source: consuming ByteSource, _ limits: ReadLimits) {
    self.source = source
    self.limits = limits
  }

  /// The next whole chunk; nil if there is none.
  mutating func next() throws -> JFRChunk? {
    guard incomplete == nil else { return nil }
    try fill(JFRHeader.size)
    guard !bytes.isEmpty else { return nil }
    count += 1
    guard let header = try header(), try isWhole(header) else { return nil }
    let size = Int(header.size)
    let rest = Array(bytes[size...])
    bytes.removeSubrange(size...)
    defer {
      offset += size
      bytes = rest
    }
    return JFRChunk(number: count, offset: offset, header: header, bytes: bytes)
  }

  /// The header that comes next; nil if the recording ends in it.
  private mutating func header() throws -> JFRHeader? {
    guard let header = JFRHeader(bytes) else {
      guard bytes.count < JFRHeader.size,
        bytes.prefix(4).elementsEqual(JFRHeader.magic.prefix(bytes.count))
      else { throw error("expected the start of a chunk, 'FLR' and a zero byte", at: 0) }
      incomplete = "it ends in the header of chunk \(count)"
      return nil
    }
    if let problem = header.problem { throw error(problem.sentence, at: problem.position) }
    return header
  }

  /// Whether all of a chunk is there.
  private mutating func isWhole(_ header: JFRHeader) throws -> Bool {
    guard header.size > 0 else {
      incomplete = "chunk \(count) is still being written"
      return false
    }
    // No claim is believed: what is read grows with what is there.
    try fill(Int(clamping: header.size))
    guard bytes.count >= header.size else {
      incomplete = "chunk \(count) has \(bytes.count) of its \(header.size) bytes"
      return false
    }
    return true
  }

  /// Reads on until there are some bytes, or nothing is left.
  private mutating func fill(_ size: Int) throws {
    while bytes.count < size, !isAtEnd {
      let block = try source.next()
      isAtEnd = block.isEmpty
      bytes += block
      try limits.check(memory: bytes.count)
    }
  }

  private func error(_ sentence: String, at position: Int) -> ContentError {
    ContentError(.other(sentence), in: "chunk \(count), at byte \(offset + position)")
  }
}
