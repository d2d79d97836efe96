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
