import LeakChecks
import ProfileModel
import ProfileReports

/// The report for people: a line a rule, and below what has not passed the stacks behind it.
struct CheckText {
  private let output: CheckOutput

  init(_ output: CheckOutput) { self.output = output }

  func write(to sink: inout ByteSink) {
    for verdict in output.report.verdicts {
      let words = VerdictWords(verdict)
      sink.write(words.status, as: Self.style(of: verdict))
      sink.write(" \(SafeText.line(words.statement))\n")
      guard verdict.outcome != .pass else { continue }
      let explanation = output.explains ? VerdictExplanation(verdict).lines : []
      for line in VerdictStackLines(verdict).lines + explanation {
        sink.write("  \(SafeText.line(line))\n")
      }
    }
    for remark in output.remarks { sink.write(SafeText.line(remark) + "\n") }
    sink.write(output.summary, as: .heading)
    sink.write("\n")
  }

  private static func style(of verdict: Verdict) -> TextStyle {
    if verdict.isWarning { return .open }
    switch verdict.outcome {
    case .pass: return .good
    case .fail: return .strong
    case .undecided: return .open
    }
  }
}
