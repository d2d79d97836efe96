import ProfileModel
import ProfileSystem

/// Deflates chunks in several threads and gives their parts back in order.
///
/// The threads start with the second chunk, so that a small profile costs none.
final class DeflatePool: @unchecked Sendable {
  private let monitor = Monitor()
  private var waiting: [(number: Int, chunk: Deflater.Chunk)] = []
  private var done: [Int: Deflater.Part] = [:]
  private var submitted = 0
  private var taken = 0
  private var threads = 0
  private var isClosed = false
  private let threadLimit = min(8, processorCount())

  /// Hands in the next chunk.
  func submit(_ chunk: Deflater.Chunk) {
    let number = submitted
    submitted += 1
    if number == 0, chunk.isLast {
      var deflater = Deflater()
      done[0] = deflater.deflate(chunk)
      return
    }
    startThreadIfUseful()
    monitor.locked {
      waiting.append((number, chunk))
      monitor.wake()
    }
  }

  /// The next part in order.
  ///
  /// - `mayWait`: when false, nil is given if the part is not done and few chunks are under way.
  func next(mayWait: Bool) -> Deflater.Part? {
    guard taken < submitted else { return nil }
    let part = monitor.locked { () -> Deflater.Part? in
      while done[taken] == nil {
        guard mayWait || submitted - taken > 2 * threads else { return nil }
        if threads == 0 { deflateOne() } else { monitor.wait() }
      }
      return done.removeValue(forKey: taken)
    }
    if part != nil { taken += 1 }
    return part
  }

  /// Lets the threads end.
  func close() {
    monitor.locked {
      isClosed = true
      monitor.wake()
    }
  }

  private func startThreadIfUseful() {
    guard threads < threadLimit, startThread({ self.work() }) else { return }
    threads += 1
  }

  /// Deflates in the caller's thread, when no other could be had.
  private func deflateOne() {
    let (number, chunk) = waiting.removeFirst()
    var deflater = Deflater()
    done[number] = deflater.deflate(chunk)
  }

  private func work() {
    var deflater = Deflater()
    while let (number, chunk) = takeChunk() {
      let part = deflater.deflate(chunk)
      monitor.locked {
        done[number] = part
        monitor.wake()
      }
    }
  }

  private func takeChunk() -> (Int, Deflater.Chunk)? {
    monitor.locked {
      while waiting.isEmpty, !isClosed { monitor.wait() }
      return waiting.isEmpty ? nil : waiting.removeFirst()
    }
  }
}
