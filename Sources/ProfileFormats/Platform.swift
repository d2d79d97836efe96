// The one file of this module that names the system's C library: for mathematics.

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// e to the power of a number.
func exponential(_ number: Double) -> Double { exp(number) }
