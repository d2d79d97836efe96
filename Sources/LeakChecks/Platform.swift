// The one file of this module that names the system's C library: mathematics.

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#elseif canImport(Darwin)
  private import Darwin
#endif

/// The complementary error function: 1 less the integral of 2/√π e^(-t²) from 0 to `x`.
func complementaryError(_ x: Double) -> Double { erfc(x) }
