/// When runs were, and in which order.
struct RunTimes {
  private let before: [RunSource]
  private let after: [RunSource]
  private let isKnown: Bool
  private let isPaired: Bool

  init(_ input: RunInput) {
    before = input.before.map(\.source)
    after = input.after.map(\.source)
    isPaired = input.settings.isPaired
    isKnown = (before + after).allSatisfy { $0.timeNanos != 0 }
  }

  /// How many neighbours in time are on different sides; nil if a time is unknown.
  var interleaved: Double? {
    guard isKnown, before.count + after.count > 1 else { return nil }
    let order = (before.map { ($0.timeNanos, 0) } + after.map { ($0.timeNanos, 1) }).sorted(by: <)
    let changes = zip(order, order.dropFirst()).count { $0.1 != $1.1 }
    return Double(changes) / Double(order.count - 1)
  }

  /// Whether all of one side were before all of the other.
  var isOneAfterTheOther: Bool {
    guard isKnown, let first = before.first, let last = before.last, let start = after.first,
      let end = after.last
    else { return false }
    return last.timeNanos < start.timeNanos || end.timeNanos < first.timeNanos
  }

  /// Whether the sides could be pairs although the user did not say so: each pair ends before the next begins.
  var couldBePaired: Bool {
    guard isKnown, !isPaired, before.count == after.count, before.count > 2 else { return false }
    let pairs = zip(before, after).map { ($0.timeNanos, $1.timeNanos) }
    return zip(pairs, pairs.dropFirst()).allSatisfy { max($0.0, $0.1) < min($1.0, $1.1) }
  }

  /// The runs of each side that seem to be moments of one process.
  static func areMoments(_ runs: [RunSource]) -> Bool {
    let processes = runs.compactMap(\.process)
    if processes.count == runs.count, runs.count > 1 {
      // Nothing is surer than what the processes say of themselves.
      return Set(processes).count < runs.count
    }
    guard runs.allSatisfy({ $0.timeNanos != 0 && $0.fileCount == 1 }) else { return false }
    let neighbours = zip(runs, runs.dropFirst())
    let overlap = neighbours.contains { left, right in
      right.timeNanos.subtractingClamped(left.timeNanos) < left.durationNanos
    }
    return overlap
      || runs.count > 2
        && neighbours.allSatisfy { $0.allocations.mayGrow(to: $1.allocations) }
  }
}
