import ProfileStatistics

/// The slopes of the instances of a sum, each by itself.
///
/// The trend of a sum has one slope for all instances, the median, as many times as there are instances. Where few of
/// them leak it is that of none, so a leak would pass; where few do not, it is too large. Then the slopes that are added
/// up say otherwise, and the answer is open.
struct InstanceSlopes {
  /// The slope of the sum.
  let sum: Double
  /// Which it exceeds but once in a hundred times.
  private let bound: Double
  /// By how much all together grew.
  private let growth: Double

  private static let certainty = NormalDistribution.quantile(0.99)

  init(_ series: SeriesCheck.Series, _ times: SeriesTimes, _ criteria: Trend.Criteria) {
    var own = criteria
    own.minCount = 3
    var processes: [Int: [[TrendPoint]]] = [:]
    for (points, indices) in zip(times.processes, times.indices) {
      guard let first = indices.first, series.strata.indices.contains(first) else { continue }
      processes[series.strata[first], default: []].append(points)
    }
    let trends = processes.sorted { $0.key < $1.key }.map { Trend($0.value, own) }
      .filter { !$0.hasTooFew }
    let margin = NormalDistribution.quantile(criteria.confidence)
    let variance = trends.reduce(0.0) { sum, trend in
      let deviation = (trend.slope - trend.bound) / margin
      return sum + deviation * deviation
    }
    sum = trends.reduce(0) { $0 + $1.slope }
    bound = sum - Self.certainty * variance.squareRoot()
    growth = trends.reduce(0) { $0 + $1.slope * $1.span }
  }

  /// Whether they say the opposite of a verdict on a limit for each instance.
  func contradict(_ verdict: TrendVerdict, _ criteria: Trend.Criteria, instances: Int) -> Bool {
    var ofSum = criteria
    ofSum.limit *= Double(instances)
    switch (verdict.outcome, verdict.reason) {
    case (.pass, .noGrowth), (.pass, .tooSmall):
      return ofSum.isOver(bound) && growth >= criteria.leastRise
    case (.fail, .growth): return !ofSum.isOver(sum)
    default: return false
    }
  }
}

extension TrendFinding {
  /// Leaves the answer of a sum open if the slopes of its instances contradict it.
  mutating func takeSlopes(
    _ series: SeriesCheck.Series, _ times: SeriesTimes, _ criteria: Trend.Criteria
  ) {
    guard series.instances > 1, verdict.outcome != .undecided else { return }
    let slopes = InstanceSlopes(series, times, criteria)
    guard slopes.contradict(verdict, criteria, instances: series.instances) else { return }
    sumOfSlopes = slopes.sum
    verdict = TrendVerdict(.undecided, verdict.reason)
  }
}
