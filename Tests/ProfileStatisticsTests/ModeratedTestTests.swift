import Foundation
import ProfileSystem
import TestSupport
import Testing

@testable import ProfileStatistics

@Suite struct ModeratedTestTests {
  /// Expected values from another implementation, with scipy.
  private struct Vectors: Decodable {
    let before, after: [[Double]]
    let factors, mean, s2, posterior, effect, low, high, p, q: [Double]
    let referenceRows: Int
    let phi, d0, s0: Double
  }

  private static func expectNear(
    _ found: [Double], _ expected: [Double], _ what: String,
    location: SourceLocation = #_sourceLocation
  ) {
    #expect(found.count == expected.count, sourceLocation: location)
    for (row, pair) in zip(found, expected).enumerated() {
      #expect(
        (pair.0 - pair.1).magnitude <= 1e-6 * max(1, pair.1.magnitude), "\(what) \(row)",
        sourceLocation: location)
    }
  }

  /// The fixture, and the original file where it exists.
  static let files = ["statistics/runs.json", "../../shared/conformance/runs/vectors.json"].filter {
    FileManager.default.fileExists(atPath: FixtureFiles.path($0))
  }

  @Test(arguments: files)
  func theNumbersAreThoseOfAnotherImplementation(_ file: String) throws {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let vectors = try decoder.decode(
      Vectors.self, from: Data(try FixtureFiles.bytes(file)))
    let design = RunDesign(before: vectors.before.count, after: vectors.after.count)
    let runs = vectors.before + vectors.after
    let counts = runs[0].indices.flatMap { row in runs.map { $0[row] } }
    let means = runs[0].indices.map { row in
      runs.reduce(0) { $0 + $1[row] } / Double(runs.count)
    }
    let scale = try #require(TypicalScale(counts: counts, means: means, design))
    let factors = scale.logFactors.map(Mathematics.exponential)
    Self.expectNear(factors, vectors.factors, "factor")
    #expect(scale.referenceRows == vectors.referenceRows)
    let scaled = counts.indices.map { counts[$0] / factors[$0 % factors.count] }
    let scaledMeans = means.indices.map { row in
      scaled[row * runs.count..<(row + 1) * runs.count].reduce(0, +) / Double(runs.count)
    }
    Self.expectNear(scaledMeans, vectors.mean, "mean")
    let test = ModeratedTest(
      logs: scaled.map { Mathematics.logarithm($0 + 0.5) }, means: scaledMeans, design,
      minimumChange: 0.01)
    Self.expectNear(test.rows.map(\.variance), vectors.s2, "variance")
    Self.expectNear(
      [test.variance.extra, test.variance.priorDegrees, test.variance.priorScale],
      [vectors.phi, vectors.d0, vectors.s0], "prior")
    Self.expectNear(test.rows.map(\.moderated), vectors.posterior, "moderated")
    Self.expectNear(test.rows.map(\.effect), vectors.effect, "effect")
    Self.expectNear(test.rows.map(\.low), vectors.low, "low")
    Self.expectNear(test.rows.map(\.high), vectors.high, "high")
    let probabilities = test.rows.map(\.probability)
    Self.expectNear(probabilities, vectors.p, "p")
    Self.expectNear(BenjaminiHochberg.adjusted(probabilities), vectors.q, "q")
    for (found, expected) in zip(probabilities, vectors.p) {
      #expect((found / expected - 1).magnitude < 1e-6)
    }
  }

  /// Rows as logarithms with the mean of their counts.
  private static func test(
    _ rows: [[Double]], _ design: RunDesign, minimumChange: Double = 0.01
  ) -> ModeratedTest {
    ModeratedTest(
      logs: rows.flatMap { $0.map { Mathematics.logarithm($0 + 0.5) } },
      means: rows.map { $0.reduce(0, +) / Double($0.count) }, design, minimumChange: minimumChange)
  }

  @Test func rowsThatAreEqualInAllRunsAreNoChange() {
    let rows = [[5, 5, 5, 5, 5, 5], [170, 170, 170, 170, 170, 170], [1, 1, 1, 1, 1, 1]]
    let test = Self.test(rows.map { $0.map(Double.init) }, RunDesign(before: 3, after: 3))
    #expect(test.rows.allSatisfy { $0.probability == 1 && $0.effect.magnitude < 1e-12 })
  }

  /// A row without variance uses the expected one.
  @Test func aStepWithoutVarianceIsCalledAmongFloatingRows() {
    let floating: [[Double]] = [
      [30, 34, 29, 31, 36, 33], [60, 52, 58, 64, 57, 61], [90, 97, 88, 93, 99, 91],
      [45, 41, 49, 46, 40, 44], [120, 111, 117, 123, 115, 126], [75, 70, 79, 77, 72, 80],
    ]
    let rows = floating + [[150, 150, 150, 230, 230, 230]]
    let test = Self.test(rows, RunDesign(before: 3, after: 3))
    let adjusted = BenjaminiHochberg.adjusted(test.rows.map(\.probability))
    #expect(adjusted[6] <= 0.05 && adjusted.dropLast().allSatisfy { $0 > 0.05 })
    #expect(test.rows[6].moderated > RunVariance.smallest)
  }

  /// Pairing detects changes that drift hides in unpaired runs.
  @Test func pairsTakeOutWhatBothShare() {
    let rows: [[Double]] = (0..<8).map { row in
      let base = [100.0, 140, 190, 260].map { $0 * Double(row + 1) }
      return base + base.map { $0 * (row == 0 ? 1.5 : 1 + 0.004 * Double(row % 3 - 1)) }
    }
    let unpaired = Self.test(rows, RunDesign(before: 4, after: 4))
    let paired = Self.test(rows, RunDesign(before: 4, after: 4, isPaired: true))
    #expect(unpaired.rows[0].probability > 0.05)
    #expect(paired.rows[0].probability < 0.001)
    #expect(paired.rows.dropFirst().allSatisfy { $0.probability > 0.05 })
  }

  @Test func swappedSidesHaveTheReciprocal() {
    var random = SeededRandom(7)
    let rows = (0..<20).map { _ in
      (0..<7).map { _ in Double(Int.random(in: 40...400, using: &random)) }
    }
    let there = Self.test(rows, RunDesign(before: 3, after: 4))
    let back = Self.test(
      rows.map { Array($0.dropFirst(3) + $0.prefix(3)) }, RunDesign(before: 4, after: 3))
    for (one, other) in zip(there.rows, back.rows) {
      #expect((one.effect + other.effect).magnitude < 1e-12)
      #expect((one.low + other.high).magnitude < 1e-9)
      #expect((one.probability - other.probability).magnitude < 1e-12)
    }
  }

  /// Only the test against a minimum change ignores smaller differences.
  @Test func whatDiffersByLessThanMattersIsNotCalled() {
    let rows = (1...12).map { row in
      [1000.0, 1001, 999, 1010, 1011, 1009].map { $0 * Double(row) }
    }
    let design = RunDesign(before: 3, after: 3)
    #expect(Self.test(rows, design, minimumChange: 0).rows.allSatisfy { $0.probability < 0.2 })
    #expect(Self.test(rows, design, minimumChange: 0.05).rows.allSatisfy { $0.probability > 0.9 })
  }

  /// One row with a fifth of the total doubles: by shares of the total, all others would shrink.
  @Test func theTypicalRowStays() throws {
    let shares = [200.0] + (0..<40).map { 10 + Double($0) }
    let counts = shares.enumerated().flatMap { row, share in
      [1.0, 1.02, 0.98, 1.01, 1, 0.99].enumerated().map { run, noise in
        (share * 10 * noise * (row == 0 && run > 2 ? 2 : 1)).rounded()
      }
    }
    let means = shares.indices.map { row in counts[row * 6..<(row + 1) * 6].reduce(0, +) / 6 }
    let scale = try #require(
      TypicalScale(counts: counts, means: means, RunDesign(before: 3, after: 3)))
    #expect(scale.logFactors.allSatisfy { $0.magnitude < 0.03 })
    #expect(scale.referenceRows >= 39)
  }

  /// If all changed, the least clearly changed rows stay as the reference, at least three of ten.
  @Test func enoughRowsStayAReference() throws {
    var counts: [Double] = []
    for row in 0..<20 {
      let before = (0..<4).map { Double((row + 5) * 100 + $0) }
      counts += before + before.map { $0 * (1 + Double(row) * 0.2) }
    }
    let means = (0..<20).map { (row: Int) -> Double in
      counts[row * 8..<row * 8 + 8].reduce(0, +) / 8
    }
    let scale = try #require(
      TypicalScale(counts: counts, means: means, RunDesign(before: 4, after: 4)))
    #expect(scale.referenceRows >= 6 && scale.referenceRows < 20)
  }

  @Test func fewRowsHaveNoTypicalOne() {
    let counts = [Double](repeating: 100, count: 4 * 4)
    let design = RunDesign(before: 2, after: 2)
    #expect(TypicalScale(counts: counts, means: [100, 100, 100, 100], design) == nil)
    #expect(TypicalScale(counts: counts, means: [100, 100, 7, 100], design) == nil)
  }

  @Test func whatCouldHaveBeenSeenShrinksWithRunsAndCounts() throws {
    var random = SeededRandom(3)
    let rows = (0..<30).map { _ in
      (0..<10).map { _ in Double(Int.random(in: 180...220, using: &random)) }
    }
    let design = RunDesign(before: 5, after: 5)
    let detectable = DetectableChange(
      Self.test(rows, design), design, minimumChange: 0.01, rate: 0.05, called: 0)
    let changes = [20.0, 200, 2000].map(detectable.smallest)
    #expect(changes == changes.sorted(by: >) && changes[2] > 0.01)
    let runs = try #require(detectable.runsNeeded(for: changes[1] + 1e-9, mean: 200))
    #expect(runs == 5)
    #expect(detectable.runsNeeded(for: 0.011, mean: 20) == nil)
  }
}
