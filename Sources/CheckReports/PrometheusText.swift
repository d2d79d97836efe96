import LeakChecks
import ProfileModel
import ProfileReports

/// The report for the textfile collector of Prometheus' node exporter.
struct PrometheusText {
  private let output: CheckOutput

  init(_ output: CheckOutput) { self.output = output }

  func write(to sink: inout ByteSink) {
    family(
      "pproftool_check_exit_status", "How the check ended: 0 good, 1 failed, 2 no answer.",
      to: &sink)
    sink.write("pproftool_check_exit_status \(output.exitStatus)\n")
    family(
      "pproftool_check_rule_status", "What came of a rule: 0 pass, 1 fail, 2 undecided.", to: &sink)
    for verdict in output.report.verdicts {
      let labels = [("rule", verdict.rule.id), ("severity", verdict.rule.severity.rawValue)]
      sample("pproftool_check_rule_status", labels, Double(verdict.outcome.status), to: &sink)
    }
    family("pproftool_check_rule_limit", "The limit of a rule, in its base unit.", to: &sink)
    for verdict in output.report.verdicts {
      let limit = verdict.rule.assertion.limit.value
      sample("pproftool_check_rule_limit", [("rule", verdict.rule.id)], limit, to: &sink)
    }
    family("pproftool_check_rule_value", "The measured value, in the same unit.", to: &sink)
    for verdict in output.report.verdicts {
      for group in verdict.groups {
        let labels =
          [("rule", verdict.rule.id)] + (group.name.isEmpty ? [] : [("group", group.name)])
        sample("pproftool_check_rule_value", labels, group.value, to: &sink)
      }
    }
    family("pproftool_check_stack_value", "What the stacks behind a failure make.", to: &sink)
    for verdict in output.report.verdicts where verdict.outcome != .pass {
      for (index, stack) in verdict.stacks.enumerated() {
        let labels = [
          ("rule", verdict.rule.id), ("site", stack.site),
          // No two series may have the same labels.
          ("stack", stack.fingerprint ?? "(not known) \(index + 1)"),
        ]
        sample("pproftool_check_stack_value", labels, stack.value, to: &sink)
      }
    }
  }

  private func family(_ name: String, _ help: String, to sink: inout ByteSink) {
    sink.write("# HELP \(name) \(help)\n# TYPE \(name) gauge\n")
  }

  private func sample(
    _ name: String, _ labels: [(name: String, value: String)], _ value: Double,
    to sink: inout ByteSink
  ) {
    let text = labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",")
    let number = value.isFinite ? "\(value)" : value > 0 ? "+Inf" : "-Inf"
    sink.write("\(name){\(text)} \(number)\n")
  }

  private static func escaped(_ text: String) -> String {
    SafeText.line(text).putting("\\", before: ["\"", "\\"])
  }
}

extension Outcome {
  /// A number for machines: 0 is good.
  fileprivate var status: Int {
    switch self {
    case .pass: 0
    case .fail: 1
    case .undecided: 2
    }
  }
}
