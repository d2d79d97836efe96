import LeakChecks
import Testing

@testable import CheckReports

/// The texts of `--explain`.
@Suite struct ExplanationTests {
  static let series: [(series: String, isOfNewest: Bool)] = [
    ("170x23 | 170+20x23", true), ("170+20x23", false), ("170x23 | 170x23", false),
  ]

  /// A verdict based on only the newest process says so.
  @Test(arguments: series)
  func theNewestProcessAloneIsSaid(_ series: String, _ isOfNewest: Bool) throws {
    let text = """
      version: 2
      rules: [{id: a, assert: slope(count()) <= 1}]
      tests: [{rule: a, series: "\(series)", expect: fail}]
      """
    let set = try RuleSet(files: [("rules.yaml", RuleFile(Array(text.utf8)))])
    let verdict = try #require(try set.runTests().results.first).verdict
    let lines = VerdictExplanation(verdict).lines
    #expect(
      lines.contains { $0.hasPrefix("this is the verdict on the newest process only") }
        == isOfNewest, "\(lines)")
  }
}
