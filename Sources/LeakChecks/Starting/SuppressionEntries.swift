/// Ready entries for a rule file that leave out what failed, for somebody to give a reason for.
public struct SuppressionEntries {
  private let report: CheckReport
  private let expires: CalendarDate

  /// - Parameter today: entries expire 90 days later, so that nobody forgets them.
  public init(_ report: CheckReport, today: CalendarDate) {
    self.report = report
    expires = today.adding(days: 90)
  }

  /// The lines of `suppress:`; empty when nothing failed.
  public var lines: [String] {
    let entries = report.verdicts.filter { $0.outcome == .fail }.flatMap(entries)
    return entries.isEmpty ? [] : ["suppress:"] + entries
  }

  private func entries(of verdict: Verdict) -> [String] {
    verdict.stacks.flatMap { stack in
      [
        "  - id: \(YAMLQuoting.text("\(verdict.rule.id)-\(stack.fingerprint)"))",
        "    match: fp:\(stack.fingerprint)  # \(YAMLQuoting.text(stack.site))",
        "    max: \(cap(stack, verdict))",
        "    expires: \(expires)",
        "    rules: [\(YAMLQuoting.text(verdict.rule.id))]",
        "    reason: \"TODO: why this may be\"",
      ]
    }
  }

  /// What the stack makes in the rule's metric, with a little room.
  private func cap(_ stack: StackEvidence, _ verdict: Verdict) -> String {
    let metric = verdict.rule.assertion.measure.metrics.first?.name ?? ""
    if KnownMetrics.isOfStacks(metric) { return "1" }
    let value = HeadRoom.cap(for: stack.value)
    switch verdict.stackDimension {
    case .bytes: return "\(Int64(clamping: value))B"
    case .time: return "\(Int64(clamping: value))ns"
    default: return "\(Int64(clamping: value))"
    }
  }
}
