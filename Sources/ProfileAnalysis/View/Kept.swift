import ProfileSystem

/// Values that are made once and kept, so that whoever asks again need not wait.
///
/// While a value is being made, others who ask wait for it in place of making it too. The values that were
/// asked for last are kept, no more than a number of them.
final class Kept<Key: Equatable & Sendable, Value: Sendable>: @unchecked Sendable {
  private let monitor = Monitor()
  private let limit: Int
  /// The one that was asked for last at the end.
  private var entries: [(key: Key, value: Value)] = []

  init(limit: Int = 4) { self.limit = limit }

  /// The value of a key, which is made if it is not known.
  func value(for key: Key, _ make: () throws -> Value) rethrows -> Value {
    try monitor.locked {
      if let index = entries.firstIndex(where: { $0.key == key }) {
        entries.append(entries.remove(at: index))
      } else {
        let value = try make()
        if entries.count == limit { entries.removeFirst() }
        entries.append((key, value))
      }
      return entries[entries.count - 1].value
    }
  }

  /// Forgets all values.
  func removeAll() { monitor.locked { entries.removeAll() } }
}
