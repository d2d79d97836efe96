import ProfileModel
import ProfileSystem
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

  /// Pieces are written in their order, whichever thread makes them.
  @Test(arguments: [0, 1, 2, 100, 5000])
  func piecesStandInTheirOrder(_ count: Int) {
    let bytes = ByteSink.bytes { sink in
      sink.write("begin ")
      Parallel.write(pieces: count, to: &sink) { piece, sink in
        for _ in 0..<piece % 7 { sink.write(decimal: Int64(piece)) }
        sink.write(byte: UInt8(ascii: " "))
      }
      sink.write("end")
    }
    let pieces = (0..<count).map { String(repeating: "\($0)", count: $0 % 7) + " " }
    #expect(String(decoding: bytes, as: UTF8.self) == "begin " + pieces.joined() + "end")
  }

  /// Where nothing can be written any more, nothing more is made.
  @Test func piecesOfAFailedTextAreNotMade() {
    struct Full: Error {}
    let made = Count()
    var sink = ByteSink { _ in throw Full() }
    Parallel.write(pieces: 1_000_000, to: &sink) { _, sink in
      made.add()
      sink.write("x")
    }
    #expect(sink.hasFailed && made.value < 1000)
    #expect(throws: Full.self) { try sink.finish() }
  }

  private final class Count: @unchecked Sendable {
    private let monitor = Monitor()
    private var count = 0

    var value: Int { monitor.locked { count } }
    func add() { monitor.locked { count += 1 } }
  }
}
