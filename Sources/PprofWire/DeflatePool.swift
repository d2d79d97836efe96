import ProfileModel
import ProfileSystem

/// Deflates chunks in all threads that are free, and gives their parts back in order.
///
/// The producer of chunks deflates too if no thread is free, so nobody waits for one.
final class DeflatePool: @unchecked Sendable {
  private let monitor = Monitor()
  private var waiting: [(number: Int, chunk: Deflater.Chunk)] = []
  private var done: [Int: Deflater.Part] = [:]
  private var submitted = 0
  private var taken = 0
  /// That of the thread which hands chunks in.
  private var deflater = Deflater()
  /// How many chunks may be under way: two for each of at most eight threads, so that memory has a bound: each takes 1 MiB.
  private let most = 2 * min(8, processorCount())

  /// Hands in the next chunk.
  func submit(_ chunk: Deflater.Chunk) {
    monitor.locked { waiting.append((submitted, chunk)) }
    submitted += 1
    // A small profile is one chunk, and not worth a thread.
    if submitted > 1 || !chunk.isLast { Parallel.whenFree { self.work() } }
  }

  /// The next part in order.
  ///
  /// - `mayWait`: when false, nil is given if the part is not done and few chunks are under way.
  func next(mayWait: Bool) -> Deflater.Part? {
    guard taken < submitted else { return nil }
    while true {
      if let part = monitor.locked({ done.removeValue(forKey: taken) }) {
        taken += 1
        return part
      }
      guard mayWait || submitted - taken > most else { return nil }
      if let (number, chunk) = takeChunk() {
        put(deflater.deflate(chunk), at: number)
      } else {
        monitor.locked { while done[taken] == nil { monitor.wait() } }
      }
    }
  }

  private func work() {
    guard var next = takeChunk() else { return }
    var deflater = Deflater()
    while true {
      put(deflater.deflate(next.chunk), at: next.number)
      guard let other = takeChunk() else { return }
      next = other
    }
  }

  private func takeChunk() -> (number: Int, chunk: Deflater.Chunk)? {
    monitor.locked { waiting.isEmpty ? nil : waiting.removeFirst() }
  }

  private func put(_ part: Deflater.Part, at number: Int) {
    monitor.locked {
      done[number] = part
      monitor.wake()
    }
  }
}
