import ProfileSystem

/// A value that is worked out once, by whoever asks first, until it is forgotten.
final class Memory<Value: Sendable>: @unchecked Sendable {
  private let monitor = Monitor()
  private var value: Value?
  private var isWorking = false

  /// The value; who asks while it is worked out waits for it.
  func value(_ work: () throws -> Value) rethrows -> Value {
    if let value = known() { return value }
    defer {
      monitor.locked {
        isWorking = false
        monitor.wake()
      }
    }
    let made = try work()
    monitor.locked { value = made }
    return made
  }

  /// Has it worked out anew by the next who asks. What is being worked out may be of before, so its end is waited for.
  func forget() {
    monitor.locked {
      while isWorking { monitor.wait() }
      value = nil
    }
  }

  /// The value; nil for whoever is to work it out.
  private func known() -> Value? {
    monitor.locked {
      while isWorking { monitor.wait() }
      isWorking = value == nil
      return value
    }
  }
}
