import ProfileModel

/// The frames of samples whose stacks are not interned yet, in memory that is used again.
struct FrameBuffer: ~Copyable {
  private var start: UnsafeMutablePointer<UInt32>
  private var capacity = 256
  private var count = 0
  /// Where the frames of each sample that is complete end.
  private var ends: [Int] = []
  /// How many samples the rounds have that are complete.
  private var roundEnd = 0
  /// Waiting for memory pays in batches; this many frames fit into a near cache.
  private static let round = (samples: 64, frames: 4096)
  /// This many frames, 1 MiB, are worth handing to another thread, however few samples have them.
  private static let mostFrames = 1 << 18

  init() { start = .allocate(capacity: capacity) }

  deinit { start.deallocate() }

  /// How many frames the sample has that is not complete.
  var depth: Int { count - (ends.last ?? 0) }

  /// Forgets the frames of a sample that is not complete.
  mutating func clear() { count = ends.last ?? 0 }

  /// The frames of a sample are complete.
  ///
  /// - Returns: whether a round is, so that it is time to intern it.
  mutating func endSample() -> Bool {
    ends.append(count)
    let samples = ends.count - roundEnd
    let first = roundEnd == 0 ? 0 : ends[roundEnd - 1]
    guard samples >= Self.round.samples || count - first >= Self.round.frames else { return false }
    roundEnd = ends.count
    return true
  }

  /// Whether there is enough for another thread, which should get this many samples.
  func isBatch(_ samples: Int) -> Bool { ends.count >= samples || count >= Self.mostFrames }

  /// How much memory the stacks of all samples take at most when they are interned.
  var mostMemory: Int { StackTable.memory(stacks: ends.count, frames: count) }

  /// Adds a frame.
  mutating func append(_ frame: UInt32) {
    makeRoom(1)
    start[count] = frame
    count += 1
  }

  /// Interns the stacks of all complete samples, and appends their ids to `rows`.
  mutating func intern(in stacks: inout StackInterner, _ rows: inout [UInt32]) {
    roundEnd = ends.count
    internRounds(in: &stacks, &rows)
  }

  /// The same for the samples of complete rounds: where the others begin to count must not depend on threads.
  mutating func internRounds(in stacks: inout StackInterner, _ rows: inout [UInt32]) {
    guard roundEnd > 0 else { return }
    let interned = ends[roundEnd - 1]
    let later = ends[roundEnd...].map { $0 - interned }
    ends.removeSubrange(roundEnd...)
    stacks.intern(Span(_unsafeStart: start, count: interned), ends: ends, into: &rows)
    start.update(from: start + interned, count: count - interned)
    count -= interned
    ends.replaceSubrange(0..., with: later)
    roundEnd = 0
  }

  /// Adds the frames of a packed field: ids as varints, nearly all of one to three bytes.
  ///
  /// - Returns: false when a number is longer than 10 bytes or reaches past the end.
  mutating func append(
    packed bytes: borrowing Span<UInt8>, _ range: Range<Int>, ids: inout FrameIDs
  ) -> Bool {
    // A number has at least a byte.
    makeRoom(range.count)
    return bytes.withUnsafeBufferPointer { bytes in
      var position = range.lowerBound
      while position < range.upperBound {
        guard let id = Self.number(bytes, &position, range.upperBound) else { return false }
        start[count] = ids.number(id)
        count += 1
      }
      return true
    }
  }

  @inline(__always)
  private static func number(
    _ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int, _ end: Int
  ) -> UInt64? {
    let first = UInt64(bytes[position])
    if first < 0x80 {
      position += 1
      return first
    }
    guard end - position >= 3 else { return longNumber(bytes, &position, end) }
    let second = UInt64(bytes[position + 1])
    if second < 0x80 {
      position += 2
      return first & 0x7f | second << 7
    }
    let third = UInt64(bytes[position + 2])
    guard third < 0x80 else { return longNumber(bytes, &position, end) }
    position += 3
    return first & 0x7f | (second & 0x7f) << 7 | third << 14
  }

  private static func longNumber(
    _ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int, _ end: Int
  ) -> UInt64? {
    var cursor = WireCursor(position: position)
    let rest = UnsafeBufferPointer(rebasing: bytes[..<end])
    guard let number = cursor.varint(Span(_unsafeElements: rest)) else { return nil }
    position = cursor.position
    return number
  }

  @inline(__always)
  private mutating func makeRoom(_ more: Int) {
    if capacity - count < more { start.grow(count, more, &capacity) }
  }
}
