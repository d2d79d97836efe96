import LeakChecks

/// The report for programs.
///
/// `schema` changes when a name changes its meaning or goes; names may be added. Values are in bytes,
/// nanoseconds, percent or as they are counted; one that is infinite or not known is null.
struct CheckJSON {
  static let schema: Int64 = 1
  private let output: CheckOutput

  init(_ output: CheckOutput) { self.output = output }

  var value: JSONValue {
    let report = output.report
    return [
      "schema": .integer(Self.schema),
      "exit_status": .integer(Int64(output.exitStatus)),
      "summary": [
        "rules": .integer(Int64(report.verdicts.count)),
        "passed": .integer(Int64(report.count(.pass))),
        "failed": .integer(Int64(report.count(.fail))),
        "undecided": .integer(Int64(report.count(.undecided))),
      ],
      "rules": .array(report.verdicts.map(rule)),
      "expired_suppressions": .array(report.expired.map(suppression)),
      "unused_suppressions": .array(report.unused.map(suppression)),
      "incomplete": .array(
        report.incomplete.map { ["file": .text($0.name), "reason": .text($0.reason)] }),
      "warnings": .array(report.warnings.map { .text($0) }),
      "explanations": .array(report.explanations.map { .text($0) }),
      "profiles": .array(report.groups.map(group)),
    ]
  }

  private func rule(_ verdict: Verdict) -> JSONValue {
    let rule = verdict.rule
    return [
      "id": .text(rule.id),
      "assert": .text(rule.assertion.measure.description),
      "comparison": .text(rule.assertion.comparison.rawValue),
      "limit": .number(rule.assertion.limit.value),
      "unit": .text(verdict.dimension.unitName),
      "severity": .text(rule.severity.rawValue),
      "outcome": .text(verdict.outcome.rawValue),
      "message": .text(VerdictWords(verdict).sentence),
      "reason": .optional(verdict.reason ?? verdict.groups.first?.reason),
      "owner": .optional(rule.owner),
      "runbook": .optional(rule.runbook),
      "per": .optional(rule.per?.description),
      "notes": .array(verdict.notes.map { .text($0) }),
      "groups": .array(verdict.groups.map(group)),
      "total": verdict.total.map { .number($0) } ?? .null,
      "stacks": .array(verdict.stacks.map { stack($0, of: verdict) }),
    ]
  }

  private func group(_ group: GroupVerdict) -> JSONValue {
    [
      "name": .text(group.name),
      "outcome": .text(group.outcome.rawValue),
      "value": .number(group.value),
      "low": .number(group.interval.low),
      "high": .number(group.interval.high),
      "trend": group.trend.map(trend) ?? .null,
    ]
  }

  private func trend(_ trend: Trend) -> JSONValue {
    [
      "slope": .number(trend.slope),
      "lower_bound": .number(trend.lowerBound),
      "p": .number(trend.probability),
      "snapshots": .integer(Int64(trend.count)),
      "least_rise": .number(trend.leastRise),
    ]
  }

  private func stack(_ stack: StackEvidence, of verdict: Verdict) -> JSONValue {
    [
      "fingerprint": .text(stack.fingerprint),
      "site": .text(stack.site),
      "value": .number(stack.value),
      "before": stack.before.map { .number($0) } ?? .null,
      "unit": .text(verdict.stackDimension.unitName),
      "state": .optional(stack.state),
      "wait_minutes": stack.minutes.map { .integer($0) } ?? .null,
      "file": .optional(stack.file.isEmpty ? nil : output.mapped(stack.file)),
      "line": .integer(stack.line),
      "frames": .array(stack.frames.map { .text($0) }),
    ]
  }

  private func suppression(_ suppression: Suppression) -> JSONValue {
    [
      "id": .text(suppression.id),
      "match": .text(suppression.match.description),
      "expires": .optional(suppression.expires?.description),
      "reason": .text(suppression.reason),
      "ticket": .optional(suppression.ticket),
    ]
  }

  private func group(_ group: CheckReport.GroupSummary) -> JSONValue {
    [
      "group": .text(group.name),
      "snapshots": .integer(Int64(group.snapshots)),
      "baselines": .integer(Int64(group.baselines)),
      "newest": .array(group.newest.map { .text($0) }),
    ]
  }
}

extension JSONValue {
  /// A text, or null where there is none.
  static func optional(_ text: String?) -> JSONValue { text.map { .text($0) } ?? .null }
}

extension Dimension {
  /// What values without a prefix are in.
  var unitName: String {
    switch self {
    case .count: "count"
    case .bytes: "bytes"
    case .time: "nanoseconds"
    case .percent: "percent"
    case .number: "number"
    }
  }
}
