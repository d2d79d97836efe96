/// The test of Mann (1945) and Kendall (1975): do the later values of a series tend to be larger?
package struct MannKendall {
  /// How many pairs rise, less how many fall.
  package let score: Int
  /// The variance that the score has by chance, when values do not depend on each other; equal
  /// values make it smaller.
  package let variance: Double

  package init(_ values: [Double]) {
    var score = 0
    for (place, value) in values.enumerated() {
      for later in values[(place + 1)...] {
        if later > value { score += 1 } else if later < value { score -= 1 }
      }
    }
    self.score = score
    let ties = Self.tieSizes(values).reduce(0) { $0 + Self.term($1) }
    variance = (Self.term(values.count) - ties) / 18
  }

  private static func term(_ count: Int) -> Double {
    let count = Double(count)
    return count * (count - 1) * (2 * count + 5)
  }

  /// How many values each group of equal values has.
  private static func tieSizes(_ values: [Double]) -> [Int] {
    var sizes: [Int] = []
    var previous: Double?
    for value in values.sorted() {
      if value == previous { sizes[sizes.count - 1] += 1 } else { sizes.append(1) }
      previous = value
    }
    return sizes
  }

  /// The probability of such a score or a higher one in a series without a trend, by the normal
  /// distribution with continuity correction.
  ///
  /// - Parameter variance: the score's, in place of that for independent values.
  package func probability(variance: Double) -> Double {
    let corrected = Double(score - score.signum())
    guard variance > 0 else { return corrected > 0 ? 0 : 1 }
    return NormalDistribution.upperTail(corrected / variance.squareRoot())
  }
}
