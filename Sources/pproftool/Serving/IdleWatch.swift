import ProfileSystem

/// Waits until somebody ends a server, or nobody has asked it for long enough.
final class IdleWatch: @unchecked Sendable {
  private let monitor = Monitor()
  private let limit: Double?
  private var last = ThisProcess.monotonicSeconds
  private var isEnding = false

  /// - `limit`: how many seconds nobody may ask; nil for as long as may be.
  init(limit: Double?) { self.limit = limit }

  /// Somebody asks.
  func touch() { monitor.locked { last = ThisProcess.monotonicSeconds } }

  /// The server is to end.
  func end() {
    monitor.locked {
      isEnding = true
      monitor.wake()
    }
  }

  /// Waits for the end.
  ///
  /// - `isIdle`: whether nothing is being answered.
  func wait(_ isIdle: () -> Bool) {
    monitor.locked {
      while !isEnding {
        guard let limit else {
          monitor.wait()
          continue
        }
        let rest = last + limit - ThisProcess.monotonicSeconds
        if rest <= 0, isIdle() { return }
        monitor.wait(atMost: max(rest, 0.05))
      }
    }
  }
}
