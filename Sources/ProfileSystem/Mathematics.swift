#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the standard library does not calculate.
package enum Mathematics {
  /// A number to the power of another.
  package static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

  /// e to the power of a number.
  package static func exponential(_ exponent: Double) -> Double { exp(exponent) }

  /// The logarithm to the base 2.
  package static func binaryLogarithm(_ number: Double) -> Double { log2(number) }

  /// The natural logarithm.
  package static func logarithm(_ number: Double) -> Double { log(number) }

  /// The natural logarithm of the gamma function of a positive number.
  package static func logGamma(_ number: Double) -> Double { lgamma(number) }

  /// The complementary error function: 1 less the integral of 2/√π e^(-t²) from 0 to `x`.
  package static func complementaryError(_ x: Double) -> Double { erfc(x) }

  /// The angle, between -π/2 and π/2, that has a tangent.
  package static func arctangent(_ tangent: Double) -> Double { atan(tangent) }
}
