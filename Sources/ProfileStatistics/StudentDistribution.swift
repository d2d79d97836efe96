import ProfileSystem

/// Student's t distribution with a whole number of degrees of freedom.
package enum StudentDistribution {
  /// How probable a value of at least `t` is.
  ///
  /// The finite sums of Abramowitz and Stegun, 26.7.3 and 26.7.4.
  package static func upperTail(_ t: Double, degrees: Int) -> Double {
    guard t.isFinite else { return t > 0 ? 0 : 1 }
    guard t >= 0 else { return 1 - upperTail(-t, degrees: degrees) }
    let whole = Double(degrees) + t * t
    let (sine, squaredCosine) = (t / whole.squareRoot(), Double(degrees) / whole)
    let within =
      degrees % 2 == 0
      ? even(sine, squaredCosine, degrees) : odd(sine, squaredCosine, degrees, t)
    return max(0, (1 - within) / 2)
  }

  private static func even(_ sine: Double, _ squared: Double, _ degrees: Int) -> Double {
    var (sum, term, number) = (1.0, 1.0, 2)
    while number < degrees {
      term *= squared * Double(number - 1) / Double(number)
      (sum, number) = (sum + term, number + 2)
    }
    return sine * sum
  }

  private static func odd(
    _ sine: Double, _ squared: Double, _ degrees: Int, _ t: Double
  ) -> Double {
    let angle = Mathematics.arctangent(t / Double(degrees).squareRoot())
    guard degrees > 1 else { return angle * 2 / .pi }
    var term = squared.squareRoot()
    var (sum, number) = (term, 3)
    while number < degrees {
      term *= squared * Double(number - 1) / Double(number)
      (sum, number) = (sum + term, number + 2)
    }
    return (angle + sine * sum) * 2 / .pi
  }

  /// The value that is reached or exceeded with a probability of 1 - `confidence`.
  ///
  /// - Precondition: `confidence` is at least one half and less than 1.
  package static func quantile(_ confidence: Double, degrees: Int) -> Double {
    var (low, high) = (0.0, 1000.0)
    while high - low > 1e-9 {
      let middle = (low + high) / 2
      if upperTail(middle, degrees: degrees) > 1 - confidence {
        low = middle
      } else {
        high = middle
      }
    }
    return (low + high) / 2
  }
}
