/// The order of a rule's entries: failures first, then what is undecided; among equals what is farther from the limit, and
/// then names decide.
struct EntryOrder {
  private let comparison: ComparisonOperator
  private let limit: Double

  init(_ rule: Rule) {
    (comparison, limit) = (rule.assertion.comparison, rule.assertion.limit.value)
  }

  func isWorse(_ left: GroupVerdict, _ right: GroupVerdict) -> Bool {
    if left.outcome != right.outcome { return left.outcome.badness > right.outcome.badness }
    let (one, other) = (excess(left), excess(right))
    if one != other { return one > other }
    if left.instance != right.instance { return left.instance < right.instance }
    return left.group.precedes(right.group) ?? false
  }

  private func excess(_ entry: GroupVerdict) -> Double {
    let value = entry.trend?.lowerBound ?? entry.value
    switch comparison {
    case .atMost, .below: return value
    case .atLeast, .above: return -value
    case .equal, .notEqual: return (value - limit).magnitude
    }
  }

  /// Brings the worst entries to the front, in order; the others keep no order.
  func bringWorst(_ count: Int, toFrontOf entries: inout [GroupVerdict]) {
    var indices = worst(count, of: entries)
    for position in indices.indices {
      let index = indices[position]
      entries.swapAt(position, index)
      // The entry that was at `position` is now at `index`.
      for later in indices.indices.dropFirst(position + 1) where indices[later] == position {
        indices[later] = index
      }
    }
  }

  private func worst(_ count: Int, of entries: [GroupVerdict]) -> [Int] {
    var worst = Heaviest<Int>(count) { isWorse(entries[$0], entries[$1]) }
    for index in entries.indices { worst.add(index) }
    return worst.sorted
  }
}

/// The first few of many values in some order; the rest is dropped.
struct Heaviest<Value> {
  private let limit: Int
  private let isHeavier: (Value, Value) -> Bool
  private var kept: [Value] = []
  /// The value that another must precede to be kept.
  private var bar: Value?
  /// So many more than are wanted are kept before they are sorted.
  private static var slack: Int { 1024 }

  init(_ limit: Int, _ isHeavier: @escaping (Value, Value) -> Bool) {
    (self.limit, self.isHeavier) = (limit, isHeavier)
  }

  mutating func add(_ value: Value) {
    if let bar, !isHeavier(value, bar) { return }
    kept.append(value)
    guard kept.count - Self.slack > limit else { return }
    kept = sorted
    bar = kept.last
  }

  var sorted: [Value] { Array(kept.sorted(by: isHeavier).prefix(limit)) }
}
