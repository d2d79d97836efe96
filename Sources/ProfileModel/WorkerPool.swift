import ProfileSystem

/// The threads of a process that work on parts of long loops: no more than there are processors, whoever asks.
///
/// A thread is started when there is work that no other is free for, and then waits for more. Whoever asks works too,
/// so that work in work cannot wait for itself.
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

  /// Counts a thread less; if there is none at all, nobody will take what waits.
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
