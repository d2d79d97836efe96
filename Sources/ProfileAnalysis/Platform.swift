// The one file of this module that names the system's C library: a logarithm.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the standard library does not calculate.
enum Mathematics {
  /// The logarithm to the base 2.
  static func binaryLogarithm(_ number: Double) -> Double { log2(number) }
}
