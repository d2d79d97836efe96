#if canImport(Glibc)
  public import Glibc
#elseif canImport(Musl)
  public import Musl
#elseif canImport(Darwin)
  public import Darwin
#endif

/// The first index of a byte; the library looks at 32 and more at a time.
///
/// It is `public` because Swift inlines nothing else across modules, and readers of lines call it for each line.
///
/// - Parameters:
///   - byte: what is looked for.
///   - bytes: where.
/// - Returns: the index, or nil if there is no such byte.
@inlinable @inline(__always) @unsafe public func firstIndex(
  of byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>
) -> Int? {
  guard let start = bytes.baseAddress, let found = memchr(start, Int32(byte), bytes.count)
  else { return nil }
  return UnsafeRawPointer(found) - UnsafeRawPointer(start)
}

extension ArraySlice<UInt8> {
  /// Where a text first occurs; the empty text occurs at the beginning.
  package func firstRange(of text: StaticString) -> Range<Int>? {
    text.withUTF8Buffer { firstRange(of: $0) }
  }

  /// Where some bytes first occur; no bytes at all occur at the beginning.
  package func firstRange(of text: [UInt8]) -> Range<Int>? {
    text.withUnsafeBufferPointer { firstRange(of: $0) }
  }

  private func firstRange(of text: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    guard let wanted = text.baseAddress, let first = text.first else {
      return startIndex..<startIndex
    }
    return withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return nil }
      let end = bytes.count - text.count + 1
      var position = 0
      while position < end,
        let found = ProfileSystem.firstIndex(of: first, in: .init(rebasing: bytes[position..<end]))
      {
        position += found
        if memcmp(start + position, wanted, text.count) == 0 {
          return startIndex + position..<startIndex + position + text.count
        }
        position += 1
      }
      return nil
    }
  }
}
