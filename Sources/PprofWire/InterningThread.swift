import ProfileModel
import ProfileSystem

/// Interns stacks on a thread, a batch or two behind the decoder.
///
/// Interning waits for memory about as long as reading takes. The thread ends when its stacks are fetched, or when its
/// reader is gone.
struct InterningThread: ~Copyable {
  private let work: InterningWork

  /// Goes on from stacks and rows, which stay where they are if there is no thread to be had.
  init?(_ stacks: inout StackInterner, _ rows: inout [UInt32]) {
    let work = InterningWork(memory: stacks.table.memory)
    work.exchange(&stacks, &rows)
    guard startThread({ work.run() }) else {
      work.exchange(&stacks, &rows)
      return nil
    }
    self.work = work
  }

  deinit { work.abandon() }

  /// Hands complete rounds over in exchange for an empty buffer, waiting while the thread is two batches behind.
  ///
  /// - Returns: how much memory all stacks take at most that the thread has.
  func put(_ frames: inout FrameBuffer) -> Int { work.put(&frames) }

  /// Ends the thread when it is done, and gives back what it began with and all that came to it.
  consuming func fetch(_ stacks: inout StackInterner, _ rows: inout [UInt32]) {
    work.finish()
    work.exchange(&stacks, &rows)
  }
}

/// The state that an interning thread and its reader share.
private final class InterningWork: @unchecked Sendable {
  private let monitor = Monitor()
  /// The thread's while it runs.
  private var stacks = StackInterner()
  private var rows: [UInt32] = []
  /// The thread's next batch, if there is one.
  private var next = FrameBuffer()
  private var hasNext = false
  private var isAtEnd = false
  private var hasLeft = false
  /// How much memory the stacks take that are interned, and at most those that are not yet.
  private var memory: Int
  private var mostToCome = 0

  init(memory: Int) { self.memory = memory }

  func exchange(_ stacks: inout StackInterner, _ rows: inout [UInt32]) {
    swap(&self.stacks, &stacks)
    swap(&self.rows, &rows)
  }

  // MARK: The reader's side

  func put(_ frames: inout FrameBuffer) -> Int {
    monitor.locked {
      while hasNext { monitor.wait() }
      swap(&next, &frames)
      hasNext = true
      mostToCome += next.mostMemory
      monitor.wake()
      return memory + mostToCome
    }
  }

  func finish() {
    monitor.locked {
      isAtEnd = true
      monitor.wake()
      while !hasLeft { monitor.wait() }
    }
  }

  func abandon() {
    monitor.locked {
      (isAtEnd, hasNext) = (true, false)
      monitor.wake()
    }
  }

  // MARK: The thread's side

  func run() {
    var batch = FrameBuffer()
    while take(&batch) {
      let most = batch.mostMemory
      batch.internRounds(in: &stacks, &rows)
      monitor.locked {
        memory = stacks.table.memory
        mostToCome -= most
      }
    }
    monitor.locked {
      hasLeft = true
      monitor.wake()
    }
  }

  private func take(_ batch: inout FrameBuffer) -> Bool {
    monitor.locked {
      while !hasNext, !isAtEnd { monitor.wait() }
      guard hasNext else { return false }
      swap(&batch, &next)
      hasNext = false
      monitor.wake()
      return true
    }
  }
}
