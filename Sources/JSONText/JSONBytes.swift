import ProfileModel

/// The bytes of a JSON text, pulled from a source a block at a time.
///
/// A token is a part of one block; where it goes over the end, the next block is put behind its beginning.
struct JSONBytes: ~Copyable {
  private var source: ByteSource
  private(set) var block: [UInt8] = []
  /// Where in the block the next byte is.
  var position = 0
  /// How many bytes stood before the block.
  private var passed = 0
  /// No text may be longer: names and sources of programs are far below.
  static let longestText = 256 << 20

  init(_ source: consuming ByteSource) { self.source = source }

  /// How many bytes stand before the next one.
  var offset: Int { passed + position }

  /// The next byte that is no blank, which is not taken; nil at the end.
  @inline(__always)
  mutating func peek() throws -> UInt8? {
    while true {
      while position < block.count {
        let byte = block[position]
        if byte != 0x20, byte != 0x0A, byte != 0x0D, byte != 0x09 { return byte }
        position += 1
      }
      guard try refill() else { return nil }
    }
  }

  /// Takes the next block when all bytes of this one were taken; false at the end.
  mutating func refill() throws -> Bool {
    passed += block.count
    block = try source.next()
    position = 0
    return !block.isEmpty
  }

  /// Puts the next block behind a token that begins in this one; false at the end.
  ///
  /// - `start`: where the token begins; 0 afterwards.
  mutating func extend(from start: inout Int) throws -> Bool {
    if start > 0 {
      block.removeSubrange(0..<start)
      (passed, position) = (passed + start, position - start)
      start = 0
    }
    let more = try source.next()
    guard block.count + more.count <= Self.longestText + (64 << 20) else {
      throw JSONError(offset: passed, reason: .textTooLong(limit: Self.longestText))
    }
    block.append(contentsOf: more)
    return !more.isEmpty
  }
}
