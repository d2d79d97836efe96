import CheckReports
public import LeakChecks

extension Verdict: CustomStringConvertible {
  /// The consequence of a rule that does not pass.
  public enum Severity: Sendable {
    /// The check fails.
    case fail
    /// It is only a warning: the check passes.
    case warn
  }

  /// The id of the rule.
  public var id: String { rule.id }

  /// The consequence if the rule does not pass.
  public var severity: Severity {
    switch rule.severity {
    case .fail: .fail
    case .warn: .warn
    }
  }

  /// The measured value, in bytes, nanoseconds or percent, else a plain number; of a rule with several groups that of
  /// the worst. Of sampled memory it is the estimate. Nil if nothing was measured, and for a slope or anything else of
  /// which only the `range` is known.
  public var value: Double? {
    guard let range, let value = groups.first?.value, range.upperBound.isFinite else { return nil }
    // The least of a range is what is surely there, and no estimate.
    return range.lowerBound == range.upperBound || value > range.lowerBound ? value : nil
  }

  /// The least and the most that the value may be: they differ if memory was sampled, or if the profile does not tell
  /// all that the rule asks. Nil if nothing was measured, and for a slope.
  public var range: ClosedRange<Double>? {
    guard let worst = groups.first, worst.isMeasured, worst.trend == nil else { return nil }
    let interval = worst.interval
    return min(interval.low, interval.high)...max(interval.low, interval.high)
  }

  /// The limit, in the same unit.
  public var limit: Double { rule.assertion.limit.value }

  /// The first function of the profiled program's own code on the heaviest stack behind a rule that does not pass; nil if
  /// no stack is behind it.
  public var site: String? { stacks.first?.shownSite }

  /// Why the rule is undecided, as a sentence; nil if it is decided.
  public var undecidedReason: String? {
    outcome == .undecided ? groups.first?.reason ?? reason : nil
  }

  /// The program's output: `FAIL listen: 64102 > 200 · …`, with one line per instance or group that has not passed.
  public var description: String { lines.joined(separator: "\n") }
}
