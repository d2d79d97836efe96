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

  @Test func aPerfectLineHasNoCorrection() {
    let line = (0..<10).map { 0.1 * Double($0) + 1.0 / 3 }
    #expect(HamedRao.factor(line, slope: 0.1) == 1)
    let trend = Trend(line, Trend.Criteria())
    #expect(trend.slope > 0.0999 && trend.slope < 0.1001)
    #expect(!trend.isLargeEnough)
  }

  @Test func aFlatSeriesHasNoSlope() {
    let trend = Trend([Double](repeating: 7, count: 12), Trend.Criteria())
    #expect(trend.slope == 0 && trend.lowerBound == 0 && trend.probability == 1)
  }

  @Test func theFewestValuesMakeATrend() {
    let trend = Trend([1, 100, 200, 300], Trend.Criteria())
    #expect((99.83...99.84).contains(trend.slope))
    #expect(Trend.breaking(0, by: .atMost, [trend]) == [false])
  }

  /// 300 more in each of ten snapshots: p is 4.2e-5.
  @Test func aSteadyLeakBreaksALimit() {
    let trend = Trend((0..<10).map { 800 + 300 * Double($0) }, Trend.Criteria())
    #expect(trend.slope == 300 && trend.lowerBound == 300 && trend.count == 10)
    #expect((4.1e-5...4.2e-5).contains(trend.probability))
    #expect(Trend.breaking(1, by: .atMost, [trend]) == [true])
    #expect(Trend.breaking(300, by: .atMost, [trend]) == [false])
    #expect(Trend.breaking(300, by: .below, [trend]) == [true])
  }

  @Test func aRiseMustBeWorthAVerdict() {
    let values = (0..<20).map { 1000 + 2 * Double($0) }
    let percent = Trend(values, Trend.Criteria())
    #expect(percent.leastRise == 100.9)
    #expect(Trend.breaking(0, by: .atMost, [percent]) == [false])
    let small = Trend(values, Trend.Criteria(leastRise: 30, leastPercent: 1))
    #expect(small.leastRise == 30)
    #expect(Trend.breaking(0, by: .atMost, [small]) == [true])
  }

  @Test func higherConfidenceLowersTheBound() {
    let values: [Double] = [1, 5, 3, 9, 4, 12, 8, 15, 11, 19, 14, 22]
    let usual = Trend(values, Trend.Criteria())
    let surer = Trend(values, Trend.Criteria(confidence: 0.999))
    #expect(surer.lowerBound < usual.lowerBound)
    #expect(surer.slope == usual.slope)
  }

  static let holm: [(probabilities: [Double], isSignificant: [Bool])] = [
    ([], []),
    ([0.005], [true]),
    ([0.01], [false]),
    ([0.006, 0.004], [true, true]),
    ([0.006, 0.006], [false, false]),
    ([0.2, 0.001, 0.004, 0.5], [false, true, false, false]),
  ]

  @Test(arguments: holm)
  func manyTestsShareTheRisk(_ probabilities: [Double], _ isSignificant: [Bool]) {
    #expect(Holm.isSignificant(probabilities, significance: 0.01) == isSignificant)
  }

  /// Only trends that are large enough count for Holm.
  @Test func smallTrendsDoNotShareTheRisk() {
    let leak = Trend((0..<7).map { 100 * Double($0) }, Trend.Criteria())
    let small = Trend((0..<7).map { Double($0) }, Trend.Criteria())
    #expect((0.001...0.002).contains(leak.probability))
    #expect(Trend.breaking(0, by: .atMost, [leak, small, small, small, small]).first == true)
    let many = [Trend](repeating: leak, count: 10)
    #expect(Trend.breaking(0, by: .atMost, many) == [Bool](repeating: false, count: 10))
  }

  @Test func selectionFindsWhatSortingFinds() {
    var random = SeededRandom(3)
    for _ in 0..<200 {
      let count = Int.random(in: 1...60, using: &random)
      let values = (0..<count).map { _ in Double(Int.random(in: 0..<20, using: &random)) }
      let sorted = values.sorted()
      var rest = values
      for place in [0, count / 2, count - 1, count / 3] {
        #expect(Selection.value(atPlace: place, of: &rest, within: 0..<count) == sorted[place])
      }
    }
  }

  @Test func equalValuesShareARank() {
    #expect(HamedRao.midRanks([3, 1, 3, 2]) == [3.5, 1, 3.5, 2])
  }
}
