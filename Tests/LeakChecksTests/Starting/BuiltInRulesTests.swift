import ProfileAnalysis
import TestSupport
import Testing

@testable import LeakChecks

/// What those who give no rules learn.
@Suite struct BuiltInRulesTests {
  static let series: [(counts: [Int], text: String?)] = [
    (
      [178, 300, 500, 900],
      "rose with each of 4 snapshots, from 178 to 900; 12 are needed for a trend"
    ),
    (
      [390, 391, 388, 392, 389, 470, 551, 630, 711, 790, 871],
      "rose with each of the last 6 of 11 snapshots, from 389 to 871; 12 are needed for a trend"
    ),
    (
      [390, 420, 445, 470, 500, 530],
      "rose with each of 6 snapshots, from 390 to 530; 12 are needed for a trend"
    ),
    (
      [390, 388, 450, 500, 560, 600],
      "rose with each of the last 4 of 6 snapshots, from 388 to 600; 12 are needed for a trend"
    ),
    // Not all rise; they are too few, or rise by what chance does.
    ([178, 300, 299, 900], nil), ([178, 300, 300, 900], nil), ([178, 300, 900], nil), ([178], nil),
    ([390, 391, 394, 401], nil), ([900, 388, 450, 500, 560, 600], nil), ([3, 4, 6, 7, 9, 12], nil),
    ([390, 385, 388, 393, 399, 405], nil),
  ]

  /// A level that rises all the time passes, but not without a word.
  @Test(arguments: series)
  func aRiseWithTooFewSnapshotsIsSaid(_ counts: [Int], _ text: String?) throws {
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
    #expect(crowd.notes.isEmpty)
    #expect(crowd.rises.map(\.text) == [text].compactMap { $0 })
  }

  /// It is said of the instances that rise, the largest rise first, wherever they stand among the entries.
  @Test func aRiseIsOfItsInstance() throws {
    let counts = [
      ("a", [178, 300, 500, 900]), ("b", [5000, 4990, 5010, 5001]), ("c", [1, 200, 1300, 4000]),
    ]
    let snapshotSet = try LeakChecksTests.snapshotSet(
      counts.flatMap { pod, counts in
        counts.enumerated().map { number, count in
          ("\(pod)/goroutine-\(number + 1).txt", goroutines(["main.work": count]))
        }
      })
    var rules = RuleSet(rules: [])
    rules.addBuiltInRules(for: snapshotSet)
    let today = try #require(CalendarDate("2026-11-24"))
    let report = try CheckReport(rules, on: snapshotSet, today: today)
    #expect(report.verdicts.flatMap(\.rises).map(\.instance) == ["c", "a"])
  }

  /// Healthy noise is hardly ever said to rise: counts of coins, whose variance is half their mean.
  @Test(arguments: [4, 5, 6, 8, 11])
  func noiseIsNoRise(_ count: Int) {
    var random = SeededRandom(count)
    let runs = 2000
    let said = (0..<runs).count { _ in
      let values = (0..<count).map { _ in
        Double((0..<12).reduce(0) { sum, _ in sum + random.next().nonzeroBitCount })
      }
      return ShortRise.rises(values, atLeast: 20) != nil
    }
    #expect(Double(said) <= 0.003 * Double(runs), "\(said)")
  }
}
