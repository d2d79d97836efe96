package import LeakChecks
package import ProfileModel
import ProfileReports

/// What came of the tests of rules, a line each.
package struct RuleTestReport {
  private let results: [RuleTestResult]

  package init(_ results: [RuleTestResult]) { self.results = results }

  package func write(to sink: inout ByteSink) {
    for result in results { sink.write(SafeText.line(line(result)) + "\n") }
    let failed = results.count { !$0.isGood }
    let tests = results.count == 1 ? "1 test" : "\(results.count) tests"
    sink.write("\(tests): \(results.count - failed) passed, \(failed) failed\n")
  }

  private func line(_ result: RuleTestResult) -> String {
    let finding = VerdictWords(result.verdict).sentence
    let start = "\(result.test.rule) on \"\(result.test.text)\": \(finding)"
    guard !result.isGood else { return "PASS \(start)" }
    let (expected, found) = (result.test.expect.rawValue, result.verdict.outcome.rawValue)
    return "FAIL \(start) · expected \(expected), found \(found)"
  }
}
