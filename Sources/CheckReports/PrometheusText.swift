import LeakChecks
import ProfileModel
import ProfileReports

/// The report for the textfile collector of Prometheus' node exporter.
struct PrometheusText {
  private let output: CheckOutput

  init(_ output: CheckOutput) { self.output = output }

  func write(to sink: inout ByteSink) {
    family(
      "leakcheck_exit_status", "The result of the check: 0 passed, 1 failed, 2 no answer.",
      to: &sink)
    sink.write("leakcheck_exit_status \(output.exitStatus)\n")
    family(
      "leakcheck_files", "How many files could not be read, are incomplete, or were skipped.",
      to: &sink)
    let report = output.report
    for (state, count) in [
      ("error", report.missing.count), ("incomplete", report.incomplete.count),
      ("skipped", output.skipped.count),
    ] {
      sample("leakcheck_files", [("state", state)], Double(count), to: &sink)
    }
    writeRules(report, to: &sink)
    writeSuppressions(report, to: &sink)
    family("leakcheck_stack_value", "The values of the stacks behind a failure.", to: &sink)
    for verdict in report.verdicts where verdict.outcome != .pass {
      for entry in verdict.groups { writeStacks(of: entry, verdict, to: &sink) }
    }
  }

  /// An undecided rule has no value, since any value would look measured.
  private func writeRules(_ report: CheckReport, to sink: inout ByteSink) {
    family(
      "leakcheck_rule_status", "1 for the outcome that the rule has: pass, fail or undecided.",
      to: &sink)
    for verdict in report.verdicts {
      if verdict.groups.isEmpty {
        sample(
          "leakcheck_rule_status", labels(verdict, nil) + [("outcome", verdict.outcome.rawValue)],
          1, to: &sink)
      }
      for entry in verdict.ordered {
        sample(
          "leakcheck_rule_status", labels(verdict, entry) + [("outcome", entry.outcome.rawValue)],
          1, to: &sink)
      }
    }
    family("leakcheck_rule_limit", "The limit of a rule, in its base unit.", to: &sink)
    for verdict in report.verdicts {
      sample(
        "leakcheck_rule_limit", [("rule", verdict.rule.id)], verdict.rule.assertion.limit.value,
        to: &sink)
    }
    family("leakcheck_rule_value", "The measured value, in the same unit.", to: &sink)
    for verdict in report.verdicts {
      for entry in verdict.ordered where entry.outcome != .undecided && entry.isMeasured {
        sample("leakcheck_rule_value", labels(verdict, entry), entry.value, to: &sink)
      }
    }
  }

  private func writeSuppressions(_ report: CheckReport, to sink: inout ByteSink) {
    family("leakcheck_suppressed", "How much suppressions leave out of a rule.", to: &sink)
    for verdict in report.verdicts {
      var sums: [String: Double] = [:]
      for use in verdict.suppressed where !use.isOver { sums[use.id, default: 0] += use.sum }
      for (id, sum) in sums.sorted(by: { $0.key < $1.key }) {
        sample(
          "leakcheck_suppressed", [("rule", verdict.rule.id), ("suppression", id)], sum, to: &sink)
      }
    }
  }

  private func writeStacks(of entry: GroupVerdict, _ verdict: Verdict, to sink: inout ByteSink) {
    for (index, stack) in entry.stacks.enumerated() {
      let own = [
        ("site", stack.site),
        // No two series may have the same labels.
        ("stack", stack.fingerprint ?? "(not known) \(index + 1)"),
      ]
      sample("leakcheck_stack_value", labels(verdict, entry) + own, stack.value, to: &sink)
    }
  }

  private func labels(_ verdict: Verdict, _ entry: GroupVerdict?) -> [(name: String, value: String)]
  {
    var labels = [("rule", verdict.rule.id), ("severity", verdict.rule.severity.rawValue)]
    labels.append(("instance", entry?.instance ?? ""))
    if let name = entry?.name, !name.isEmpty { labels.append(("group", name)) }
    return labels
  }

  private func family(_ name: String, _ help: String, to sink: inout ByteSink) {
    sink.write("# HELP \(name) \(help)\n# TYPE \(name) gauge\n")
  }

  private func sample(
    _ name: String, _ labels: [(name: String, value: String)], _ value: Double,
    to sink: inout ByteSink
  ) {
    let text = labels.map { "\($0.name)=\(SafeText.inQuotes($0.value))" }.joined(separator: ",")
    let number = value.isFinite ? "\(value)" : value > 0 ? "+Inf" : "-Inf"
    sink.write("\(name){\(text)} \(number)\n")
  }
}
