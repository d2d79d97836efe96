// The one file of this module that names the system's C library: a power.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the standard library does not calculate.
enum Mathematics {
  /// A number to the power of another.
  static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
}
