import ProfileModel
import ProfileSystem
import Testing

@Suite struct BoundedQueueTests {
  private struct Failure: Error {}

  @Test func valuesComeInTheirOrder() throws {
    var used: [Int] = []
    try Parallel.ahead(
      { use in for number in 0..<1000 { try use(number) } }, use: { used.append($0) })
    #expect(used == Array(0..<1000))
  }

  @Test func anErrorComesAfterTheValuesBeforeIt() {
    var used: [Int] = []
    #expect(throws: Failure.self) {
      try Parallel.ahead(
        { use in
          for number in 0..<3 { try use(number) }
          throw Failure()
        }, use: { used.append($0) })
    }
    #expect(used == [0, 1, 2])
  }

  /// The producer makes at most one more value before it learns that none are wanted.
  @Test func aLoopEndsWhenItsValuesAreNotWanted() throws {
    let ended = BoundedQueue<Int>(depth: 2)
    #expect(throws: Failure.self) {
      try Parallel.ahead(
        { (use: (Int) throws -> Void) in
          var made = 0
          defer { _ = ended.put(made) }
          while true {
            made += 1
            try use(made)
          }
        }, use: { if $0 == 2 { throw Failure() } })
    }
    let made = try #require(try ended.take())
    #expect(2...3 ~= made)
  }

  @Test func aMakerWaitsWhileThereIsEnough() throws {
    let queue = BoundedQueue<Int>(depth: 2)
    #expect(queue.put(1))
    let isMade = BoundedQueue<Bool>(depth: 2)
    let hasThread = startThread { _ = isMade.put(queue.put(2)) }
    try #require(hasThread)
    #expect(try queue.take() == 1)
    #expect(try isMade.take() == true)
    queue.end()
    #expect(try queue.take() == 2)
    #expect(try queue.take() == nil)
  }
}
