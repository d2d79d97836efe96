import ProfileStatistics

/// The trend of the newest process of a series alone.
///
/// A leak that a build brought with it is not in the processes before it, which all together outvote it. Simulated, 400
/// runs each: 24 snapshots of P(170) and after a deploy 24 that rise by 20 each fail in 0 of all together and in .94 with
/// this, by 5 each in .16 and .95. Healthy, with a deploy from 170 to 210 at 12 of 24: .003 fail and .030 are undecided
/// without it, .005 and .048 with it.
enum NewestProcess {
  /// Nil if there is no other process, or the newest has too few snapshots; sums of instances have no newest process.
  static func trend(
    _ series: SeriesCheck.Series, _ times: SeriesTimes, _ criteria: Trend.Criteria
  ) -> Trend? {
    guard series.instances == 1, times.processes.count > 1, let newest = times.processes.last
    else { return nil }
    let trend = Trend([newest], criteria)
    return trend.hasTooFew ? nil : trend
  }
}
