// The one file of this module that names the system's C library: for mathematics and for search.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// e to the power of a number.
func exponential(_ number: Double) -> Double { exp(number) }

/// The first place of a byte; the library looks at 32 and more at a time.
@unsafe func firstPlace(of byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
  guard let start = bytes.baseAddress,
    let found = unsafe memchr(start, Int32(byte), bytes.count)
  else { return nil }
  return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(start)
}
