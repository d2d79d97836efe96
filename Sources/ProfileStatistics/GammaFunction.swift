import ProfileSystem

/// The derivatives of the logarithm of the gamma function, for positive numbers.
///
/// Small numbers are carried up to 6 by the recurrence; from there the asymptotic series is exact to 10⁻¹².
package enum GammaFunction {
  private static let start = 6.0

  /// The first derivative, ψ.
  package static func digamma(_ number: Double) -> Double {
    var (x, sum) = (number, 0.0)
    while x < start {
      sum -= 1 / x
      x += 1
    }
    let square = 1 / (x * x)
    let series = polynomial(
      square, [1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32_760, 1 / 12])
    return sum + Mathematics.logarithm(x) - 1 / (2 * x) - square * series
  }

  /// The second derivative, ψ′.
  package static func trigamma(_ number: Double) -> Double {
    var (x, sum) = (number, 0.0)
    while x < start {
      sum += 1 / (x * x)
      x += 1
    }
    let square = 1 / (x * x)
    let series = polynomial(
      square, [1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6])
    return sum + 1 / x + square / 2 + square / x * series
  }

  /// The third derivative, ψ″, which is negative.
  static func tetragamma(_ number: Double) -> Double {
    var (x, sum) = (number, 0.0)
    while x < start {
      sum -= 2 / (x * x * x)
      x += 1
    }
    let square = 1 / (x * x)
    let series = polynomial(square, [1 / 2, -1 / 6, 1 / 6, -3 / 10, 5 / 6, -691 / 210])
    return sum - square - square / x - square * square * series
  }

  /// The number whose ψ′ is given, by Newton's method, which converges from below (Smyth 2004).
  package static func inverseTrigamma(_ value: Double) -> Double {
    var x = 0.5 + 1 / value
    for _ in 0..<50 {
      let found = trigamma(x)
      let step = found * (1 - found / value) / tetragamma(x)
      x += step
      if (step / x).magnitude < 1e-12 { break }
    }
    return x
  }

  private static func polynomial(_ x: Double, _ coefficients: [Double]) -> Double {
    coefficients.reversed().reduce(0) { $0 * x + $1 }
  }
}
