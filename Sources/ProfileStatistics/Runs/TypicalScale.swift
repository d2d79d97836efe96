import ProfileSystem

/// The divisor of each run that keeps the typical row constant, however much a few rows change.
///
/// Rows that change are found and left out, else they would pull the factors along; a share of the total does just that:
/// where one row of 20 % doubles, all others seem to shrink.
package struct TypicalScale: Equatable, Sendable {
  /// The logarithm of each run's factor; their sum is 0.
  package let logFactors: [Double]
  /// The number of rows behind the factors.
  package let referenceRows: Int

  private static let fewestRows = 5
  private static let fewestCount = 8.0
  /// How much of the first rows stays, whatever changed.
  private static let smallestPart = 0.3
  private static let rounds = 3
  private static let rate = 0.05

  /// Nil if too few rows are in every run.
  ///
  /// - `counts`: the counts, row by row, the runs before first.
  /// - `means`: the mean count of each row; infinite where values are no counts.
  package init?(counts: [Double], means: [Double], _ design: RunDesign) {
    let width = design.count
    let first = means.indices.filter { row in
      means[row] >= Self.fewestCount
        && counts[row * width..<(row + 1) * width].allSatisfy { $0 > 0 }
    }
    guard first.count >= Self.fewestRows else { return nil }
    let logs = first.flatMap { row in
      counts[row * width..<(row + 1) * width].map { Mathematics.logarithm($0 + 0.5) }
    }
    let means = first.map { means[$0] }
    let weights = means.map { 1 / (1 / $0 + 0.002) }
    var kept = Array(first.indices)
    var factors = Self.factors(logs, weights, kept, width)
    for _ in 0..<Self.rounds {
      let next = Self.unchanged(logs, means, factors, design)
      if next == kept { break }
      kept = next
      factors = Self.factors(logs, weights, kept, width)
    }
    (logFactors, referenceRows) = (factors, kept.count)
  }

  private static func factors(
    _ logs: [Double], _ weights: [Double], _ rows: [Int], _ width: Int
  ) -> [Double] {
    let means = rows.map { row in
      logs[row * width..<(row + 1) * width].reduce(0, +) / Double(width)
    }
    let weights = rows.map { weights[$0] }
    let medians = (0..<width).map { run in
      Median.lower(zip(rows, means).map { logs[$0 * width + run] - $1 }, weights: weights)
    }
    let middle = medians.reduce(0, +) / Double(width)
    return medians.map { $0 - middle }
  }

  /// The rows without a clear change, or as many of the least clear ones as must stay.
  private static func unchanged(
    _ logs: [Double], _ means: [Double], _ factors: [Double], _ design: RunDesign
  ) -> [Int] {
    let scaled = logs.indices.map { logs[$0] - factors[$0 % factors.count] }
    let test = ModeratedTest(logs: scaled, means: means, design, minimumChange: 0)
    let probabilities = test.rows.map(\.probability)
    let adjusted = BenjaminiHochberg.adjusted(probabilities)
    let kept = adjusted.indices.filter { adjusted[$0] > rate }
    let fewest = max(fewestRows, Int((smallestPart * Double(means.count)).rounded(.up)))
    guard kept.count < fewest else { return kept }
    return probabilities.indices.sorted {
      (probabilities[$0], $1) > (probabilities[$1], $0)
    }.prefix(fewest).sorted()
  }
}
