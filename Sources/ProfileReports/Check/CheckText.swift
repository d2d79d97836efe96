import LeakChecks
import ProfileModel

/// The report for people: a line a rule, and below what has not passed the stacks behind it.
struct CheckText {
  private let output: CheckOutput

  init(_ output: CheckOutput) { self.output = output }

  func write(to sink: inout ByteSink) {
    for verdict in output.report.verdicts {
      sink.write(SafeText.line(VerdictWords(verdict).line) + "\n")
      guard verdict.outcome != .pass else { continue }
      for line in VerdictStackLines(verdict).lines { sink.write("  \(SafeText.line(line))\n") }
    }
    for remark in output.remarks { sink.write(SafeText.line(remark) + "\n") }
    for explanation in output.report.explanations { sink.write(SafeText.line(explanation) + "\n") }
    sink.write(output.summary + "\n")
  }
}
