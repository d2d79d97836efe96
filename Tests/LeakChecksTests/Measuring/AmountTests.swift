import Testing

@testable import LeakChecks

@Suite struct AmountTests {
  @Test func countsAreWhatTheyAre() {
    #expect(Amount(sure: 5, possible: 7).interval == Interval(5, 7))
  }

  /// v + 1.92 R ± 1.96 √(v R + 0.96 R²).
  static let sampled: [(value: Double, low: Double, high: Double)] = [
    (0, 0, 2_013_475.6), (524_288, 92_274.7, 2_969_567.2),
    (100_000_000, 86_779_046.7, 115_234_219.2),
  ]

  @Test(arguments: sampled)
  func sampledBytesHaveAScoreInterval(_ value: Double, _ low: Double, _ high: Double) {
    let interval = Amount(sure: value, possible: value, rate: 524_288).interval
    #expect((interval.low - low).magnitude < 0.1)
    #expect((interval.high - high).magnitude < 0.1)
  }

  @Test func aGrowthAddsTheVariances() {
    let now = Amount(sure: 2e8, possible: 2e8, rate: 5e5)
    let before = Amount(sure: 1e8, possible: 1e8, rate: 5e5)
    let growth = now.growth(since: before)
    #expect(((growth.low + growth.high) / 2 - 1e8).magnitude < 1)
    let widths = [now, before].map { $0.interval.high - $0.interval.low }
    let expected = (widths[0] * widths[0] + widths[1] * widths[1]).squareRoot()
    #expect((growth.high - growth.low - expected).magnitude < 1)
  }

  @Test func theMedianOfSeveralBaselinesIsOneOfThem() {
    let amounts = [1e8, 9e8, 2e8].map { Amount(sure: $0, possible: $0, rate: 5e5) }
    #expect(Amount.median(amounts) == amounts[2])
  }

  static let quotients: [(Interval, Interval, Interval?)] = [
    (Interval(10), Interval(2), Interval(5)),
    (Interval(8, 10), Interval(2, 4), Interval(2, 5)),
    (Interval(1), Interval(0), nil),
    (Interval(1), Interval(0, 2), Interval(0.5, .infinity)),
    (Interval(1, .infinity), Interval(2), Interval(0.5, .infinity)),
    (Interval(1), Interval(2, .infinity), Interval(0, 0.5)),
  ]

  @Test(arguments: quotients)
  func aQuotientDividesTheEnds(_ first: Interval, _ second: Interval, _ quotient: Interval?) {
    #expect(first.divided(by: second) == quotient)
  }

  static let growths: [(now: Double, before: Double, percent: Interval)] = [
    (150, 100, Interval(50)), (0, 0, Interval(0)), (5, 0, Interval(.infinity)),
    (0, 5, Interval(-100)),
  ]

  @Test(arguments: growths)
  func aGrowthInPercentKnowsWhatIsNew(_ now: Double, _ before: Double, _ percent: Interval) {
    let amount = Amount(sure: now, possible: now)
    #expect(amount.growthPercent(since: Amount(sure: before, possible: before)) == percent)
  }

  static let outcomes: [(Interval, ComparisonOperator, Double, Outcome)] = [
    (Interval(5), .atMost, 5, .pass), (Interval(6), .atMost, 5, .fail),
    (Interval(4, 6), .atMost, 5, .undecided), (Interval(5), .below, 5, .fail),
    (Interval(4, 5), .below, 5, .undecided), (Interval(5), .atLeast, 5, .pass),
    (Interval(4, 5), .atLeast, 5, .undecided), (Interval(4), .atLeast, 5, .fail),
    (Interval(5), .above, 5, .fail), (Interval(5, 6), .above, 5, .undecided),
    (Interval(6), .above, 5, .pass), (Interval(5), .equal, 5, .pass),
    (Interval(5, 6), .equal, 5, .undecided), (Interval(6), .equal, 5, .fail),
    (Interval(5), .notEqual, 5, .fail), (Interval(4, 6), .notEqual, 5, .undecided),
    (Interval(6, 7), .notEqual, 5, .pass), (Interval(0, .infinity), .atMost, 5, .undecided),
    (Interval(.infinity), .atMost, 5, .fail),
  ]

  @Test(arguments: outcomes)
  func aRulePassesIfItHoldsForEveryValue(
    _ interval: Interval, _ comparison: ComparisonOperator, _ limit: Double, _ outcome: Outcome
  ) {
    #expect(interval.outcome(comparison, limit) == outcome)
  }
}
