import ProfileSystem

/// Waits until the server is stopped, or has been idle for long enough.
final class IdleWatch: @unchecked Sendable {
  private let monitor = Monitor()
  private let limit: Double?
  private var last = ThisProcess.monotonicSeconds
  private var isEnding = false

  /// - `limit`: the idle time in seconds; nil for no limit.
  init(limit: Double?) { self.limit = limit }

  /// Records a request.
  func touch() { monitor.locked { last = ThisProcess.monotonicSeconds } }

  /// Stops the server.
  func end() {
    monitor.locked {
      isEnding = true
      monitor.wake()
    }
  }

  /// Waits until the server should exit.
  ///
  /// - `isIdle`: whether no request is running.
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
