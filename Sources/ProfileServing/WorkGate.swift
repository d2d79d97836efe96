package import ProfileModel
import ProfileSystem

/// Lets as many requests compute at once as there are processors, has some more wait, and ends those that take too long or whose
/// client is gone.
package final class WorkGate: @unchecked Sendable {
  /// Why a request is not worked on.
  package enum Refusal: Error, Equatable, CustomStringConvertible {
    case tooMany, tooLong, gone

    package var description: String {
      switch self {
      case .tooMany: "too many requests are running; try again"
      case .tooLong: "this takes longer than \(Int(WorkGate.seconds)) s; ask for less"
      case .gone: "the client has gone"
      }
    }
  }

  /// How long one request may compute.
  static let seconds = 30.0
  static let mostWaiting = 16
  /// How often it is looked whether somebody is gone, in seconds.
  private static let pause = 0.1

  /// What is worked on, until when, and for whom.
  private struct Watched {
    let cancellation: Cancellation
    let deadline: Double
    let isGone: @Sendable () -> Bool
  }

  private let monitor = Monitor()
  private let mostWorking: Int
  private let limit: Double
  private var working = 0
  private var waiting = 0
  private var watched: [ObjectIdentifier: Watched] = [:]
  private var hasWatch = false

  package convenience init() { self.init(mostWorking: processorCount(), limit: Self.seconds) }

  init(mostWorking: Int, limit: Double) { (self.mostWorking, self.limit) = (mostWorking, limit) }

  /// Runs `body` when its turn comes.
  ///
  /// - `isGone`: whether whoever asked has left; it is asked ten times a second.
  /// - Throws: a `Refusal`, or what `body` throws.
  package func work<Result>(
    unless isGone: @escaping @Sendable () -> Bool = { false },
    _ body: (Cancellation) throws -> Result
  ) throws -> Result {
    try enter(isGone)
    let cancellation = Cancellation()
    begin(cancellation, isGone)
    defer { leave(cancellation) }
    do { return try body(cancellation) } catch  where cancellation.isCancelled {
      throw isGone() ? Refusal.gone : Refusal.tooLong
    }
  }

  private func enter(_ isGone: () -> Bool) throws {
    try monitor.locked {
      if working >= mostWorking {
        guard waiting < Self.mostWaiting else { throw Refusal.tooMany }
        waiting += 1
        defer { waiting -= 1 }
        while working >= mostWorking {
          if isGone() { throw Refusal.gone }
          monitor.wait(atMost: Self.pause)
        }
      }
      working += 1
    }
  }

  private func begin(_ cancellation: Cancellation, _ isGone: @escaping @Sendable () -> Bool) {
    monitor.locked {
      watched[ObjectIdentifier(cancellation)] = Watched(
        cancellation: cancellation, deadline: ThisProcess.monotonicSeconds + limit, isGone: isGone)
      if !hasWatch { hasWatch = startThread { [self] in watch() } }
    }
  }

  private func leave(_ cancellation: Cancellation) {
    monitor.locked {
      watched[ObjectIdentifier(cancellation)] = nil
      working -= 1
      monitor.wake()
    }
  }

  /// Cancels what takes too long, or what nobody waits for; ends when nothing is worked on.
  private func watch() {
    monitor.locked {
      while !watched.isEmpty {
        let now = ThisProcess.monotonicSeconds
        for each in watched.values where each.deadline <= now || each.isGone() {
          each.cancellation.cancel()
        }
        monitor.wait(atMost: Self.pause)
      }
      hasWatch = false
    }
  }
}
