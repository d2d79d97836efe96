import Synchronization

/// Lets a caller cancel work, from any thread.
///
/// Work looks at it between its steps, and ends with an error.
public final class Cancellation: Sendable {
  /// Thrown by work that was cancelled.
  public struct Cancelled: Error, CustomStringConvertible {
    /// A sentence for people.
    public let description = "it was cancelled"
  }

  private let flag = Atomic(false)

  /// Something that is still wanted.
  public init() {}

  /// Whether it is no longer wanted.
  public var isCancelled: Bool { flag.load(ordering: .relaxed) }

  /// Says that it is no longer wanted.
  public func cancel() { flag.store(true, ordering: .relaxed) }

  /// - Throws: `Cancelled` if it is no longer wanted.
  package func check() throws(Cancelled) {
    if isCancelled { throw Cancelled() }
  }
}
