package import LeakChecks
package import ProfileModel
import ProfileReports

/// The result of the tests of rules, a line each.
package struct RuleTestReport {
  private let run: RuleTestRun
  private var results: [RuleTestResult] { run.results }

  package init(_ run: RuleTestRun) { self.run = run }

  package func write(to sink: inout ByteSink) {
    for result in results { sink.write(SafeText.line(line(result)) + "\n") }
    for line in run.untested { sink.write("UNTESTED \(SafeText.line(line))\n") }
    let failed = results.count { !$0.isGood }
    let tests = results.count.counted("test")
    sink.write("\(tests): \(results.count - failed) passed, \(failed) failed\n")
  }

  private func line(_ result: RuleTestResult) -> String {
    let finding = VerdictText(result.verdict).sentence
    let start = "\(result.test.rule) on \"\(result.test.text)\": \(finding)"
    return result.difference.map { "FAIL \(start) · \($0)" } ?? "PASS \(start)"
  }
}
