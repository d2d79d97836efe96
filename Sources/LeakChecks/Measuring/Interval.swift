/// The values that a number may have; both ends belong to it.
package struct Interval: Equatable, Sendable {
  package var low: Double
  package var high: Double

  package init(_ low: Double, _ high: Double) {
    self.low = low
    self.high = high
  }

  /// A number that is known.
  package init(_ value: Double) { self.init(value, value) }

  /// Whether the number is known.
  package var isPoint: Bool { low == high }

  /// The outcome of a comparison with a limit: pass if it holds for every value, fail if for none.
  package func outcome(_ comparison: ComparisonOperator, _ limit: Double) -> Outcome {
    let (all, some) =
      switch comparison {
      case .atMost: (high <= limit, low <= limit)
      case .below: (high < limit, low < limit)
      case .atLeast: (low >= limit, high >= limit)
      case .above: (low > limit, high > limit)
      case .equal: (isPoint && low == limit, low <= limit && limit <= high)
      case .notEqual: (limit < low || high < limit, !(isPoint && low == limit))
      }
    return all ? .pass : some ? .undecided : .fail
  }
}
