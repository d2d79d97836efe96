import ProfileSystem

/// Which rows differ between two sets of runs by more than a smallest change: moderated t on logarithms (Smyth 2004),
/// against an interval and not a point (TREAT, McCarthy and Smyth 2009).
package struct ModeratedTest: Sendable {
  /// The result for a row. Effects are logarithms.
  package struct Row: Equatable, Sendable {
    package let effect: Double
    package let low: Double
    package let high: Double
    /// How probable such an effect is if the true one is the smallest that matters.
    package let probability: Double
    package let variance: Double
    /// The variance that the test goes by.
    package let moderated: Double
  }

  package let variance: RunVariance
  package private(set) var rows: [Row] = []
  /// The degrees of freedom of each test.
  package let degrees: Double

  /// - `logs`: the logarithms, row by row, the runs before first.
  /// - `means`: the mean count of each row; infinite where values are no counts.
  /// - `minimumChange`: the smallest change of interest: 0.01 is a hundredth.
  /// - `isModerated`: whether rows tell of each other.
  package init(
    logs: [Double], means: [Double], _ design: RunDesign, minimumChange: Double,
    isModerated: Bool = true
  ) {
    let width = design.count
    let found = means.indices.map { row in
      design.difference(logs[row * width..<(row + 1) * width])
    }
    let counting = means.map { 1 / $0 }
    let variance =
      isModerated ? RunVariance(found.map(\.variance), counting: counting, design) : .none
    let degrees = variance.priorDegrees + design.degrees
    let tau = Mathematics.logarithm(1 + minimumChange)
    let quantile = StudentDistribution.quantile(0.975, degrees: degrees)
    rows = zip(found, counting).map { found, counting in
      let expected = variance.expected(counting: counting, design)
      let moderated = variance.moderated(found.variance, expected: expected, design)
      let error = (moderated * design.differenceShare).squareRoot()
      return Row(
        effect: found.effect, low: found.effect - quantile * error,
        high: found.effect + quantile * error,
        probability: Self.probability(found.effect, error, tau, degrees),
        variance: found.variance, moderated: moderated)
    }
    (self.variance, self.degrees) = (variance, degrees)
  }

  private static func probability(
    _ effect: Double, _ error: Double, _ tau: Double, _ degrees: Double
  ) -> Double {
    let size = effect.magnitude
    return min(
      1,
      StudentDistribution.upperTail((size - tau) / error, degrees: degrees)
        + StudentDistribution.upperTail((size + tau) / error, degrees: degrees))
  }
}
