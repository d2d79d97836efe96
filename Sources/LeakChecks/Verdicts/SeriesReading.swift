/// Says what series of snapshots mean for a rule.
struct SeriesReading {
  /// The values of a group, the oldest first.
  struct Series {
    let group: String
    let values: [Amount]
  }

  private let rule: Rule
  private let dimension: Dimension
  private let comparison: ComparisonOperator
  private let limit: Double

  init(_ rule: Rule, dimension: Dimension) {
    self.rule = rule
    self.dimension = dimension
    comparison = rule.assertion.comparison
    limit = rule.assertion.limit.value
  }

  /// The trends of all groups, which share the risk of a false alarm.
  func slopes(_ series: [Series]) throws(GroupReading.Missing) -> [GroupVerdict] {
    try check(series, needed: rule.series.minSnapshots)
    let criteria = rule.series.criteria(for: dimension)
    let kept = series.map { rule.series.afterWarmup($0.values) }
    let trends = kept.map { Trend($0.map(\.sure), criteria) }
    let isBroken = Trend.breaking(limit, by: comparison, trends)
    return series.indices.map { place in
      let isKnown = kept[place].allSatisfy { $0.sure == $0.possible }
      let trend = trends[place]
      return GroupVerdict(
        name: series[place].group, outcome: !isKnown ? .undecided : isBroken[place] ? .fail : .pass,
        value: trend.slope, interval: Interval(trend.slope), trend: trend)
    }
  }

  /// How many times each group ended by rising; with fewer snapshots than can break the limit there is
  /// no answer.
  func rises(_ series: [Series]) throws(GroupReading.Missing) -> [GroupVerdict] {
    try check(series, needed: Int(max(0, min(limit, 1e9))) + (comparison == .atMost ? 2 : 1))
    return series.map { series in
      let sure = Self.rises(series.values) { $1.sure > $0.possible }
      let possible = Self.rises(series.values) { $1.possible > $0.sure }
      let interval = Interval(Double(sure), Double(possible))
      return GroupVerdict(
        name: series.group, outcome: interval.outcome(comparison, limit), value: Double(sure),
        interval: interval)
    }
  }

  private static func rises(_ values: [Amount], by isRise: (Amount, Amount) -> Bool) -> Int {
    var count = 0
    for place in values.indices.dropFirst().reversed() {
      guard isRise(values[place - 1], values[place]) else { break }
      count += 1
    }
    return count
  }

  private func check(_ series: [Series], needed: Int) throws(GroupReading.Missing) {
    let count = series.first?.values.count ?? 0
    guard count < max(needed, 2) else { return }
    let words = count == 1 ? "is 1 snapshot" : "are \(count) snapshots"
    throw GroupReading.Missing(.data("there \(words), \(max(needed, 2)) are needed"))
  }
}
