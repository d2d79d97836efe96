import ProfileStatistics

/// How a series of snapshots rises: its slope, how sure that is, and how much it makes.
package struct Trend: Equatable, Sendable {
  /// The median slope, a snapshot.
  package let slope: Double
  /// The slope which the true one exceeds with the asked confidence.
  package let lowerBound: Double
  /// The probability of such a rise in a series without a trend.
  package let probability: Double
  /// How many snapshots took part.
  package let count: Int
  /// The smallest rise over the series that is worth a verdict.
  package let leastRise: Double

  /// What makes a rise worth a verdict.
  struct Criteria: Equatable, Sendable {
    /// How sure the lower bound is.
    var confidence = 0.95
    /// The least rise over the series.
    var leastRise = 20.0
    /// The same in percent of the median of the first half.
    var leastPercent = 10.0
  }

  /// The highest probability with which a rise still counts.
  static let significance = 0.01

  /// - Precondition: there are at least two values.
  init(_ values: [Double], _ criteria: Criteria) {
    count = values.count
    let firstHalf = values[..<(values.count / 2)].sorted()
    leastRise = max(
      criteria.leastRise, criteria.leastPercent / 100 * Self.median(ofSorted: firstHalf))
    let isFlat = values.allSatisfy { $0 == values[0] }
    guard !isFlat else {
      (slope, lowerBound, probability) = (0, 0, 1)
      return
    }
    var slopes = TheilSen(values)
    slope = slopes.median()
    let test = MannKendall(values)
    let variance = test.variance * HamedRao.factor(values, slope: slope)
    probability = test.probability(variance: variance)
    lowerBound = slopes.lowerBound(
      variance: variance, z: NormalDistribution.quantile(criteria.confidence))
  }

  private static func median(ofSorted values: [Double]) -> Double {
    let middle = values.count / 2
    return values.count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2
  }

  /// Whether the rise over the series is large enough to be held against a limit.
  package var isLargeEnough: Bool { lowerBound * Double(count - 1) >= leastRise }

  /// Which of several trends break an upper limit; they share the risk of a false alarm.
  static func breaking(
    _ limit: Double, by comparison: ComparisonOperator, _ trends: [Trend]
  ) -> [Bool] {
    let large = trends.indices.filter { trends[$0].isLargeEnough }
    let isSignificant = Holm.isSignificant(
      large.map { trends[$0].probability }, significance: significance)
    var result = [Bool](repeating: false, count: trends.count)
    for (index, isSignificant) in zip(large, isSignificant) {
      let bound = trends[index].lowerBound
      result[index] = isSignificant && (comparison == .below ? bound >= limit : bound > limit)
    }
    return result
  }
}
