import ProfileSystem

extension Span<UInt8> {
  /// The first index of a byte in a range.
  @inline(__always)
  func firstIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
    // Extracting checks that the range is within the bytes.
    let position = unsafe extracting(range).withUnsafeBufferPointer {
      unsafe ProfileSystem.firstIndex(of: byte, in: $0)
    }
    return position.map { range.lowerBound + $0 }
  }

  /// How many bytes two texts have in common before they differ.
  @inline(__always)
  func commonPrefix(with other: borrowing Span<UInt8>) -> Int {
    let end = Swift.min(count, other.count)
    let left = unsafe self.bytes
    let right = unsafe other.bytes
    var index = 0
    while index + 8 <= end {
      // In range by the condition of the loop.
      let mine = unsafe left.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
      let theirs = unsafe right.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
      let difference = mine ^ theirs
      if difference != 0 {
        return index + UInt64(littleEndian: difference).trailingZeroBitCount / 8
      }
      index += 8
    }
    while index < end, self[index] == other[index] { index += 1 }
    return index
  }
}
