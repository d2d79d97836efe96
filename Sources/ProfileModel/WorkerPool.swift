import ProfileSystem

/// The threads of a process that work on parts of long loops: no more than there are processors, the caller.
///
/// A thread is started when there is work and no other is free, and then waits for more. The caller works too, so
/// that nested work cannot wait for itself.
final class WorkerPool: @unchecked Sendable {
  static let shared = WorkerPool(size: processorCount())

  /// How many threads work at the same time, the caller's included.
  let size: Int
  private let monitor = Monitor()
  private var waiting: [@Sendable () -> Void] = []
  private var threads = 0
  private var idle = 0

  init(size: Int) { self.size = size }

  /// Has free threads do some work, each until there is nothing left of it.
  func run(_ work: @escaping @Sendable () -> Void, atMost count: Int) {
    let started = monitor.locked {
      let helpers = min(count, size - 1)
      for _ in 0..<helpers { waiting.append(work) }
      let missing = min(max(0, waiting.count - idle), size - 1 - threads)
      threads += missing
      monitor.wake()
      return missing
    }
    for _ in 0..<started where !startThread({ self.serve() }) { hasNoThread() }
  }

  /// Removes a thread from the count; if there is none at all, nobody will do the waiting work.
  private func hasNoThread() {
    monitor.locked {
      threads -= 1
      if threads == 0 { waiting.removeAll() }
    }
  }

  private func serve() {
    while true {
      let work = monitor.locked {
        idle += 1
        while waiting.isEmpty { monitor.wait() }
        idle -= 1
        return waiting.removeFirst()
      }
      work()
    }
  }
}
