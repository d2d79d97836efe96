import ProfileModel

/// Bytes of a message that is being encoded, in memory that is used again for the next.
struct VarintBuffer: ~Copyable {
  private var start: UnsafeMutablePointer<UInt8>
  private var capacity = 256
  private(set) var count = 0
  private static let longest = 10

  init() { start = .allocate(capacity: capacity) }

  deinit { start.deallocate() }

  /// Forgets the bytes.
  mutating func clear() { count = 0 }

  /// Makes room for as many numbers of any size, after which they can be appended.
  mutating func makeRoom(forNumbers numbers: Int) { makeRoom(numbers * Self.longest) }

  /// Adds a number.
  ///
  /// - Precondition: there is room.
  @inline(__always)
  mutating func append(_ number: UInt64) {
    precondition(capacity - count >= Self.longest)
    var rest = number
    while rest >= 0x80 {
      start[count] = UInt8(truncatingIfNeeded: rest) | 0x80
      count += 1
      rest >>= 7
    }
    start[count] = UInt8(truncatingIfNeeded: rest)
    count += 1
  }

  /// Adds a number that is encoded already, in the lowest bytes of a word.
  ///
  /// - Precondition: there is room.
  @inline(__always)
  mutating func append(encoded word: UInt32, _ size: UInt8) {
    precondition(capacity - count >= MemoryLayout<UInt32>.size && size <= MemoryLayout<UInt32>.size)
    UnsafeMutableRawPointer(start + count).storeBytes(of: word.littleEndian, as: UInt32.self)
    count += Int(size)
  }

  /// Adds a field that holds a number, unless that is 0.
  mutating func append(_ tag: UInt8, _ number: UInt64) {
    guard number != 0 else { return }
    makeRoom(forNumbers: 2)
    append(UInt64(tag))
    append(number)
  }

  /// Adds a field that holds the bytes of another buffer.
  mutating func append(_ tag: UInt8, _ content: borrowing VarintBuffer) {
    makeRoom(2 * Self.longest + content.count)
    append(UInt64(tag))
    append(UInt64(content.count))
    (start + count).update(from: content.start, count: content.count)
    count += content.count
  }

  /// Hands the bytes on.
  func write(to sink: inout ByteSink) {
    sink.write(bytes: UnsafeBufferPointer(start: start, count: count))
  }

  /// How many bytes a number takes.
  static func size(of number: UInt64) -> Int { max(1, (70 - number.leadingZeroBitCount) / 7) }

  @inline(__always)
  private mutating func makeRoom(_ more: Int) {
    if capacity - count < more { start.grow(count, more, &capacity) }
  }
}
