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
  /// the worst. Nil if nothing was measured, and for a slope, which is a range.
  public var value: Double? {
    groups.first.flatMap { $0.isMeasured && $0.trend == nil ? $0.value : nil }
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
