import ProfileAnalysis
import Testing

@testable import LeakChecks

/// Texts do not tell their process: a leak that was restarted again and again does not rise over all.
@Suite struct PossibleRestartsTests {
  static let rows: [(series: String, outcome: Outcome, starts: [Int])] = [
    ("170+20x11 170+20x11", .undecided, [13]),
    ("170+40x9 170+40x9 170+40x9", .undecided, [11, 21]),
    // A load that came and went, pools that are emptied often, and falls that are too small.
    ("170x11 2000x11 170x11", .pass, []), ("14+12x5 14+12x5 14+12x5 14+12x5", .pass, []),
    ("170+5x11 170+5x11", .pass, []), ("170x11 60x11", .pass, []),
    ("170+20x11", .fail, []),
  ]

  @Test(arguments: rows)
  func aFallOfUnknownProcessesMayBeARestart(
    _ text: String, _ expected: Outcome, _ starts: [Int]
  ) throws {
    let values = try SeriesText(text).values
    let set = try snapshotSet(
      values.enumerated().map { index, value in
        // Two equal texts are one snapshot.
        let counts: KeyValuePairs = ["main.work": Int(value) - 1, "main.f\(index)": 1]
        return ("snap-\(100 + index).goroutine.txt", goroutines(counts))
      })
    let rules = try RuleSet(files: [], assertions: [Assertion("slope(count()) <= 0")])
    let today = try #require(CalendarDate("2026-11-24"))
    let verdict = try CheckReport(rules, on: set, today: today).verdicts[0]
    #expect(verdict.outcome == expected)
    #expect(verdict.groups[0].trend?.possibleRestarts.map(\.snapshot) == starts)
    guard let first = starts.first else { return }
    let reason = verdict.groups[0].reason ?? ""
    #expect(reason.hasPrefix("it may have restarted at snapshot \(first)"))
  }
}
