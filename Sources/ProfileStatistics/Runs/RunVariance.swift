import ProfileSystem

/// How much rows are expected to vary from run to run: what counting makes, and what runs differ by beyond it.
package struct RunVariance: Equatable, Sendable {
  /// What varies beyond counting.
  package let extra: Double
  /// The degrees of freedom of the prior, and its factor (Smyth 2004).
  package let priorDegrees: Double
  package let priorScale: Double

  /// Less is no variance, but what rounding leaves.
  package static let smallest = 1e-12
  /// Fewer rows tell nothing of all rows.
  private static let fewestRows = 5
  private static let rounds = 20
  /// The degrees of freedom where rows vary no more than counting and chance make them.
  private static let manyDegrees = 1000.0

  /// No prior: each row is judged by itself.
  static let none = RunVariance(extra: 0, priorDegrees: 0, priorScale: 1)

  private init(extra: Double, priorDegrees: Double, priorScale: Double) {
    (self.extra, self.priorDegrees, self.priorScale) = (extra, priorDegrees, priorScale)
  }

  /// - `variances`: those of the rows.
  /// - `counting`: what counting alone makes of each: 1 by its mean count.
  init(_ variances: [Double], counting: [Double], _ design: RunDesign) {
    let scale = design.varianceScale
    let extra = Self.extra(variances.map { $0 / scale }, counting)
    let expected = counting.map { scale * ($0 + extra) }
    (priorDegrees, priorScale) = Self.prior(variances, expected, degrees: design.degrees)
    self.extra = extra
  }

  /// The variance that is expected of a row.
  func expected(counting: Double, _ design: RunDesign) -> Double {
    design.varianceScale * (counting + extra)
  }

  /// A row's variance, moderated by what is expected.
  func moderated(_ variance: Double, expected: Double, _ design: RunDesign) -> Double {
    let whole = priorDegrees * priorScale * expected + design.degrees * variance
    return max(Self.smallest, whole / (priorDegrees + design.degrees))
  }

  /// What rows vary by beyond counting, in rounds: those that vary least by themselves tell most.
  private static func extra(_ variances: [Double], _ counting: [Double]) -> Double {
    let rows = variances.indices.filter { variances[$0] > smallest }
    guard !rows.isEmpty else { return 0 }
    var extra = 0.0
    for _ in 0..<rounds {
      let weights = rows.map { row in
        let deviation = max(smallest, counting[row] + extra)
        return 1 / (deviation * deviation)
      }
      let cut = Quantile.of(weights, 0.9)
      var (sum, whole) = (0.0, 0.0)
      for (row, weight) in zip(rows, weights) {
        sum += min(cut, weight) * (variances[row] - counting[row])
        whole += min(cut, weight)
      }
      extra = max(0, sum / whole)
    }
    return extra
  }

  private static func prior(
    _ variances: [Double], _ expected: [Double], degrees: Double
  ) -> (degrees: Double, scale: Double) {
    let rows = variances.indices.filter { variances[$0] > smallest && expected[$0] > 0 }
    guard rows.count >= fewestRows else { return (0, 1) }
    let constant = Mathematics.logarithm(degrees / 2) - GammaFunction.digamma(degrees / 2)
    let logs = rows.map { Mathematics.logarithm(variances[$0] / expected[$0]) + constant }
    let mean = logs.reduce(0, +) / Double(logs.count)
    let squares = logs.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let spread = squares / Double(logs.count - 1) - GammaFunction.trigamma(degrees / 2)
    guard spread > 0.001 else { return (manyDegrees, Mathematics.exponential(mean)) }
    let prior = 2 * GammaFunction.inverseTrigamma(spread)
    let shift = GammaFunction.digamma(prior / 2) - Mathematics.logarithm(prior / 2)
    return (prior, Mathematics.exponential(mean + shift))
  }
}

/// Values below which a part of all lies.
package enum Quantile {
  /// The value at a part of the way through the sorted values, on the line between two; 0 of none.
  package static func of(_ values: [Double], _ part: Double) -> Double {
    guard let last = values.indices.last else { return 0 }
    let sorted = values.sorted()
    let index = part * Double(last)
    let low = min(last, max(0, Int(index)))
    return sorted[low] + (index - Double(low)) * (sorted[min(last, low + 1)] - sorted[low])
  }
}
