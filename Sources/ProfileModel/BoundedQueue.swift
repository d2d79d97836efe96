import ProfileSystem

/// What one thread makes some way ahead of another that takes it.
package final class BoundedQueue<Value: Sendable>: @unchecked Sendable {
  private let monitor = Monitor()
  private let depth: Int
  private var values: [Value] = []
  private var failure: (any Error)?
  private var hasEnded = false
  private var isAbandoned = false

  /// - Parameter depth: how many values may wait before the maker does.
  package init(depth: Int) { self.depth = depth }

  /// The maker's side: adds a value, and waits while there are enough; whether more is wanted.
  ///
  /// After `abandon()` the value is added too, but nobody takes it: the maker is to stop at the first `false`.
  package func put(_ value: Value) -> Bool {
    monitor.locked {
      values.append(value)
      monitor.wake()
      while values.count >= depth, !isAbandoned { monitor.wait() }
      return !isAbandoned
    }
  }

  /// The maker's side: nothing comes any more, because of an error if one is given.
  package func end(_ failure: (any Error)? = nil) {
    monitor.locked {
      (self.failure, hasEnded) = (failure, true)
      monitor.wake()
    }
  }

  /// The taker's side: waits for the next value; nil at the end.
  package func take() throws -> Value? {
    try monitor.locked {
      while values.isEmpty, !hasEnded { monitor.wait() }
      defer { monitor.wake() }
      if !values.isEmpty { return values.removeFirst() }
      if let failure { throw failure }
      return nil
    }
  }

  /// Called by the consumer when it wants no more values.
  package func abandon() {
    monitor.locked {
      isAbandoned = true
      monitor.wake()
    }
  }
}

extension Parallel {
  /// Uses the values of a loop in the caller's thread, while another thread makes the next of them.
  ///
  /// If there is no other thread to be had, each is used when it is made.
  ///
  /// - `make`: the producing loop; the function it gets throws when no more values are wanted.
  package static func ahead<Value: Sendable>(
    _ make: @escaping @Sendable (_ use: (Value) throws -> Void) throws -> Void,
    use: (Value) throws -> Void
  ) throws {
    let queue = BoundedQueue<Value>(depth: 1)
    let hasThread = startThread {
      do {
        try make { value in if !queue.put(value) { throw Unwanted() } }
        queue.end()
      } catch {
        queue.end(error)
      }
    }
    guard hasThread else { return try make(use) }
    defer { queue.abandon() }
    while let value = try queue.take() { try use(value) }
  }

  /// Ends a loop whose values are no longer wanted.
  private struct Unwanted: Error {}
}
