/// The last point of a series before it rose.
///
/// A tenth of the rise separates the level from the rise, so that a level may vary; from where the series left it for
/// good, the start is looked for backwards as long as each value is above all before it by a tenth of what it rises by
/// later.
package struct RiseStart: Sendable {
  package let point: SeriesPoint
  /// Its index in the series.
  package let index: Int
  /// The index of the last point at the level.
  fileprivate let levelEnd: Int

  /// Nil if the series rises from its first point, or in one step.
  ///
  /// - `series`: up to a point that is known to be high.
  package init?(_ series: some RandomAccessCollection<SeriesPoint>) {
    let points = Array(series)
    guard let end = points.last?.value, let lowest = points.map(\.value).min() else { return nil }
    let level = lowest + (end - lowest) / 10
    guard let levelEnd = points.lastIndex(where: { $0.value <= level }) else { return nil }
    var start = levelEnd
    var highest = -Double.infinity
    let isAboveAll = points.map { point in
      defer { highest = max(highest, point.value) }
      return point.value > highest
    }
    let step = (end - points[levelEnd].value) / Double(max(1, points.count - 1 - levelEnd))
    while start > 0, isAboveAll[start],
      points[start].value - points[start - 1].value >= step / 10
    { start -= 1 }
    guard start > 0, start + 2 < points.count else { return nil }
    (point, index, self.levelEnd) = (points[start], start, levelEnd)
  }
}

extension [SeriesPoint] {
  /// Where the highest value is; nil if there is none.
  package var highest: Int? { indices.max { self[$0].value < self[$1].value } }
}

extension GroupVerdict {
  /// Where the rise began, of a trend that is one of the whole series; nil if it rises nearly from the beginning.
  ///
  /// A steady rise with noise may have a point at its level after a sixth of it, hardly after a quarter. Several
  /// processes may all rise, so that the rise of one is not where the trend began.
  package var startOfWholeTrend: RiseStart? {
    guard let trend, trend.since?.snapshot == 1, trend.slope > 0, let highest = series.highest,
      Set(series[...highest].map(\.process)).count == 1,
      let start = RiseStart(series[...highest]), start.levelEnd * 4 >= highest
    else { return nil }
    return start
  }
}
