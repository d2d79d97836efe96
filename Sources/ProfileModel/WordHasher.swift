/// Mixes words into a hash by 64 × 64 → 128-bit multiplication, as the wyhash family does.
///
/// Its seed differs in each process, so that nobody can craft a profile whose rows all collide. Rows are numbered by
/// first sight, so the seed never shows in a result.
package struct WordHasher {
  private var state: UInt64

  /// The standard library's seed: random, or fixed under SWIFT_DETERMINISTIC_HASHING.
  private static let seed = UInt64(bitPattern: Int64(Hasher().finalize()))

  @inline(__always)
  package init() { state = Self.seed }

  @inline(__always)
  package mutating func combine(_ word: UInt64) {
    let product = (state ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    state = (product.high ^ product.low) &+ 0xA076_1D64_78BD_642F
  }

  @inline(__always)
  package mutating func finalize() -> UInt32 {
    combine(0xE703_7ED1_A0B4_28DB)
    return UInt32(truncatingIfNeeded: state ^ state >> 32)
  }
}

extension WordHasher {
  /// The hash of a text.
  @inline(__always)
  static func hash(_ text: borrowing Span<UInt8>) -> UInt32 {
    var hasher = WordHasher()
    var index = 0
    let bytes = unsafe text.bytes
    while index + 8 <= bytes.byteCount {
      // In range by the condition of the loop; a load a byte would take four times as long.
      hasher.combine(unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
      index += 8
    }
    var rest = UInt64(text.count)
    while index < text.count {
      rest = rest << 8 | UInt64(text[index])
      index += 1
    }
    hasher.combine(rest)
    return hasher.finalize()
  }

  /// The hash of the text from a position in a line up to a separator, and the end; or the line's end.
  ///
  /// It is the same as that of the text alone.
  @inline(__always)
  static func hash(
    _ line: borrowing Span<UInt8>, from start: Int, upTo separator: UInt8
  ) -> (hash: UInt32, end: Int) {
    var hasher = WordHasher()
    var index = start
    let bytes = unsafe line.bytes
    while index + 8 <= bytes.byteCount {
      // In range by the condition of the loop.
      let word = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
      if let count = word.firstIndex(of: separator) {
        let rest = UInt64(bigEndian: word) >> (64 - 8 * count)
        hasher.combine(UInt64(index + count - start) << (8 * count) | rest)
        return (hasher.finalize(), index + count)
      }
      hasher.combine(word)
      index += 8
    }
    let first = index
    while index < line.count, line[index] != separator { index += 1 }
    var rest = UInt64(index - start)
    for offset in first..<index { rest = rest << 8 | UInt64(line[offset]) }
    hasher.combine(rest)
    return (hasher.finalize(), index)
  }

  /// The hash of a run of indices.
  @inline(__always)
  package static func hash(_ indices: borrowing Span<UInt32>) -> UInt32 {
    var hasher = WordHasher()
    var index = 0
    while index + 1 < indices.count {
      hasher.combine(UInt64(indices[index]) << 32 | UInt64(indices[index + 1]))
      index += 2
    }
    if index < indices.count { hasher.combine(UInt64(indices[index])) }
    hasher.combine(UInt64(indices.count))
    return hasher.finalize()
  }
}

extension UInt64 {
  /// Which of the eight bytes of memory that this word was loaded from is the first to be a given one.
  @inline(__always)
  fileprivate func firstIndex(of byte: UInt8) -> Int? {
    let word = self ^ 0x0101_0101_0101_0101 &* UInt64(byte)
    let zeros = (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
    return zeros == 0 ? nil : UInt64(littleEndian: zeros).trailingZeroBitCount / 8
  }
}
