import ProfileSystem

/// How much memory all profiles of a process together may take for what is kept of earlier looks.
///
/// When it is used up, what was looked at longest ago is forgotten; the profiles themselves stay, and a look at one of
/// those costs as much as the first.
package final class ViewBudget: @unchecked Sendable {
  /// A quarter of what a profile may inflate to, as for its own tables.
  package static let shared = ViewBudget(bytes: 1 << 30)

  private struct User {
    weak var views: ProfileViews?
    var bytes: Int
  }

  private let limit: Int
  private let monitor = Monitor()
  /// Who was looked at last stands at the end.
  private var users: [User] = []

  /// - Parameter bytes: how much may be kept.
  package init(bytes: Int) { limit = bytes }

  /// How much is kept now.
  package var used: Int { monitor.locked { users.reduce(0) { $0 + $1.bytes } } }

  /// Records the memory kept for a profile that has just been viewed.
  func note(_ views: ProfileViews, keeps bytes: Int) {
    let forgotten = monitor.locked {
      users.removeAll { $0.views == nil || $0.views === views }
      users.append(User(views: views, bytes: bytes))
      var sum = users.reduce(0) { $0 + $1.bytes }
      var forgotten: [ProfileViews] = []
      while sum > limit, let oldest = users.first {
        sum -= oldest.bytes
        forgotten += [oldest.views].compactMap { $0 }
        users.removeFirst()
      }
      return forgotten
    }
    for views in forgotten { views.forget() }
  }
}

/// Values that are made once and kept, so that the caller again need not wait.
///
/// While a value is being made, other callers wait for it instead of making it too. A limited number of values is
/// kept, those asked for last.
///
/// Keys are compared by a function, for a class that asks its keys to be `Equatable` has the runtime look that up
/// among all conformances of the program, which took 2 % of the instructions for a small profile.
final class Kept<Key: Sendable, Value: Sendable>: @unchecked Sendable {
  private let monitor = Monitor()
  private let limit: Int
  private let isSame: @Sendable (Key, Key) -> Bool
  /// The one that was asked for last at the end.
  private var kept: [(key: Key, value: Value)] = []

  init(limit: Int = 4, by isSame: @escaping @Sendable (Key, Key) -> Bool) {
    self.limit = limit
    self.isSame = isSame
  }

  /// The value of a key, which is made if it is not known.
  func value(for key: Key, _ make: () throws -> Value) rethrows -> Value {
    try monitor.locked {
      if let index = kept.firstIndex(where: { isSame($0.key, key) }) {
        kept.append(kept.remove(at: index))
      } else {
        let value = try make()
        if kept.count == limit { kept.removeFirst() }
        kept.append((key, value))
      }
      return kept[kept.count - 1].value
    }
  }

  /// All that is kept, what was asked for last at the end.
  var entries: [(key: Key, value: Value)] { monitor.locked { kept } }

  /// The values of it.
  var values: [Value] { entries.map(\.value) }

  /// Forgets all of it.
  func removeAll() { monitor.locked { kept.removeAll() } }
}
