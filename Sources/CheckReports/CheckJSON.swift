import JSONText
import LeakChecks
import ProfileReports

/// The report for programs.
///
/// `version` changes when a name changes its meaning or goes; names may be added. Values are in bytes,
/// nanoseconds, percent or as they are counted; one that is infinite or not known is null.
struct CheckJSON {
  private let output: CheckOutput

  init(_ output: CheckOutput) { self.output = output }

  var value: JSONValue {
    let report = output.report
    return [
      "schema": "pproftool/check",
      "version": 1,
      "exit_status": .integer(Int64(output.exitStatus)),
      "summary": [
        "rules": .integer(Int64(report.verdicts.count)),
        "passed": .integer(Int64(report.count(.pass))),
        "failed": .integer(Int64(report.count(.fail))),
        "undecided": .integer(Int64(report.count(.undecided))),
        "warned": .integer(Int64(report.verdicts.count(where: \.isWarning))),
      ],
      "rules": .array(report.verdicts.map(rule)),
      "expired_suppressions": .array(report.expired.map(suppression)),
      "unused_suppressions": .array(report.unused.map(suppression)),
      "incomplete": .array(
        report.incomplete.map { ["file": .text($0.name), "reason": .text($0.reason)] }),
      "warnings": .array(report.warnings.map { .text($0) }),
      "built_in": .boolean(report.isBuiltIn),
      "profiles": .array(report.groups.map(group)),
    ]
  }

  private func rule(_ verdict: Verdict) -> JSONValue {
    let rule = verdict.rule
    return [
      "id": .text(rule.id),
      "assert": .text(rule.assertion.withoutID),
      "measure": .text(rule.assertion.measure.description),
      "comparison": .text(rule.assertion.comparison.rawValue),
      "limit": .value(rule.assertion.limit.value),
      "unit": .text(verdict.dimension.unitName),
      "severity": .text(rule.severity.rawValue),
      "outcome": .text(verdict.outcome.rawValue),
      "message": .text(VerdictWords(verdict).fullSentence),
      "reason": .optional(verdict.reason ?? verdict.groups.first?.reason),
      "owner": .optional(rule.owner),
      "runbook": .optional(rule.runbook),
      "per": .optional(rule.per?.description),
      "notes": .array(verdict.notes.map { .text($0) }),
      "groups": .array(verdict.groups.map(group)),
      "total": verdict.total.map { .value($0) } ?? .null,
      "stacks": .array(verdict.stacks.map { stack($0, of: verdict) }),
      "cost": verdict.postmortem.map(cost) ?? .null,
    ]
  }

  private func cost(_ cost: Postmortem) -> JSONValue {
    [
      "site": .text(cost.site),
      "goroutines": .integer(cost.goroutines),
      "all_goroutines": .integer(cost.allGoroutines),
      "heap_bytes": cost.heapBytes.map { .integer($0) } ?? .null,
      "stack_bytes": cost.stackBytes.map { .integer($0) } ?? .null,
      "resident_bytes": cost.residentBytes.map { .integer($0) } ?? .null,
    ]
  }

  private func group(_ group: GroupVerdict) -> JSONValue {
    [
      "name": .text(group.name),
      "outcome": .text(group.outcome.rawValue),
      "value": .value(group.value),
      "low": .value(group.interval.low),
      "high": .value(group.interval.high),
      "reason": .optional(group.reason),
      "trend": group.trend.map(trend) ?? .null,
    ]
  }

  private func trend(_ trend: Trend) -> JSONValue {
    [
      "slope": .value(trend.slope),
      "lower_bound": .value(trend.lowerBound),
      "p": .number(trend.probability),
      "snapshots": .integer(Int64(trend.count)),
      "least_rise": .value(trend.leastRise),
    ]
  }

  private func stack(_ stack: StackEvidence, of verdict: Verdict) -> JSONValue {
    [
      "fingerprint": .optional(stack.fingerprint),
      "site": .text(stack.site),
      "value": .value(stack.value),
      "before": stack.before.map { .value($0) } ?? .null,
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
  /// A measured value: an integer where it is one.
  static func value(_ value: Double) -> JSONValue {
    value == value.rounded() && value.magnitude < 0x1p53 ? .integer(Int64(value)) : .number(value)
  }

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
