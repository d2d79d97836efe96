internal import ProfileModel

/// Pulls a source in a thread of its own, a few blocks ahead of its reader.
///
/// The thread ends with the source, or when its reader is gone. If there is no thread to be had,
/// blocks are pulled when they are asked for.
final class ReadAhead: Sendable {
  private let queue: BlockQueue

  init(_ source: consuming ByteSource) {
    let queue = BlockQueue(source)
    self.queue = queue
    queue.hasThread = startThread { queue.fill() }
  }

  deinit { queue.abandon() }

  /// The next block; empty at the end.
  func next() throws -> [UInt8] { try queue.take() }
}

/// The blocks that have been pulled and not yet taken.
private final class BlockQueue: @unchecked Sendable {
  private let monitor = Monitor()
  private var source: ByteSource
  private var blocks: [[UInt8]] = []
  private var failure: (any Error)?
  private var hasEnded = false
  private var isAbandoned = false
  fileprivate nonisolated(unsafe) var hasThread = false
  /// Enough that neither side waits for the other's odd slow block; 4 MiB.
  private static let depth = 16

  init(_ source: consuming ByteSource) { self.source = source }

  /// The puller's side: pulls until the end, an error, or the reader's leaving.
  func fill() {
    var isWanted = true
    while isWanted {
      let block = Result { try source.next() }
      isWanted = monitor.locked { put(block) }
    }
  }

  /// Adds what was pulled when there is room; whether more is wanted.
  private func put(_ block: Result<[UInt8], any Error>) -> Bool {
    while blocks.count >= Self.depth, !isAbandoned { monitor.wait() }
    defer { monitor.wake() }
    switch block {
    case .success(let block) where !block.isEmpty: blocks.append(block)
    case .success: hasEnded = true
    case .failure(let error):
      failure = error
      hasEnded = true
    }
    return !hasEnded && !isAbandoned
  }

  /// The reader's side: the next block, empty at the end.
  func take() throws -> [UInt8] {
    guard hasThread else { return try source.next() }
    return try monitor.locked {
      while blocks.isEmpty, !hasEnded { monitor.wait() }
      defer { monitor.wake() }
      if !blocks.isEmpty { return blocks.removeFirst() }
      if let failure { throw failure }
      return []
    }
  }

  /// Nobody will take any more.
  func abandon() {
    monitor.locked {
      isAbandoned = true
      monitor.wake()
    }
  }
}
