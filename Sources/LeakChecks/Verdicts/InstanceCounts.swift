/// How many instances a rule was checked on, and the results.
package struct InstanceCounts: Sendable, Equatable {
  package private(set) var failed = 0
  package private(set) var undecided = 0
  package private(set) var passed = 0
  package private(set) var examined = 0

  package init() {}

  /// Instances that only have a verdict together.
  init(together count: Int) { examined = count }

  /// Of each instance the worst entry counts.
  init(of entries: [GroupVerdict]) {
    var worst: [String: Outcome] = [:]
    for entry in entries {
      let known = worst[entry.instance] ?? entry.outcome
      worst[entry.instance] = known.badness > entry.outcome.badness ? known : entry.outcome
    }
    for outcome in worst.values {
      switch outcome {
      case .fail: failed += 1
      case .undecided: undecided += 1
      case .pass: passed += 1
      }
    }
    examined = worst.count
  }
}
