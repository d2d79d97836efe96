import ProfileSystem

/// What could have been seen: which change would have been called, and how many runs another needs.
package struct DetectableChange: Sendable {
  private let variance: RunVariance
  private let design: RunDesign
  private let tau: Double
  /// How improbable a row must be to be called.
  private let significance: Double
  /// The cases in which a change is to be detected: eight of ten.
  private static let power = 0.8
  package static let mostRuns = 100

  /// - `rate`: the part of false rows that is allowed.
  package init(
    _ test: ModeratedTest, _ design: RunDesign, minimumChange: Double, rate: Double, called: Int
  ) {
    (variance, self.design) = (test.variance, design)
    tau = Mathematics.logarithm(1 + minimumChange)
    significance = rate * Double(max(1, called)) / Double(max(1, test.rows.count))
  }

  /// The smallest change of a row with a mean count that is called with a power of 80 %: 0.24 is a quarter.
  package func smallest(mean: Double) -> Double { Mathematics.exponential(log(mean, design)) - 1 }

  /// How many runs a side show a change in a row with a mean count; nil if a hundred do not.
  package func runsNeeded(for change: Double, mean: Double) -> Int? {
    let wanted = Mathematics.logarithm(1 + change)
    let fewest = design.isPaired ? 3 : 2
    return (fewest...Self.mostRuns).first { runs in
      let design = RunDesign(before: runs, after: runs, isPaired: design.isPaired)
      return log(mean, design) <= wanted
    }
  }

  private func log(_ mean: Double, _ design: RunDesign) -> Double {
    let expected = variance.expected(counting: 1 / mean, design)
    let error = (variance.priorScale * expected * design.differenceShare).squareRoot()
    let degrees = variance.priorDegrees + design.degrees
    let quantiles = [1 - significance, Self.power].map {
      StudentDistribution.quantile(max(0.5, $0), degrees: degrees)
    }
    return tau + error * (quantiles[0] + quantiles[1])
  }
}
