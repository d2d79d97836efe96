/// The test of Mann (1945) and Kendall (1975): do the later values of a series tend to be larger?
package struct MannKendall {
  /// How many pairs rise, less how many fall.
  package let score: Int
  /// The variance that the score has by chance, when values do not depend on each other; equal
  /// values make it smaller.
  package let variance: Double

  package init(_ values: [Double]) {
    let ties = Self.tieSizes(values)
    var counter = PairCounter()
    let (falling, notRising) = (
      counter.falling(values, strictly: true), counter.falling(values, strictly: false)
    )
    let pairs = values.count * (values.count - 1) / 2
    score = pairs - notRising - falling
    variance = (Self.term(values.count) - ties.reduce(0) { $0 + Self.term($1) }) / 18
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
  /// distribution with continuity correction; 1 where nothing varies.
  ///
  /// - `score`: how many pairs rise, less how many fall.
  /// - `variance`: the score's.
  package static func probability(score: Int, variance: Double) -> Double {
    guard variance > 0 else { return 1 }
    let corrected = Double(score - score.signum())
    return NormalDistribution.upperTail(corrected / variance.squareRoot())
  }

  package func probability(variance: Double) -> Double {
    Self.probability(score: score, variance: variance)
  }
}
