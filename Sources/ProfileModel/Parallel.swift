import ProfileSystem

/// Runs the parts of a long loop on several threads.
package enum Parallel {
  /// What `body` makes of each part of `0..<count`, in the order of the parts.
  ///
  /// A short loop runs in the caller's thread. How many parts there are depends on the machine, so sums of the
  /// parts must not.
  ///
  /// - `smallest`: how many rounds are worth a thread.
  package static func map<Part: Sendable>(
    _ count: Int, smallest: Int = 1 << 15, _ body: @escaping @Sendable (Range<Int>) -> Part
  ) -> [Part] {
    let parts = max(1, min(WorkerPool.shared.size, count / smallest))
    let bounds = (0...parts).map { count * $0 / parts }
    return each(parts) { body(bounds[$0]..<bounds[$0 + 1]) }
  }

  /// The results of `body` for some large pieces of work, in their order; each free thread takes the next piece.
  package static func each<Part: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (Int) -> Part
  ) -> [Part] {
    guard count > 1 else { return (0..<count).map(body) }
    let results = Results<Part>(count: count)
    let work: @Sendable () -> Void = {
      while let part = results.take() { results.put(body(part), at: part) }
    }
    // No one waits for a worker that does not come: the caller takes the pieces that are left.
    WorkerPool.shared.run(work, atMost: count - 1)
    work()
    return results.all()
  }
}

extension Parallel {
  /// Has some work done by another thread when one is free, which may be never.
  ///
  /// A caller that needs the result before a thread has begun does the work itself, instead of waiting.
  package static func whenFree(_ work: @escaping @Sendable () -> Void) {
    WorkerPool.shared.run(work, atMost: 1)
  }

  /// A column of numbers that `body` makes, a row each.
  ///
  /// It is not generic, for generic code of another module would look at the type of each row.
  package static func column(
    _ count: Int, _ body: @escaping @Sendable (Int) -> UInt32
  ) -> [UInt32] {
    [UInt32](joining: map(count) { range in range.map(body)[...] })
  }

  /// Makes two values, the second on another thread if they are worth one.
  package static func both<Value: Sendable>(
    isLong: Bool, _ first: @escaping @Sendable () -> Value,
    _ second: @escaping @Sendable () -> Value
  ) -> (Value, Value) {
    guard isLong else { return (first(), second()) }
    let made = each(2) { $0 == 0 ? first() : second() }
    return (made[0], made[1])
  }

  /// Whether a walk over some samples is worth a thread.
  package static func isLong(_ profile: borrowing Profile) -> Bool {
    profile.sampleTable.count >= 1 << 15
  }
}

/// The parts that are done.
private final class Results<Part: Sendable>: @unchecked Sendable {
  private let monitor = Monitor()
  private var parts: [Part?]
  private var taken = 0

  init(count: Int) { parts = Array(repeating: nil, count: count) }

  /// The next part that is not taken yet.
  func take() -> Int? {
    monitor.locked {
      guard taken < parts.count else { return nil }
      taken += 1
      return taken - 1
    }
  }

  func put(_ result: Part, at part: Int) {
    monitor.locked {
      parts[part] = result
      monitor.wake()
    }
  }

  /// Waits for all of them.
  func all() -> [Part] {
    monitor.locked {
      while parts.contains(where: { $0 == nil }) { monitor.wait() }
      return parts.compactMap { $0 }
    }
  }
}
