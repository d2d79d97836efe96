/// Walks over the fields of a protobuf message, without knowing what they mean.
///
/// The bytes are passed to each call, for a stored span would have to be unsafe.
package struct WireCursor {
  /// The next byte to look at.
  package var position: Int

  package init(position: Int = 0) { self.position = position }

  /// The wire types that pprof uses; groups (3, 4) and the undefined ones (6, 7) are refused.
  enum WireType: UInt8 {
    case varint = 0
    case fixed64 = 1
    case bytes = 2
    case fixed32 = 5
  }

  /// The number at the cursor.
  ///
  /// - Returns: nil when the bytes end within it, or after 10 bytes without an end.
  @inline(__always)
  package mutating func varint(_ bytes: borrowing Span<UInt8>) -> UInt64? {
    guard position < bytes.count else { return nil }
    let first = bytes[position]
    if first < 0x80 {
      position += 1
      return UInt64(first)
    }
    return longVarint(bytes)
  }

  @inline(__always)
  private mutating func longVarint(_ bytes: borrowing Span<UInt8>) -> UInt64? {
    var number: UInt64 = 0
    var shift: UInt64 = 0
    let end = min(bytes.count, position + 10)
    var index = position
    while index < end {
      let byte = bytes[index]
      index += 1
      number |= UInt64(byte & 0x7f) &<< shift
      if byte < 0x80 {
        position = index
        return number
      }
      shift += 7
    }
    return nil
  }
}
