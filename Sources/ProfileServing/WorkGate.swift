package import ProfileModel
import ProfileSystem

/// Lets as many requests compute at once as there are processors, has some more wait, and ends those that take too long.
package final class WorkGate: @unchecked Sendable {
  /// Why a request is not worked on.
  package enum Refusal: Error, Equatable, CustomStringConvertible {
    case tooMany, tooLong

    package var description: String {
      switch self {
      case .tooMany: "too many requests are being worked on; ask again"
      case .tooLong: "this takes longer than \(Int(WorkGate.seconds)) s; ask for less of it"
      }
    }
  }

  /// How long one request may compute.
  static let seconds = 30.0
  static let mostWaiting = 16

  private let monitor = Monitor()
  private let mostWorking: Int
  private let limit: Double
  private var working = 0
  private var waiting = 0
  private var deadlines: [ObjectIdentifier: (time: Double, cancellation: Cancellation)] = [:]
  private var hasWatch = false

  package convenience init() { self.init(mostWorking: processorCount(), limit: Self.seconds) }

  init(mostWorking: Int, limit: Double) { (self.mostWorking, self.limit) = (mostWorking, limit) }

  /// Runs `body` when its turn comes.
  ///
  /// - Throws: a `Refusal`, or what `body` throws.
  package func work<Result>(_ body: (Cancellation) throws -> Result) throws -> Result {
    try enter()
    let cancellation = Cancellation()
    begin(cancellation)
    defer { leave(cancellation) }
    do { return try body(cancellation) } catch  where cancellation.isCancelled {
      throw Refusal.tooLong
    }
  }

  private func enter() throws {
    try monitor.locked {
      if working >= mostWorking {
        guard waiting < Self.mostWaiting else { throw Refusal.tooMany }
        waiting += 1
        while working >= mostWorking { monitor.wait() }
        waiting -= 1
      }
      working += 1
    }
  }

  private func begin(_ cancellation: Cancellation) {
    monitor.locked {
      deadlines[ObjectIdentifier(cancellation)] = (
        ThisProcess.monotonicSeconds + limit, cancellation
      )
      if !hasWatch { hasWatch = startThread { [self] in watch() } }
    }
  }

  private func leave(_ cancellation: Cancellation) {
    monitor.locked {
      deadlines[ObjectIdentifier(cancellation)] = nil
      working -= 1
      monitor.wake()
    }
  }

  /// Cancels what takes too long; ends when nothing is worked on.
  private func watch() {
    monitor.locked {
      while !deadlines.isEmpty {
        let now = ThisProcess.monotonicSeconds
        for (time, cancellation) in deadlines.values where time <= now { cancellation.cancel() }
        monitor.wait(atMost: 0.1)
      }
      hasWatch = false
    }
  }
}
