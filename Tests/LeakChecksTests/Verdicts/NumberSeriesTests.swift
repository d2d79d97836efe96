import Testing

@testable import LeakChecks

/// Synthetic series, with their expected verdicts.
@Suite struct NumberSeriesTests {
  static let series: [(series: String, limit: String, outcome: Outcome)] = [
    ("20000+13x143", "0", .fail), ("5000+8x23", "0", .fail), ("170+20x11 | 170+20x11", "0", .fail),
    ("170+20x7 | 170+20x7 | 170+20x7", "0", .fail), ("170x17 220+50x5", "0", .fail),
    ("170x19 670 1170 1670", "0", .fail), ("170+5x24", "0", .fail),
    ("170+5x24 | 170+5x24", "0", .fail),
    ("170+1x1007", "1", .pass), ("170+20x11 170+20x11", "0", .pass),
    ("40+30x12 400x10", "0", .pass),
    ("170x18 2000x4", "0", .pass), ("170x11", "0", .pass),
    ("14+12x5 14+12x5 14+12x5 14+12x5", "0", .pass), ("170x11 | 210x11", "0", .pass),
    ("170+20x8", "0", .undecided), ("170", "0", .undecided),
    ("1x1 | 2x1 | 3x1 | 4x1 | 5x1 | 6x1", "0", .undecided),
  ]

  private func outcome(
    _ test: (inout RuleTest) throws -> Void, _ limit: String,
    _ change: (inout Rule) -> Void = { _ in }
  ) throws -> RuleTestResult {
    var rule = Rule(id: "trend", assertion: try Assertion("slope(count()) <= \(limit)"))
    change(&rule)
    var ruleTest = RuleTest(rule: "trend", expect: .fail)
    try test(&ruleTest)
    return try #require(RuleSet(rules: [rule], tests: [ruleTest]).runTests().results.first)
  }

  @Test(arguments: series)
  func eachSeriesHasItsVerdict(_ text: String, _ limit: String, _ expected: Outcome) throws {
    let result = try outcome({ $0.series = [try SeriesText(text)] }, limit)
    #expect(
      result.verdict.outcome == expected, "\(result.verdict.groups.first?.trend?.verdict as Any)")
  }

  /// A rise over a few hours may be a daily wave, three days of it are not. A value far above the day before may be a
  /// Monday, or a new stack.
  static let seasons: [(series: String, every: Double, season: Season, outcome: Outcome)] = [
    ("170+5x24", 600, .auto, .fail), ("170+5x60", 600, .auto, .undecided),
    ("170+5x60", 600, .none, .fail), ("170+5x24", 600, .day, .undecided),
    ("170+1x460", 600, .auto, .fail), ("170x460", 600, .auto, .pass),
    ("170x145 | 170+5x300", 600, .auto, .undecided), ("170x30 | 170+40x40", 600, .auto, .undecided),
    ("170x145 | 170+2x300", 600, .auto, .undecided),
  ]

  @Test(arguments: seasons)
  func aDailyWaveMayLookLikeALeak(
    _ text: String, _ every: Double, _ season: Season, _ expected: Outcome
  ) throws {
    let result = try outcome(
      {
        $0.series = [try SeriesText(text)]
        $0.every = every * 1e9
      }, "0/h"
    ) { $0.series.season = season }
    #expect(result.verdict.outcome == expected, "\(result.verdict.groups.first?.reason ?? "")")
  }

  /// A leak introduced by a build, after different histories without a leak.
  static let builds: [(series: String, every: Double?, outcome: Outcome)] = [
    ("170x23 | 170+20x23", nil, .fail), ("170x336 | 170+20x47", nil, .fail),
    ("170x47 | 170+5x23", nil, .fail), ("170+20x23 | 170x23", nil, .pass),
    // Eleven snapshots are too few on their own.
    ("170x47 | 170+20x10", nil, .pass),
    // Less than three days: above everything before, or a wave that was seen before.
    ("170x144 | 170+20x47", 600, .undecided), ("170x100 2000x44 | 170+20x47", 600, .pass),
    // Processes that live for hours see only parts of a wave.
    ("170x200 | 170x200 | 170+20x30", 600, .undecided),
    ("170x59 | 170x59 | 170x59 | 170x59 | 170x59 | 170x59 | 170x59 | 170+20x30", 600, .pass),
  ]

  @Test(arguments: builds)
  func aBuildThatLeaksIsFound(_ text: String, _ every: Double?, _ expected: Outcome) throws {
    let result = try outcome(
      {
        $0.series = [try SeriesText(text)]
        $0.every = every.map { $0 * 1e9 }
      }, "0")
    #expect(result.verdict.outcome == expected)
    let trend = try #require(result.verdict.groups.first?.trend)
    #expect(trend.isOfNewest == (expected == .fail || expected == .undecided))
    guard expected == .fail else { return }
    #expect(trend.processes == 1 && (trend.since?.snapshot ?? 0) > 20)
  }

  @Test func aRateNeedsTimes() throws {
    let without = try outcome({ $0.series = [try SeriesText("170+5x24")] }, "5/h")
    #expect(without.verdict.outcome == .undecided)
    let with = try outcome(
      {
        $0.series = [try SeriesText("170+5x24")]
        $0.every = 600e9
      }, "5/h")
    #expect(with.verdict.groups.first?.trend?.slope.rounded() == 30)
    #expect(with.verdict.outcome == .fail)
    let day = try outcome(
      {
        $0.series = [try SeriesText("170+5x24")]
        $0.every = 600e9
      }, "800/day")
    #expect(day.verdict.outcome == .pass)
  }

  /// One of two instances leaks: they are checked separately, or together.
  @Test func instancesAreJudgedAsTheRuleSays() throws {
    func result(_ over: Together) throws -> RuleTestResult {
      try outcome({ $0.series = [try SeriesText("170x23"), try SeriesText("170+5x23")] }, "0") {
        $0.over = over
      }
    }
    let each = try result(.each).verdict
    #expect(each.groups.map(\.outcome) == [.fail, .pass] && each.groups[0].instance == "2")
    #expect(try result(.sum).verdict.groups.count == 1)
  }

  static let times: [(series: String, limit: String, quantity: String, outcome: Outcome)] = [
    ("100+10x24", "2000", "30h", .fail), ("100+10x24", "2000", "6h", .pass),
    ("100x24", "2000", "24h", .pass),
    ("100+10x24", "300", "1h", .fail), ("100+10x8", "2000", "24h", .undecided),
    // It became a hundred times as fast, or a restart's leak is: what counts is how fast it rises now.
    ("100+1x20 220+100x8", "5000", "10h", .fail), ("100+1x20 220+100x8", "5000", "6h", .pass),
    ("100+1x16 | 100+100x13", "5000", "10h", .fail),
  ]

  /// Ten more every ten minutes: 340 after four hours, and 27 hours until 2,000.
  @Test(arguments: times)
  func howLongUntilALimitIsReached(
    _ text: String, _ limit: String, _ quantity: String, _ expected: Outcome
  ) throws {
    let rule = Rule(id: "eta", assertion: try Assertion("eta(count(), \(limit)) >= \(quantity)"))
    var test = RuleTest(rule: "eta", expect: .fail)
    test.series = [try SeriesText(text)]
    test.every = 600e9
    let result = try #require(RuleSet(rules: [rule], tests: [test]).runTests().results.first)
    #expect(result.verdict.outcome == expected, "\(result.verdict.groups.first?.trend?.eta as Any)")
  }
}
