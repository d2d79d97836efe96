/// The number of profiles of each kind.
struct KindCounts: Sendable {
  private var counts: [String: Int] = [:]

  var isEmpty: Bool { counts.isEmpty }

  var names: [String] { counts.keys.sorted() }

  mutating func count(_ kind: String) { counts[kind, default: 0] += 1 }

  /// `3 heap, 2 goroutine`: largest count first, then by name.
  var text: String {
    let sorted = counts.sorted { left, right in
      left.value != right.value
        ? left.value > right.value : left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
    }
    return sorted.map { "\($1) \($0)" }.joined(separator: ", ")
  }
}
