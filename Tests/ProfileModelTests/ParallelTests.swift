import ProfileModel
import Testing

@Suite struct ParallelTests {
  @Test(arguments: [0, 1, 2, 7, 1000])
  func partsCoverTheRangeInOrder(_ count: Int) {
    let parts = Parallel.map(count, smallest: 1) { Array($0) }
    #expect(parts.flatMap { $0 } == Array(0..<count))
  }

  @Test func aShortLoopIsOnePart() {
    #expect(Parallel.map(100) { $0 } == [0..<100])
  }

  /// Nested parallel loops do not deadlock, however few threads there are.
  @Test func loopsMayHoldLoops() {
    let sums = Parallel.each(20) { outer in
      Parallel.each(20) { inner in
        Parallel.map(1000, smallest: 1) { $0.reduce(0, +) }.reduce(0, +) + outer * inner
      }.reduce(0, +)
    }
    #expect(sums == (0..<20).map { 20 * 499_500 + $0 * 190 })
  }
}
