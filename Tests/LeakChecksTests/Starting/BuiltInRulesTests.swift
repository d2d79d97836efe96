import ProfileAnalysis
import Testing

@testable import LeakChecks

/// What those who give no rules learn.
@Suite struct BuiltInRulesTests {
  static let series: [(counts: [Int], note: String?)] = [
    (
      [178, 300, 500, 900],
      "rose with each of 4 snapshots, from 178 to 900; 12 are needed for a trend"
    ),
    ([178, 300, 299, 900], nil), ([178, 300, 300, 900], nil), ([178, 300, 900], nil), ([178], nil),
  ]

  /// A level that rises all the time passes, but not without a word.
  @Test(arguments: series)
  func aRiseWithTooFewSnapshotsIsSaid(_ counts: [Int], _ note: String?) throws {
    let snapshotSet = try LeakChecksTests.snapshotSet(
      counts.enumerated().map { number, count in
        ("goroutine-\(number + 1).txt", goroutines(["main.work": count]))
      })
    var rules = RuleSet(rules: [])
    rules.addBuiltInRules(for: snapshotSet)
    let today = try #require(CalendarDate("2026-11-24"))
    let report = try CheckReport(rules, on: snapshotSet, today: today)
    let crowd = try #require(report.verdicts.first { $0.rule.id == "crowd" })
    #expect(crowd.outcome == .pass)
    #expect(crowd.notes == [note].compactMap { $0 })
  }
}
