import LeakChecks
import ProfileModel
import ProfileReports

/// The report as JUnit XML: a test case a rule; what is undecided is an error, a warning passes.
struct JUnitReport {
  private let output: CheckOutput

  init(_ output: CheckOutput) { self.output = output }

  func write(to sink: inout ByteSink) {
    let report = output.report
    let cases = report.verdicts.flatMap(Self.entries)
    let failures = cases.count { !$0.isWarning && $0.outcome == .fail } + report.expired.count
    let broken =
      report.incomplete.map { ($0.name, $0.reason) } + report.missing.map { ($0.name, $0.reason) }
    let errors = cases.count { !$0.isWarning && $0.outcome == .undecided } + broken.count
    let tests = cases.count + report.expired.count + broken.count + output.skipped.count
    let counts =
      "tests=\"\(tests)\" failures=\"\(failures)\" errors=\"\(errors)\" skipped=\"\(output.skipped.count)\""
    sink.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n")
    sink.write("  <testsuite name=\"pproftool check\" \(counts) time=\"0\">\n")
    writeProperties(to: &sink)
    for verdictText in cases { write(verdictText, to: &sink) }
    for suppression in report.expired {
      let message = "expired\(suppression.expires.map { " on \($0)" } ?? "")"
      writeCase("suppression \(suppression.id)", "failure", message, [], to: &sink)
    }
    for (name, reason) in broken { writeCase(name, "error", reason, [], to: &sink) }
    for file in output.skipped { writeCase(file.name, "skipped", file.reason, [], to: &sink) }
    sink.write("  </testsuite>\n</testsuites>\n")
  }

  /// The exit status, and what was left out of rules.
  private func writeProperties(to sink: inout ByteSink) {
    let notes = output.remarks.filter { output.level(ofRemark: $0) != "error" }
    let pairs = [("exit_status", "\(output.exitStatus)")] + notes.map { ("remark", $0) }
    sink.write("    <properties>\n")
    for (name, value) in pairs {
      sink.write("      <property name=\"\(name)\" value=\"\(xml(value))\"/>\n")
    }
    sink.write("    </properties>\n")
  }

  /// An entry for each instance and group.
  static func entries(_ verdict: Verdict) -> [VerdictText] {
    verdict.groups.isEmpty
      ? [VerdictText(verdict)] : verdict.ordered.map { VerdictText(verdict, $0) }
  }

  private func write(_ verdictText: VerdictText, to sink: inout ByteSink) {
    let lines = [verdictText.line] + verdictText.stackLines
    let element: String? =
      switch verdictText.outcome {
      case .pass: nil
      case .fail: "failure"
      case .undecided: "error"
      }
    let isBad = element != nil && !verdictText.isWarning
    writeCase(verdictText.title, isBad ? element : nil, verdictText.finding, lines, to: &sink)
  }

  /// A test case; without an element it passes and its lines are only printed.
  private func writeCase(
    _ name: String, _ element: String?, _ message: String, _ lines: [String],
    to sink: inout ByteSink
  ) {
    sink.write("    <testcase classname=\"pproftool.check\" name=\"\(xml(name))\" time=\"0\">\n")
    let text = lines.map(xml).joined(separator: "\n")
    if let element {
      sink.write("      <\(element) message=\"\(xml(message))\">\(text)</\(element)>\n")
    } else if !lines.isEmpty {
      sink.write("      <system-out>\(text)</system-out>\n")
    }
    sink.write("    </testcase>\n")
  }

  private func xml(_ text: String) -> String {
    String(decoding: XMLText.shown(text), as: UTF8.self)
  }
}
