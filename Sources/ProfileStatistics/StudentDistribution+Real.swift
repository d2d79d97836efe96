import ProfileSystem

/// The same for any number of degrees of freedom, as moderated variances have it, by the incomplete beta function.
extension StudentDistribution {
  /// How probable a value of at least `t` is.
  package static func upperTail(_ t: Double, degrees: Double) -> Double {
    guard t.isFinite else { return t > 0 ? 0 : 1 }
    guard t >= 0 else { return 1 - upperTail(-t, degrees: degrees) }
    let square = t * t
    let whole = degrees + square
    return IncompleteBeta(degrees / 2, 0.5).value(degrees / whole, complement: square / whole) / 2
  }

  /// The value that is reached or exceeded with a probability of 1 - `confidence`.
  ///
  /// - Precondition: `confidence` is at least one half and less than 1.
  package static func quantile(_ confidence: Double, degrees: Double) -> Double {
    let tail = 1 - confidence
    var (low, high) = (0.0, 1.0)
    while high < 1e12, upperTail(high, degrees: degrees) > tail { (low, high) = (high, high * 2) }
    while high - low > 1e-12 * high {
      let middle = (low + high) / 2
      guard middle > low, middle < high else { break }
      if upperTail(middle, degrees: degrees) > tail { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}

/// The regularized incomplete beta function, as a continued fraction by the method of Lentz.
struct IncompleteBeta {
  private let first: Double
  private let second: Double
  private let logScale: Double

  init(_ first: Double, _ second: Double) {
    (self.first, self.second) = (first, second)
    logScale =
      Mathematics.logGamma(first + second) - Mathematics.logGamma(first)
      - Mathematics.logGamma(second)
  }

  /// The value at x.
  ///
  /// - `complement`: 1 - x, which is given too, since a difference would lose its digits.
  func value(_ x: Double, complement: Double) -> Double {
    guard x > 0 else { return 0 }
    guard complement > 0 else { return 1 }
    let scale = Mathematics.exponential(
      logScale + first * Mathematics.logarithm(x) + second * Mathematics.logarithm(complement))
    // The fraction converges fast on this side of the mean, and the function is symmetric.
    guard x > (first + 1) / (first + second + 2) else {
      return scale * Self.fraction(x, first, second) / first
    }
    return 1 - scale * Self.fraction(complement, second, first) / second
  }

  private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 1e-300
    func safe(_ number: Double) -> Double { number.magnitude < tiny ? tiny : number }
    var (c, d) = (1.0, 1 / safe(1 - (a + b) * x / (a + 1)))
    var result = d
    for round in 1...1000 {
      let m = Double(round)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / safe(1 + even * d)
      c = safe(1 + even / c)
      result *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / safe(1 + odd * d)
      c = safe(1 + odd / c)
      result *= d * c
      if (d * c - 1).magnitude < 1e-15 { break }
    }
    return result
  }
}
