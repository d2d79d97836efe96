import TestSupport
import Testing

@testable import LeakChecks
@testable import ProfileStatistics

/// Checks each statistic against pymannkendall and scipy; see Fixtures/generators/statistics.py.
@Suite struct TrendVectorTests {
  /// A series, with the results of the other implementations.
  struct Vector: CustomTestStringConvertible, Sendable {
    let values: [Double]
    let score, variance, probability, correctedVariance, correctedProbability: Double
    let slope, lowSlope: Double

    init(_ columns: [String]) {
      values = columns[0].split(separator: ",").compactMap { Double($0) }
      let numbers = columns.dropFirst().compactMap { Double($0) }
      (score, variance, probability) = (numbers[0], numbers[1], numbers[2])
      (correctedVariance, correctedProbability) = (numbers[3], numbers[4])
      (slope, lowSlope) = (numbers[5], numbers[6])
    }

    var testDescription: String { "\(values)" }
  }

  static let vectors = ((try? FixtureFiles.table("statistics/trend.tsv")) ?? []).map(Vector.init)

  @Test func thereAreVectors() { #expect(Self.vectors.count > 20) }

  @Test(arguments: vectors)
  func mannKendallIsThatOfPymannkendall(_ vector: Vector) {
    let test = MannKendall(vector.values)
    #expect(Double(test.score) == vector.score)
    #expect(isClose(test.variance, vector.variance))
    let oneSided = vector.score > 0 ? vector.probability / 2 : 1 - vector.probability / 2
    #expect(isClose(test.probability(variance: test.variance), oneSided))
  }

  @Test(arguments: vectors)
  func theCorrectionIsThatOfPymannkendall(_ vector: Vector) {
    var slopes = TheilSen(vector.values)
    let factor = HamedRao.factor(vector.values, slope: slopes.median())
    #expect(isClose(factor, max(1, vector.correctedVariance / vector.variance)))
  }

  @Test(arguments: vectors)
  func theSlopeAndItsBoundAreThoseOfScipy(_ vector: Vector) {
    var slopes = TheilSen(vector.values)
    #expect(isClose(slopes.median(), vector.slope))
    #expect(isClose(slopes.lowerBound(variance: vector.variance, z: 1.645), vector.lowSlope))
  }

  private func isClose(_ value: Double, _ other: Double) -> Bool {
    (value - other).magnitude <= 1e-9 * max(1, value.magnitude, other.magnitude)
  }
}
