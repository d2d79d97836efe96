import ProfileStatistics

/// Whether a series of files that do not identify their process would rise if it restarted where its values fall.
///
/// A service that leaks is restarted at its memory limit, so that its values rise and fall again and again, and all
/// together do not rise.
struct PossibleRestarts {
  let rule: Rule
  let isEta: Bool
  /// How many trends are tested together.
  let tests: Int

  /// With fewer snapshots between falls, these are the noise of the series.
  private static let fewestOfLife = 8
  /// How much better than a bend a step has to be, in variances, to be what happened: a load that comes and goes.
  private static let clear = 5.0

  /// The first snapshots after the falls; empty if it would not rise, or if it is known when processes restarted.
  func starts(
    in series: SeriesCheck.Series, _ criteria: Trend.Criteria
  ) -> [TrendFinding.Since] {
    guard !series.isProcessKnown, series.instances == 1 else { return [] }
    let falls = Self.falls(in: series.points.map(\.value), atLeast: criteria.leastRise)
    guard !falls.isEmpty else { return [] }
    var parted = series
    for start in falls {
      for index in start..<parted.points.count { parted.points[index].moveToNextProcess() }
    }
    return rises(parted, criteria) ? falls.map { TrendFinding.Since($0, series.points[$0]) } : []
  }

  /// The indices of values of less than half of the one before, if there are enough values between all of them.
  private static func falls(in values: [Double], atLeast least: Double) -> [Int] {
    let falls = values.indices.dropFirst().filter { index in
      let before = values[index - 1]
      return values[index] < before / 2 && before - values[index] >= least
    }
    let areLives = zip([0] + falls, falls).allSatisfy { $1 - $0 >= fewestOfLife }
    return areLives ? falls : []
  }

  private func rises(_ series: SeriesCheck.Series, _ criteria: Trend.Criteria) -> Bool {
    let times = SeriesTimes(series, rule, isEta: isEta)
    let trend = Trend(times.processes, criteria)
    guard !trend.hasTooFew, let shapes = trend.shapes,
      shapes.gain(shapes.step, over: shapes.bend) <= Self.clear
    else { return false }
    let probability = min(1, trend.probability * Double(tests))
    var finding = TrendFinding(trend, probability: probability, rate: rule.assertion.limit.rate)
    TrendReading(rule, series, times).complete(&finding)
    return finding.verdict.outcome == .fail || finding.mayBeSeason
  }
}
