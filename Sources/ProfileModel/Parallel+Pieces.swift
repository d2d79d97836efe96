import ProfileSystem

extension Parallel {
  /// Writes a long text in pieces that several threads make, in the order of the pieces.
  ///
  /// A few blocks are used for all pieces: memory for each of them would take longer to get than what it holds to make.
  /// The caller's thread makes pieces, too, and alone if no other is free.
  ///
  /// - `make`: writes a piece.
  package static func write(
    pieces count: Int, to sink: inout ByteSink,
    _ make: @escaping @Sendable (_ piece: Int, inout ByteSink) -> Void
  ) {
    let pieces = Pieces(count: count, ahead: 2 * WorkerPool.shared.size)
    let work = { @Sendable in while let piece = pieces.claim() { pieces.make(piece, make) } }
    if count > 1 { WorkerPool.shared.run(work, atMost: count - 1) }
    while let step = pieces.nextStep() {
      switch step {
      case .make(let piece): pieces.make(piece, make)
      case .write(let block):
        sink.write(block: block.bytes)
        pieces.reuse(block)
        if sink.hasFailed { return pieces.abandon() }
      }
    }
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
  /// How many pieces may be made before they are written.
  private let ahead: Int
  private var claimed = 0
  private var written = 0
  private var made: [Int: Block] = [:]
  private var unused: [Block] = []

  init(count: Int, ahead: Int) { (self.count, self.ahead) = (count, ahead) }

  /// The next piece to make, once it may be made; nil if there is none.
  func claim() -> Int? {
    monitor.locked {
      while claimed < count, claimed >= written + ahead { monitor.wait() }
      return claimNow()
    }
  }

  private func claimNow() -> Int? {
    guard claimed < min(count, written + ahead) else { return nil }
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
          monitor.wake()
          return .write(block)
        }
        if let piece = claimNow() { return .make(piece) }
        monitor.wait()
      }
      return nil
    }
  }

  /// Takes a block back whose piece is written.
  func reuse(_ block: Block) { monitor.locked { unused.append(block) } }

  /// Has no more pieces made.
  func abandon() {
    monitor.locked {
      (claimed, written) = (count, count)
      monitor.wake()
    }
  }
}
