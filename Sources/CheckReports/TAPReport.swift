import LeakChecks
import ProfileModel
import ProfileReports

/// The report for the Test Anything Protocol, version 13: a test point an entry.
struct TAPReport {
  private let output: CheckOutput

  init(_ output: CheckOutput) { self.output = output }

  func write(to sink: inout ByteSink) {
    let points =
      output.report.verdicts.flatMap(JUnitReport.entries).map(point)
      + output.report.expired.map(point)
    sink.write("TAP version 13\n1..\(points.count)\n# exit_status \(output.exitStatus)\n")
    for file in output.skipped {
      sink.write("# skipped \(SafeText.line("\(file.name): \(file.reason)"))\n")
    }
    for remark in output.remarks where output.level(ofRemark: remark) != "error" {
      sink.write("# \(SafeText.line(remark))\n")
    }
    for (index, point) in points.enumerated() {
      sink.write("\(point.isOK ? "ok" : "not ok") \(index + 1) - \(point.text)\n")
      for line in point.lines { sink.write("  \(line)\n") }
    }
    let broken =
      output.report.missing.map { "\($0.name): \($0.reason)" }
      + output.report.incomplete.map { "\($0.name): \($0.reason)" }
    for remark in broken {
      sink.write("Bail out! \(SafeText.line(remark))\n")
    }
  }

  private struct Point {
    let isOK: Bool
    let text: String
    var lines: [String] = []
  }

  /// A rule that only warns is a test that is expected to fail: a TODO.
  private func point(_ verdictText: VerdictText) -> Point {
    let rule = verdictText.verdict.rule
    let directive = verdictText.isWarning ? " # TODO only a warning" : ""
    let text = Self.description(verdictText.title) + directive
    guard verdictText.outcome != .pass else { return Point(isOK: true, text: text) }
    var lines = ["---", "message: \(SafeText.inQuotes(verdictText.fullSentence))"]
    lines.append("outcome: \(verdictText.outcome.rawValue)")
    if let owner = rule.owner { lines.append("owner: \(SafeText.inQuotes(owner))") }
    if let runbook = rule.runbook { lines.append("runbook: \(SafeText.inQuotes(runbook))") }
    if !verdictText.stackLines.isEmpty { lines.append("stacks:") }
    for line in verdictText.stackLines { lines.append("  - \(SafeText.inQuotes(line))") }
    return Point(isOK: false, text: text, lines: lines + ["..."])
  }

  private func point(_ suppression: Suppression) -> Point {
    Point(isOK: false, text: Self.description("suppression \(suppression.id) has expired"))
  }

  /// A description, in which `#` would begin a directive.
  private static func description(_ text: String) -> String {
    SafeText.line(text).putting("\\", before: ["#", "\\"])
  }
}
