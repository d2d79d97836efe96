import Synchronization

/// Cancels work from any thread.
///
/// The work checks it between its steps, and ends with an error.
public final class Cancellation: Sendable {
  /// The error of work that was cancelled.
  public struct Cancelled: Error, CustomStringConvertible {
    /// A sentence for people.
    public let description = "it was cancelled"
  }

  private let flag = Atomic(false)

  /// A cancellation that has not been requested.
  public init() {}

  /// Whether the work was cancelled.
  public var isCancelled: Bool { flag.load(ordering: .relaxed) }

  /// Cancels the work.
  public func cancel() { flag.store(true, ordering: .relaxed) }

  /// - Throws: `Cancelled` if it is no longer wanted.
  package func check() throws(Cancelled) {
    if isCancelled { throw Cancelled() }
  }
}
