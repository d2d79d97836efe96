#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The first index of a byte; the library looks at 32 and more at a time.
@unsafe package func firstIndex(
  of byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>
) -> Int? {
  guard let start = bytes.baseAddress, let found = memchr(start, Int32(byte), bytes.count)
  else { return nil }
  return UnsafeRawPointer(found) - UnsafeRawPointer(start)
}
