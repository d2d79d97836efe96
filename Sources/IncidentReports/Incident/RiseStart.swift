import LeakChecks

/// The last point of a series before it rose.
///
/// A tenth of the rise separates the level from the rise, so that a level may vary; from where the series left it for
/// good, the start is looked for backwards as long as each value is above all before it.
struct RiseStart {
  let point: SeriesPoint
  /// Its number in the series, counted from 1.
  let number: Int

  /// Nil if the series rises from its first point, or in one step.
  ///
  /// - `series`: up to a point that is known to be high.
  init?(_ series: some RandomAccessCollection<SeriesPoint>) {
    let points = Array(series)
    guard let end = points.last?.value, let lowest = points.map(\.value).min() else { return nil }
    let level = lowest + (end - lowest) / 10
    guard var start = points.lastIndex(where: { $0.value <= level }) else { return nil }
    var highest = -Double.infinity
    let isAboveAll = points.map { point in
      defer { highest = max(highest, point.value) }
      return point.value > highest
    }
    while start > 0, isAboveAll[start] { start -= 1 }
    guard start > 0, start + 2 < points.count else { return nil }
    (point, number) = (points[start], start + 1)
  }
}
