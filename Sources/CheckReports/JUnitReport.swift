import LeakChecks
import ProfileModel
import ProfileReports

/// The report as JUnit XML: a test case a rule; what is undecided is an error, a warning passes.
struct JUnitReport {
  private let output: CheckOutput

  init(_ output: CheckOutput) { self.output = output }

  func write(to sink: inout ByteSink) {
    let report = output.report
    let verdicts = report.verdicts.filter { !$0.isWarning }
    let failures = verdicts.count { $0.outcome == .fail } + report.expired.count
    let errors = verdicts.count { $0.outcome == .undecided } + report.incomplete.count
    let tests = report.verdicts.count + report.expired.count + report.incomplete.count
    let counts = "tests=\"\(tests)\" failures=\"\(failures)\" errors=\"\(errors)\""
    sink.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n")
    sink.write("  <testsuite name=\"pproftool check\" \(counts) skipped=\"0\" time=\"0\">\n")
    for verdict in report.verdicts { write(verdict, to: &sink) }
    for suppression in report.expired {
      let message = "it expired\(suppression.expires.map { " on \($0)" } ?? "")"
      writeCase("suppression \(suppression.id)", "failure", message, [], to: &sink)
    }
    for file in report.incomplete { writeCase(file.name, "error", file.reason, [], to: &sink) }
    sink.write("  </testsuite>\n</testsuites>\n")
  }

  private func write(_ verdict: Verdict, to sink: inout ByteSink) {
    let words = VerdictWords(verdict)
    let lines = [words.line] + VerdictStackLines(verdict).lines
    let element: String? =
      switch verdict.outcome {
      case .pass: nil
      case .fail: "failure"
      case .undecided: "error"
      }
    let isBad = element != nil && !verdict.isWarning
    writeCase(verdict.rule.id, isBad ? element : nil, words.finding, lines, to: &sink)
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
    String(decoding: XMLText.escaped(SafeText.shown(text.utf8)), as: UTF8.self)
  }
}
