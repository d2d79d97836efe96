import ProfileSystem

extension Parallel {
  /// Writes a long text in pieces that several threads make, in the order of the pieces.
  ///
  /// A few blocks are used for all pieces: memory for each of them would take longer to get than what it holds to make.
  /// The caller's thread makes pieces, too, and alone if no other is free. No thread waits for a slow reader but the
  /// caller's.
  ///
  /// - `make`: writes a piece, which is kept in memory until those before it are written.
  package static func write(
    pieces count: Int, to sink: inout ByteSink,
    _ make: @escaping @Sendable (_ piece: Int, inout ByteSink) -> Void
  ) {
    let pieces = Pieces(count: count, threads: WorkerPool.shared.size)
    let help = { @Sendable in while let piece = pieces.claimOrLeave() { pieces.make(piece, make) } }
    repeat {
      let invited = pieces.invite()
      if invited > 0 { WorkerPool.shared.run(help, atMost: invited) }
      switch pieces.nextStep() {
      case .make(let piece): pieces.make(piece, make)
      case .write(let block):
        sink.write(block: block.bytes)
        pieces.reuse(block)
      case nil: return
      }
    } while !sink.hasFailed
    pieces.abandon()
  }
}

/// The pieces of a text: which are to be made, which are made, and which are written.
private final class Pieces: @unchecked Sendable {
  /// What the thread that writes does next.
  enum Step {
    case make(Int)
    case write(Block)
  }

  /// Memory for a piece. An array alone would be copied if a thread still had it when another takes it.
  final class Block {
    var bytes: [UInt8] = []
  }

  private let monitor = Monitor()
  private let count: Int
  private let threads: Int
  private var claimed = 0
  private var written = 0
  private var helpers = 0
  private var made: [Int: Block] = [:]
  private var unused: [Block] = []

  /// - `threads`: how many may make pieces, that which writes included.
  init(count: Int, threads: Int) { (self.count, self.threads) = (count, threads) }

  /// Up to which piece may be made before more is written.
  private var end: Int { min(count, written + threads + 2) }

  /// How many threads are to help besides those that do.
  func invite() -> Int {
    monitor.locked {
      let missing = max(0, min(threads - 1, end - claimed - 1) - helpers)
      helpers += missing
      return missing
    }
  }

  /// The next piece to make; nil if the helper can go.
  func claimOrLeave() -> Int? {
    monitor.locked {
      let piece = claim()
      if piece == nil { helpers -= 1 }
      return piece
    }
  }

  private func claim() -> Int? {
    guard claimed < end else { return nil }
    claimed += 1
    return claimed - 1
  }

  /// Makes a piece that was claimed.
  func make(_ piece: Int, _ body: (Int, inout ByteSink) -> Void) {
    let block = monitor.locked { unused.popLast() } ?? Block()
    ByteSink.fill(&block.bytes) { body(piece, &$0) }
    monitor.locked {
      made[piece] = block
      monitor.wake()
    }
  }

  /// What comes next for the thread that writes; nil when all is written.
  func nextStep() -> Step? {
    monitor.locked {
      while written < count {
        if let block = made.removeValue(forKey: written) {
          written += 1
          return .write(block)
        }
        if let piece = claim() { return .make(piece) }
        monitor.wait()
      }
      return nil
    }
  }

  /// Takes a block back whose piece is written.
  func reuse(_ block: Block) { monitor.locked { unused.append(block) } }

  /// Has no more pieces made.
  func abandon() { monitor.locked { (claimed, written) = (count, count) } }
}
