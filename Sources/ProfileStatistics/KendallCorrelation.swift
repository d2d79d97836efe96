/// Whether two series go together, by the ranks of Kendall (1938).
package enum KendallCorrelation {
  /// The probability that two independent series agree so well, one-sided, by the normal distribution with ties corrected.
  ///
  /// - Precondition: both have the same length.
  package static func probability(_ one: [Double], _ other: [Double]) -> Double {
    let count = Double(min(one.count, other.count))
    guard count > 2 else { return 1 }
    var score = 0
    for index in one.indices {
      for later in one.indices.dropFirst(index + 1) {
        score += sign(one[later] - one[index]) * sign(other[later] - other[index])
      }
    }
    let variance = variance(count, tieSizes(one), tieSizes(other))
    return variance > 0
      ? NormalDistribution.upperTail(Double(score) / variance.squareRoot()) : 1
  }

  /// By how much one series moves with the other: the median of the slopes between all pairs that differ.
  package static func slope(of one: [Double], over other: [Double]) -> Double {
    var slopes: [Double] = []
    for index in one.indices {
      for later in one.indices.dropFirst(index + 1) where other[later] != other[index] {
        slopes.append((one[later] - one[index]) / (other[later] - other[index]))
      }
    }
    return Median.of(slopes)
  }

  private static func sign(_ value: Double) -> Int { value > 0 ? 1 : value < 0 ? -1 : 0 }

  private static func tieSizes(_ values: [Double]) -> [Double] {
    Dictionary(grouping: values) { $0 }.values.map { Double($0.count) }
  }

  private static func variance(_ count: Double, _ ties: [Double], _ others: [Double]) -> Double {
    func sum(_ sizes: [Double], _ term: (Double) -> Double) -> Double {
      sizes.reduce(0) { $0 + term($1) }
    }
    let whole = { (n: Double) in n * (n - 1) * (2 * n + 5) }
    let triples = { (n: Double) in n * (n - 1) * (n - 2) }
    let pairs = { (n: Double) in n * (n - 1) }
    return (whole(count) - sum(ties, whole) - sum(others, whole)) / 18
      + sum(ties, triples) * sum(others, triples) / (9 * triples(count))
      + sum(ties, pairs) * sum(others, pairs) / (2 * pairs(count))
  }
}
