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
      "version": 2,
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
      "errors": .array(
        report.missing.map { ["file": .text($0.name), "reason": .text($0.reason)] }),
      "skipped": .array(
        output.skipped.map { ["file": .text($0.name), "reason": .text($0.reason)] }),
      "instances": .array(report.instances.map { .text($0) }),
      "gone": .array(report.gone.map { .text($0) }),
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
      "message": .text(VerdictText(verdict).fullSentence),
      "reason": .optional(verdict.reason ?? verdict.groups.first?.reason),
      "owner": .optional(rule.owner),
      "runbook": .optional(rule.runbook),
      "per": .optional(rule.grouping),
      "description": .optional(rule.text),
      "notes": .array(notes(verdict).map { .text($0) }),
      "unmatched": .array(verdict.unmatched.map { .text($0) }),
      "left_out": .array(verdict.leftOut.map { .text($0) }),
      "suppressed": .array(verdict.suppressed.map(suppressed)),
      "examined": counts(verdict),
      "instances": instances(verdict.instances),
      "groups": .array(verdict.ordered.map(group)),
      "total": verdict.total.map { .value($0) } ?? .null,
      "stacks": .array(verdict.stacks.map { stack($0, of: verdict) }),
      "cost": verdict.postmortem.map(cost) ?? .null,
    ]
  }

  private func notes(_ verdict: Verdict) -> [String] {
    verdict.notes + verdict.rises.map { RiseText($0).sentence }
  }

  private func counts(_ verdict: Verdict) -> JSONValue {
    func count(_ outcome: Outcome) -> JSONValue {
      .integer(Int64(verdict.groups.count { $0.outcome == outcome }))
    }
    return [
      "entries": .integer(Int64(verdict.groups.count)), "failed": count(.fail),
      "undecided": count(.undecided), "passed": count(.pass),
    ]
  }

  /// Of several instances that have one verdict together only their number is known.
  private func instances(_ counts: InstanceCounts) -> JSONValue {
    [
      "failed": .integer(Int64(counts.failed)), "undecided": .integer(Int64(counts.undecided)),
      "passed": .integer(Int64(counts.passed)), "examined": .integer(Int64(counts.examined)),
    ]
  }

  private func suppressed(_ use: SuppressionUse) -> JSONValue {
    [
      "id": .text(use.id), "sum": .value(use.sum), "max": use.cap.map { .value($0) } ?? .null,
      "over": .boolean(use.isOver),
    ]
  }

  private func cost(_ cost: Postmortem) -> JSONValue {
    [
      "site": .text(cost.site),
      "goroutines": .integer(cost.goroutines),
      "all_goroutines": .integer(cost.allGoroutines),
      "heap_bytes": cost.heapBytes.map { .integer($0) } ?? .null,
      "heap_bytes_each": cost.heapSlope.map { .integer($0) } ?? .null,
      "stack_bytes": cost.stackBytes.map { .integer($0) } ?? .null,
      "resident_bytes": cost.residentBytes.map { .integer($0) } ?? .null,
    ]
  }

  private func group(_ group: GroupVerdict) -> JSONValue {
    [
      "name": .text(group.name),
      "instance": .text(group.instance),
      "file": .optional(group.file),
      "outcome": .text(group.outcome.rawValue),
      "value": group.isMeasured ? .value(group.value) : .null,
      "low": group.isMeasured ? .value(group.interval.low) : .null,
      "high": group.isMeasured ? .value(group.interval.high) : .null,
      "reason": .optional(group.reason),
      "trend": group.trend.map(trend) ?? .null,
      "site": .optional(group.stacks.first?.site),
      "fingerprint": .optional(group.stacks.first?.fingerprint),
      "series": .array(group.series.map(point)),
    ]
  }

  private func point(_ point: SeriesPoint) -> JSONValue {
    [
      "time": .optional(point.time == 0 ? nil : TimeText.moment(point.time)),
      "value": .value(point.value), "process": .integer(Int64(point.process)),
      "build": .optional(point.buildID.isEmpty ? nil : point.buildID),
    ]
  }

  private func trend(_ finding: TrendFinding) -> JSONValue {
    [
      "slope": .value(finding.slope),
      "lower_bound": .value(finding.lowerBound),
      "per": .text(finding.rate?.rawValue ?? "snapshot"),
      "p": .number(finding.probability),
      "snapshots": .integer(Int64(finding.count)),
      "processes": .integer(Int64(finding.processes)),
      "newest_alone": .boolean(finding.isOfNewest),
      "process_known": .boolean(finding.isProcessKnown),
      "days": finding.days.map { .integer(Int64($0.days)) } ?? .null,
      "least_rise": .value(finding.trend.leastRise),
      "since": finding.since.map(since) ?? .null,
      "shape": finding.shape.map(since) ?? .null,
      "eta_latest": finding.eta.map { .value($0.latest) } ?? .null,
      "eta_likely": finding.eta.map { .value($0.likely) } ?? .null,
    ]
  }

  private func since(_ since: TrendFinding.Since) -> JSONValue {
    [
      "snapshot": .integer(Int64(since.snapshot)),
      "time": .optional(since.time == 0 ? nil : TimeText.moment(since.time)),
      "build": .optional(since.buildID.isEmpty ? nil : since.buildID),
    ]
  }

  private func stack(_ stack: VerdictStack, of verdict: Verdict) -> JSONValue {
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
      "created_by": .optional(stack.createdBy),
      "created_at": .array(stack.creatorSources.map { .text(output.mapped($0)) }),
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

  /// A text, or null for nil.
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
