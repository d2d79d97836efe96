/// The correction of Hamed and Rao (1998) for values that depend on those before them.
package enum HamedRao {
  /// More lags are not looked at: a hundred thousand snapshots would cost 5·10⁹ products.
  private static let lastLag = 250

  /// What to multiply the Mann–Kendall variance of each process by; at least 1.
  ///
  /// It is taken from the ranks of what is left of the series when its trend and the level of each process are
  /// taken away. Where next to nothing is left, the ranks would only be those of rounding errors: then it is 1.
  package static func factors(_ processes: [[TrendPoint]], slope: Double) -> [Double] {
    let residuals = processes.map { centred($0.map { $0.value - slope * $0.time }) }
    let all = residuals.flatMap { $0 }
    let span = range(of: processes.flatMap(\.values))
    guard range(of: all) > 1e-9 * max(span, 1e-300) else {
      return [Double](repeating: 1, count: processes.count)
    }
    let mean = Double(all.count + 1) / 2
    let ranks = midRanks(all).map { $0 - mean }
    let correlations = correlations(ranks, lengths: processes.map(\.count))
    return processes.map { factor(count: $0.count, correlations) }
  }

  /// The factor of a series of one process, a unit of time apart.
  package static func factor(_ values: [Double], slope: Double) -> Double {
    let points = values.enumerated().map { TrendPoint(time: Double($0), value: $1) }
    return factors([points], slope: slope).first ?? 1
  }

  /// Values less their median.
  private static func centred(_ values: [Double]) -> [Double] {
    let median = Median.of(values)
    return values.map { $0 - median }
  }

  /// The significant correlations of ranks at some distances within a process.
  private static func correlations(
    _ ranks: [Double], lengths: [Int]
  ) -> [(lag: Int, value: Double)] {
    let squares = ranks.reduce(0) { $0 + $1 * $1 }
    let longest = lengths.max() ?? 0
    guard squares > 0, longest > 2 else { return [] }
    let significant = 1.96 / Double(ranks.count).squareRoot()
    return (1...min(longest - 2, lastLag)).compactMap { lag in
      let value = products(ranks, lengths, lag) / squares
      return value.magnitude > significant ? (lag, value) : nil
    }
  }

  private static func products(_ ranks: [Double], _ lengths: [Int], _ lag: Int) -> Double {
    var (sum, start) = (0.0, 0)
    for length in lengths {
      if length > lag {
        for index in (start + lag)..<(start + length) { sum += ranks[index] * ranks[index - lag] }
      }
      start += length
    }
    return sum
  }

  private static func factor(count: Int, _ correlations: [(lag: Int, value: Double)]) -> Double {
    let whole = weight(count)
    guard whole > 0 else { return 1 }
    let sum = correlations.reduce(0) { sum, correlation in
      correlation.lag < count - 1
        ? sum + weight(count - correlation.lag) * correlation.value : sum
    }
    return max(1, 1 + 2 * sum / whole)
  }

  /// n (n-1) (n-2), which is 0 for the last two lags.
  private static func weight(_ count: Int) -> Double {
    Double(count) * Double(count - 1) * Double(count - 2)
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
      for index in start..<end { ranks[order[index]] = Double(start + end + 1) / 2 }
      start = end
    }
    return ranks
  }
}
