import ProfileSystem

/// Collects rounds until the program is ended.
package struct Rounds {
  private let schedule: RoundSchedule
  private let alarm: Alarm

  package init(_ schedule: RoundSchedule, _ alarm: Alarm) {
    (self.schedule, self.alarm) = (schedule, alarm)
  }

  /// Calls `round` at once and whenever a round is due, and when the user asks for one.
  ///
  /// - `leftOut`: gets the number of rounds left out because the one before took too long.
  package func run(_ round: () throws -> Void, leftOut: (Int) -> Void) rethrows -> Never {
    let start = ThisProcess.monotonicSeconds
    var last = 0
    try round()
    while true {
      let now = ThisProcess.monotonicSeconds - start
      let next = schedule.next(after: last, now: now, chance: Double.random(in: 0...1))
      if next.leftOut > 0 { leftOut(next.leftOut) }
      let isAsked = alarm.sleep(until: start + next.moment)
      // Two rounds in one second would have one name.
      if isAsked { alarm.pause() } else { last = next.multiple }
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

  /// Waits for a second.
  func pause() { monitor.locked { monitor.wait(atMost: 1) } }
}
