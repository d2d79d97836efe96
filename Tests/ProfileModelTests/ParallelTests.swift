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
}
