import ProfileSystem

/// A value that is computed once, by its first reader, and cached until it is invalidated.
final class CachedValue<Value: Sendable>: @unchecked Sendable {
  private let monitor = Monitor()
  private var value: Value?
  private var isComputing = false

  /// The value. A reader waits while another one computes it.
  func value(_ compute: () throws -> Value) rethrows -> Value {
    if let value = cachedValue() { return value }
    defer {
      monitor.locked {
        isComputing = false
        monitor.wake()
      }
    }
    let computed = try compute()
    monitor.locked { value = computed }
    return computed
  }

  /// Removes the value, so that the next reader computes it again. A running computation may use old data, so this
  /// waits for its end.
  func invalidate() {
    monitor.locked {
      while isComputing { monitor.wait() }
      value = nil
    }
  }

  /// The cached value; nil if the caller has to compute it.
  private func cachedValue() -> Value? {
    monitor.locked {
      while isComputing { monitor.wait() }
      isComputing = value == nil
      return value
    }
  }
}
