import ProfileSystem

/// Collects rounds, as many as the schedule has.
package struct Rounds {
  private let schedule: RoundSchedule
  private let alarm: Alarm

  package init(_ schedule: RoundSchedule, _ alarm: Alarm) {
    (self.schedule, self.alarm) = (schedule, alarm)
  }

  /// Calls `round` at once and whenever a round is due, and when the user asks for one.
  ///
  /// - `leftOut`: gets the number of rounds left out because the one before took too long.
  package func run(_ round: () throws -> Void, leftOut: (Int) -> Void) rethrows {
    let start = ThisProcess.monotonicSeconds
    var last = 0
    try round()
    for _ in 1..<schedule.count {
      let now = ThisProcess.monotonicSeconds - start
      let next = schedule.next(after: last, now: now, chance: Double.random(in: 0...1))
      if next.leftOut > 0 { leftOut(next.leftOut) }
      // A round that is asked for comes in addition, and what was left out before it has been reported.
      last = alarm.sleep(until: start + next.moment) ? next.multiple - 1 : next.multiple
      try round()
    }
  }
}

/// What wakes a program before its time.
package final class Alarm: @unchecked Sendable {
  private let monitor = Monitor()
  private var isRung = false

  package init() {}

  package func ring() {
    monitor.locked {
      isRung = true
      monitor.wake()
    }
  }

  /// Whether the user rang before the moment came.
  func sleep(until moment: Double) -> Bool {
    monitor.locked {
      while !isRung {
        let rest = moment - ThisProcess.monotonicSeconds
        if rest <= 0 { return false }
        monitor.wait(atMost: min(rest, 3600))
      }
      isRung = false
      return true
    }
  }
}

/// When rounds are taken: at once, then at multiples of an interval since the start, each a little later by chance, so that
/// many collectors do not ask at the same time.
package struct RoundSchedule: Equatable, Sendable {
  /// Seconds, 1 at least.
  let interval: Double
  /// The part of the interval that chance may add.
  let jitter: Double
  /// How many rounds there are, 1 at least.
  let count: Int

  package init(interval: Double, jitter: Double, count: Int = .max) {
    (self.interval, self.jitter, self.count) = (interval, jitter, count)
  }

  /// How many seconds after the start the next round is.
  ///
  /// - `last`: the multiple at which the last round was due.
  /// - `now`: seconds since the start. A round that is late already is left out.
  /// - `chance`: from 0 to 1.
  /// - Returns: the multiple and the moment; how many rounds were left out. Multiples have no bound of their own: `now`
  ///   must come from a clock that counts from the start, for a number beyond `Int` traps.
  func next(after last: Int, now: Double, chance: Double) -> (
    multiple: Int, moment: Double, leftOut: Int
  ) {
    let due = max(last + 1, Int((now / interval).rounded(.up)))
    let moment = (Double(due) + jitter * chance) * interval
    return (due, moment, due - last - 1)
  }
}
