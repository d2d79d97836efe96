import ProfileModel
import ProfileSystem

/// Pulls a source on a thread, a few blocks ahead of its reader.
///
/// The thread ends with the source, or when its reader is gone. If there is no thread to be had,
/// blocks are pulled when they are asked for.
final class ReadAhead: Sendable {
  private let puller: BlockPuller

  init(_ source: consuming ByteSource) {
    let puller = BlockPuller(source)
    self.puller = puller
    puller.hasThread = startThread { puller.fill() }
  }

  deinit { puller.queue.abandon() }

  /// The next block; empty at the end.
  func next() throws -> [UInt8] { try puller.next() }
}

/// A source, and the blocks that have been pulled of it.
private final class BlockPuller: @unchecked Sendable {
  private var source: ByteSource
  /// Deep enough that neither side waits for the other's odd slow block; 4 MiB.
  let queue = BoundedQueue<[UInt8]>(depth: 16)
  nonisolated(unsafe) var hasThread = false

  init(_ source: consuming ByteSource) { self.source = source }

  /// The thread's side: pulls until the end, an error, or the reader's leaving.
  func fill() {
    do {
      while case let block = try source.next(), !block.isEmpty, queue.put(block) {}
      queue.end()
    } catch {
      queue.end(error)
    }
  }

  /// The reader's side.
  func next() throws -> [UInt8] { hasThread ? try queue.take() ?? [] : try source.next() }
}
