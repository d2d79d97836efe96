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
