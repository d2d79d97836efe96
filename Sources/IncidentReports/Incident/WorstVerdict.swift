package import LeakChecks

/// The rule that says most of what happened: one that fails before one that warns, then the one farthest over its limit.
package struct WorstVerdict: Sendable {
  package let verdict: Verdict
  /// The worst entry.
  package let entry: GroupVerdict

  /// Nil if no rule fails.
  package init?(_ report: CheckReport) {
    let failed = report.verdicts.filter { $0.outcome == .fail && !$0.groups.isEmpty }
    guard let worst = failed.enumerated().min(by: Self.isWorse)?.element,
      let entry = worst.groups.first
    else { return nil }
    (verdict, self.entry) = (worst, entry)
  }

  private static func isWorse(
    _ left: (offset: Int, element: Verdict), _ right: (offset: Int, element: Verdict)
  ) -> Bool {
    let severity = { (verdict: Verdict) in verdict.rule.severity == .fail ? 0 : 1 }
    let (one, other) = (severity(left.element), severity(right.element))
    if one != other { return one < other }
    let (mine, theirs) = (excess(left.element), excess(right.element))
    return mine != theirs ? mine > theirs : left.offset < right.offset
  }

  /// How many times the limit the value is; a limit of 0 is broken without measure.
  private static func excess(_ verdict: Verdict) -> Double {
    let (limit, value) = (verdict.rule.assertion.limit.value, verdict.groups.first?.value ?? 0)
    switch verdict.rule.assertion.comparison {
    case .atMost, .below, .equal, .notEqual:
      return limit == 0 ? .infinity : value / limit
    case .atLeast, .above: return value == 0 ? .infinity : limit / value
    }
  }
}
