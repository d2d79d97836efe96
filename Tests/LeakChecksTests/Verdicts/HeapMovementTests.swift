import TestSupport
import Testing

@testable import LeakChecks
@testable import ProfileStatistics

@Suite struct HeapMovementTests {
  /// From scipy.stats.kendalltau(x, y, alternative="greater", method="asymptotic").
  static let correlations: [(one: [Double], other: [Double], probability: Double)] = [
    ([1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 3, 4, 5, 6, 7, 8], 0.0002660027525696246),
    ([1, 2, 3, 4, 5, 6, 7, 8], [8, 7, 6, 5, 4, 3, 2, 1], 0.9997339972474304),
    ([1, 2, 2, 3, 5, 5, 7, 8, 1], [2, 2, 3, 4, 4, 6, 5, 9, 1], 0.0009476945889777443),
    ([3, 1, 4, 1, 5, 9, 2, 6, 5, 3], [2, 7, 1, 8, 2, 8, 1, 8, 2, 8], 0.31626014609423414),
  ]

  @Test(arguments: correlations)
  func correlationsAreThoseOfScipy(_ one: [Double], _ other: [Double], _ probability: Double) {
    #expect((KendallCorrelation.probability(one, other) - probability).magnitude < 1e-9)
  }

  private func snapshotSet(isTied: Bool) throws -> SnapshotSet {
    var random = SeededRandom(4)
    var (count, free, files) = (100, 100, [(name: String, text: String)]())
    for hour in 10..<24 {
      for half in ["00", "30"] {
        count += Int.random(in: 2...14, using: &random)
        free += Int.random(in: 2...14, using: &random)
        let bytes = 300_000 * (isTied ? count : free)
        let time = "2026-11-26T\(hour)\(half)Z"
        files.append(("\(time).goroutine.txt", goroutines(["main.leak": count])))
        files.append(
          (
            "\(time).heap.txt",
            "heap profile: 9: \(bytes) [9: \(bytes)] @ heap/2\n9: \(bytes) [9: \(bytes)] @ 0x1\n#\t0x1\tmain.fill+0x1\t/a.go:1\n"
          ))
      }
    }
    return try LeakChecksTests.snapshotSet(files)
  }

  /// Both grow in both cases; only in one are their changes correlated.
  @Test func onlyChangesTellWhatBelongsTogether() throws {
    let tied = try verdict("count() <= 50", on: snapshotSet(isTied: true))
    #expect(tied.postmortem?.heapSlope == 300_000, "\(tied.postmortem as Any)")
    let free = try verdict("count() <= 50", on: snapshotSet(isTied: false))
    #expect(free.outcome == .fail && free.postmortem?.heapSlope == nil)
  }
}
