import LeakChecks
import ProfileModel
import ProfileReports

/// The report for the Test Anything Protocol, version 14: a test point a rule.
struct TAPReport {
  private let output: CheckOutput

  init(_ output: CheckOutput) { self.output = output }

  func write(to sink: inout ByteSink) {
    let points = output.report.verdicts.map(point) + output.report.expired.map(point)
    sink.write("TAP version 14\n1..\(points.count)\n")
    for (index, point) in points.enumerated() {
      sink.write("\(point.isOK ? "ok" : "not ok") \(index + 1) - \(point.text)\n")
      for line in point.lines { sink.write("  \(line)\n") }
    }
    for remark in output.report.incomplete.map({ "\($0.name): \($0.reason)" }) {
      sink.write("Bail out! \(SafeText.line(remark))\n")
    }
  }

  private struct Point {
    let isOK: Bool
    let text: String
    var lines: [String] = []
  }

  /// A rule that only warns is a test that is expected to fail: a TODO.
  private func point(_ verdict: Verdict) -> Point {
    let words = VerdictWords(verdict)
    let directive = verdict.isWarning ? " # TODO only a warning" : ""
    let text = Self.description(verdict.rule.id) + directive
    guard verdict.outcome != .pass else { return Point(isOK: true, text: text) }
    var lines = ["---", "message: \(Self.quoted(words.fullSentence))"]
    lines.append("outcome: \(verdict.outcome.rawValue)")
    if let owner = verdict.rule.owner { lines.append("owner: \(Self.quoted(owner))") }
    if let runbook = verdict.rule.runbook { lines.append("runbook: \(Self.quoted(runbook))") }
    let stacks = VerdictStackLines(verdict).lines
    if !stacks.isEmpty { lines.append("stacks:") }
    for line in stacks { lines.append("  - \(Self.quoted(line))") }
    return Point(isOK: false, text: text, lines: lines + ["..."])
  }

  private func point(_ suppression: Suppression) -> Point {
    Point(isOK: false, text: Self.description("suppression \(suppression.id) has expired"))
  }

  /// A description, in which `#` would begin a directive.
  private static func description(_ text: String) -> String {
    SafeText.line(text).putting("\\", before: ["#", "\\"])
  }

  /// A text of YAML in double quotes.
  private static func quoted(_ text: String) -> String {
    "\"\(SafeText.line(text).putting("\\", before: ["\"", "\\"]))\""
  }
}
