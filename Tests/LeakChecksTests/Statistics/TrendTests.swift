import TestSupport
import Testing

@testable import LeakChecks
@testable import ProfileStatistics

@Suite struct TrendTests {
  static let quantiles: [(confidence: Double, z: Double)] = [
    (0.5, 0), (0.9, 1.282), (0.95, 1.645), (0.975, 1.960), (0.99, 2.326), (0.999, 3.090),
  ]

  @Test(arguments: quantiles)
  func quantilesAreThoseOfTables(_ confidence: Double, _ z: Double) {
    #expect(NormalDistribution.quantile(confidence) == z)
  }

  /// From tables of Student's distribution.
  static let students: [(degrees: Int, t: Double, tail: Double)] = [
    (1, 6.314, 0.05), (1, 31.821, 0.01), (2, 2.920, 0.05), (2, 6.965, 0.01), (3, 2.353, 0.05),
    (5, 3.365, 0.01), (10, 1.812, 0.05), (12, 2.681, 0.01), (30, 1.697, 0.05),
  ]

  @Test(arguments: students)
  func tailsOfStudentsDistributionAreThoseOfTables(_ degrees: Int, _ t: Double, _ tail: Double) {
    #expect((StudentDistribution.upperTail(t, degrees: degrees) - tail).magnitude < 1e-4)
    #expect((StudentDistribution.upperTail(-t, degrees: degrees) + tail - 1).magnitude < 1e-4)
    #expect((StudentDistribution.quantile(1 - tail, degrees: degrees) - t).magnitude < 1e-2)
  }

  @Test func aPerfectLineHasNoCorrection() {
    let line = (0..<20).map { 0.1 * Double($0) + 1.0 / 3 }
    #expect(HamedRao.factor(line, slope: 0.1) == 1)
    let trend = Trend(line, Trend.Criteria())
    #expect(trend.slope > 0.0999 && trend.slope < 0.1001)
    #expect(trend.verdict == TrendVerdict(.pass, .tooSmall))
  }

  @Test func aFlatSeriesHasNoSlope() {
    let trend = Trend([Double](repeating: 7, count: 12), Trend.Criteria())
    #expect(trend.slope == 0 && trend.bound == 0 && trend.probability == 1)
    #expect(trend.verdict == TrendVerdict(.pass, .noGrowth))
  }

  @Test func tooFewValuesSayNothing() {
    #expect(
      Trend([1, 100, 200, 300], Trend.Criteria()).verdict == TrendVerdict(.undecided, .tooFew))
    let processes = (0..<6).map { _ in
      [TrendPoint(time: 0, value: 1), TrendPoint(time: 1, value: 90)]
    }
    #expect(Trend(processes, Trend.Criteria()).verdict == TrendVerdict(.undecided, .tooFew))
  }

  /// 300 more in each of ten snapshots: p is 4.2e-5. A slope equal to the limit does not exceed it.
  @Test func aSteadyLeakBreaksALimit() {
    for (limit, isBelow, outcome) in [
      (1.0, false, TrendVerdict.Outcome.fail), (300, false, .pass), (300, true, .fail),
    ] {
      var criteria = Trend.Criteria()
      (criteria.limit, criteria.isBelow) = (limit, isBelow)
      let trend = Trend((0..<12).map { 800 + 300 * Double($0) }, criteria)
      #expect(trend.slope == 300 && trend.bound == 300 && trend.count == 10)
      #expect((4.1e-5...4.2e-5).contains(trend.probability))
      #expect(trend.verdict.outcome == outcome)
    }
  }

  @Test func aRiseMustBeWorthAVerdict() {
    var criteria = Trend.Criteria()
    criteria.leastPercent = 10
    let values = (0..<25).map { 1000 + 2 * Double($0) }
    let trend = Trend(values, criteria)
    #expect((101.9...102.0).contains(trend.leastRise))
    #expect(trend.verdict == TrendVerdict(.pass, .tooSmall))
    criteria.leastPercent = 1
    #expect(Trend(values, criteria).verdict == TrendVerdict(.fail, .growth))
  }

  @Test func higherConfidenceLowersTheBound() {
    let values: [Double] = [1, 5, 3, 9, 4, 12, 8, 15, 11, 19, 14, 22]
    let usual = Trend(values, Trend.Criteria())
    var criteria = Trend.Criteria()
    criteria.confidence = 0.999
    let surer = Trend(values, criteria)
    #expect(surer.bound < usual.bound)
    #expect(surer.slope == usual.slope)
  }

  static let holm: [(probabilities: [Double], adjusted: [Double])] = [
    ([], []), ([0.005], [0.005]), ([0.006, 0.004], [0.008, 0.008]), ([0.5, 0.75], [1, 1]),
    ([0.25, 0.001, 0.0625, 0.5], [0.5, 0.004, 0.1875, 0.5]),
  ]

  @Test(arguments: holm)
  func manyTestsShareTheRisk(_ probabilities: [Double], _ adjusted: [Double]) {
    #expect(Holm.adjusted(probabilities) == adjusted)
  }

  /// The counting algorithm gives the same as comparing all pairs, with ties and with slopes that are not exact in
  /// binary.
  @Test(arguments: [1, 3, 7])
  func slopesOfALongSeriesAreFoundByCounting(_ step: Int) {
    var random = SeededRandom(step)
    let points = (0..<300).map { number in
      TrendPoint(
        time: Double(number * step),
        value: Double(Int.random(in: 0..<9, using: &random) + number / 50))
    }
    var slopes: [Double] = []
    for (index, point) in points.enumerated() {
      for later in points[(index + 1)...] {
        slopes.append((later.value - point.value) / (later.time - point.time))
      }
    }
    slopes.sort()
    var counted = TheilSen([points])
    let middle = slopes.count / 2
    #expect((counted.median() - (slopes[middle] + slopes[middle - 1]) / 2).magnitude < 1e-12)
    let rank = (Double(slopes.count) - 1.645 * 1000) / 2
    #expect((counted.lowerBound(variance: 1e6, z: 1.645) - slopes[Int(rank) - 1]).magnitude < 1e-12)
  }

  @Test func fallingPairsAreCounted() {
    var random = SeededRandom(3)
    var counter = PairCounter()
    for _ in 0..<100 {
      let count = Int.random(in: 0...40, using: &random)
      let values = (0..<count).map { _ in Double(Int.random(in: 0..<12, using: &random)) }
      var (falling, notRising) = (0, 0)
      for index in values.indices {
        for later in values[(index + 1)...] {
          if later < values[index] { falling += 1 }
          if later <= values[index] { notRising += 1 }
        }
      }
      #expect(counter.falling(values, strictly: true) == falling)
      #expect(counter.falling(values, strictly: false) == notRising)
    }
  }

  @Test func equalValuesShareARank() {
    #expect(HamedRao.midRanks([3, 1, 3, 2]) == [3.5, 1, 3.5, 2])
  }

  /// A hundred thousand snapshots: a list of all pairs would not fit into memory.
  @Test func aLongSeriesIsMeasured() {
    var random = SeededRandom(9)
    let values = (0..<100_000).map { Double($0 / 100 + Int.random(in: 0..<50, using: &random)) }
    let trend = Trend(values, Trend.Criteria())
    #expect((0.0099...0.0101).contains(trend.slope))
    #expect(trend.verdict.outcome == .fail)
  }
}
