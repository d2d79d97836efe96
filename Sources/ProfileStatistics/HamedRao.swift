/// The correction of Hamed and Rao (1998) for values that depend on those before them.
package enum HamedRao {
  /// What to multiply the Mann–Kendall variance by; at least 1.
  ///
  /// It is taken from the ranks of what is left of the series when its trend is taken away. Where
  /// next to nothing is left, the ranks would only be those of rounding errors: then it is 1.
  package static func factor(_ values: [Double], slope: Double) -> Double {
    let residuals = values.enumerated().map { $1 - slope * Double($0) }
    guard range(of: residuals) > 1e-9 * range(of: values) else { return 1 }
    let ranks = midRanks(residuals)
    let mean = Double(ranks.count + 1) / 2
    return max(1, factor(centredRanks: ranks.map { $0 - mean }))
  }

  private static func factor(centredRanks ranks: [Double]) -> Double {
    let count = ranks.count
    let squares = ranks.reduce(0) { $0 + $1 * $1 }
    guard count > 2, squares > 0 else { return 1 }
    let significant = 1.96 / Double(count).squareRoot()
    var sum = 0.0
    for lag in 1..<(count - 1) {
      let correlation = product(ranks, lag: lag) / squares
      guard correlation.magnitude > significant else { continue }
      sum += weight(count - lag) * correlation
    }
    return 1 + 2 * sum / weight(count)
  }

  /// n (n-1) (n-2), which is 0 for the last two lags.
  private static func weight(_ count: Int) -> Double {
    Double(count) * Double(count - 1) * Double(count - 2)
  }

  private static func product(_ ranks: [Double], lag: Int) -> Double {
    var sum = 0.0
    for place in lag..<ranks.count { sum += ranks[place] * ranks[place - lag] }
    return sum
  }

  private static func range(of values: [Double]) -> Double {
    (values.max() ?? 0) - (values.min() ?? 0)
  }

  /// The rank of each value, counted from 1; equal values share the mean of theirs.
  package static func midRanks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      for place in start..<end { ranks[order[place]] = Double(start + end + 1) / 2 }
      start = end
    }
    return ranks
  }
}
