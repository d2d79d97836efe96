import Synchronization

/// How many bytes a source may have, which is lifted for formats that are long by nature.
///
/// Content is recognised by its beginning, long before any limit counts.
package final class LengthLimit: Sendable {
  private let value: Atomic<Int>

  package init(_ bytes: Int) { value = Atomic(bytes) }

  package var bytes: Int { value.load(ordering: .relaxed) }

  /// Lets a source have any length.
  package func lift() { value.store(.max, ordering: .relaxed) }
}
