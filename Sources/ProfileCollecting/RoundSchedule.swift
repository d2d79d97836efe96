/// When rounds are taken: at once, then at multiples of an interval since the start, each a little later by chance, so that
/// many collectors do not ask at the same time.
package struct RoundSchedule: Equatable, Sendable {
  /// Seconds, 1 at least.
  let interval: Double
  /// The part of the interval that chance may add.
  let jitter: Double

  package init(interval: Double, jitter: Double) {
    (self.interval, self.jitter) = (interval, jitter)
  }

  /// How many seconds after the start the next round is.
  ///
  /// - `last`: the multiple at which the last round was due.
  /// - `now`: seconds since the start. A round that is late already is left out.
  /// - `chance`: from 0 to 1.
  /// - Returns: the multiple and the moment; how many rounds were left out.
  func next(after last: Int, now: Double, chance: Double) -> (
    multiple: Int, moment: Double, leftOut: Int
  ) {
    let due = max(last + 1, Int((now / interval).rounded(.up)))
    let moment = (Double(due) + jitter * chance) * interval
    return (due, moment, due - last - 1)
  }
}
