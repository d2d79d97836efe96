import ProfileSystem
import TestSupport
import Testing

@testable import ProfileCollecting

@Suite struct RoundFileTests {
  @Test(arguments: [
    "20261126T114512Z.goroutine.pb.gz", "20261126T114512Z.heap.debug1.txt.gz",
    "20261126T114512Z.w.pb.gz.bad",
  ])
  func aNameOfCollectingHasItsTime(_ name: String) {
    #expect(RoundFile.time(in: Array(name.utf8)) == "20261126T114512Z")
  }

  @Test(arguments: [
    "heap.pb.gz", "20261126T114512Z.pb.gz", "20261126T114512Z..pb.gz.",
    "20261126T11451Z.heap.pb.gz",
    "20261126T114512.heap.pb.gz", "20261126T114512Z.heap.pb", "20261126T114512Z.heap.json",
    ".20261126T114512Z.heap.pb.gz", "20261126T114512Z.heap.pb.gz~", "2026112XT114512Z.heap.pb.gz",
    "20261126T114512Z.he ap.pb.gz", ".20261126T114512Z.heap.pb.gz.77.part", "",
  ])
  func aForeignNameHasNone(_ name: String) { #expect(RoundFile.time(in: Array(name.utf8)) == nil) }
}

@Suite struct RingTests {
  /// Rounds at times `1` to `9`, each with two files of ten bytes.
  private static func files(_ times: [Int]) -> [RoundFile] {
    times.flatMap { time in
      ["goroutine", "heap"].map { kind in
        RoundFile(time: "\(time)", name: Array("\(time).\(kind)".utf8), size: 10)
      }
    }
  }

  static let cases: [(ring: Ring, oldest: String?, taken: String, gone: [String])] = [
    (ring(rounds: 3), nil, "5", ["1", "2"]), (ring(rounds: 5), nil, "5", []),
    (ring(rounds: 1), nil, "5", ["1", "2", "3", "4"]), (ring(bytes: 60), nil, "5", ["1", "2"]),
    (ring(bytes: 1), nil, "5", ["1", "2", "3", "4"]), (Ring(), "4", "5", ["1", "2", "3"]),
    (Ring(), "9", "5", ["1", "2", "3", "4"]), (Ring(), nil, "5", []),
    // After the clock was set back, the round just taken stays, and so does the seemingly newest one.
    (ring(rounds: 2), nil, "1", ["2", "3", "4"]), (Ring(), "9", "2", ["1", "3", "4"]),
  ]

  private static func ring(rounds: Int? = nil, bytes: Int64? = nil) -> Ring {
    var ring = Ring()
    (ring.rounds, ring.bytes) = (rounds, bytes)
    return ring
  }

  @Test(arguments: cases)
  func theOldestWholeRoundsGo(
    _ ring: Ring, _ oldest: String?, _ taken: String, _ gone: [String]
  ) {
    let surplus = Ring.surplus(Self.files(Array(1...5)), ring, taken: taken, oldest: oldest)
    #expect(surplus.count == 2 * gone.count)
    #expect(Set(surplus.map(\.time)) == Set(gone))
  }

  @Test func theOldestAndTheNewestRoundsAreKeptAsEvidence() {
    let files = Self.files(Array(10...90))
    let kept = Set(KeptRounds.chosen(files).map(\.time))
    #expect(kept == Set(["10"] + (67...90).map { "\($0)" }))
    #expect(KeptRounds.chosen(Self.files([1])).count == 2)
    #expect(KeptRounds.chosen([]).isEmpty)
  }
}

@Suite struct RoundScheduleTests {
  static let cases: [(last: Int, now: Double, multiple: Int, leftOut: Int)] = [
    (0, 0.1, 1, 0), (0, 9.9, 1, 0), (1, 10.5, 2, 0), (0, 10.2, 2, 1), (3, 71, 8, 4), (3, 30, 4, 0),
  ]

  @Test(arguments: cases)
  func aLateRoundIsLeftOut(_ last: Int, _ now: Double, _ multiple: Int, _ leftOut: Int) {
    let schedule = RoundSchedule(interval: 10, jitter: 0.1)
    let next = schedule.next(after: last, now: now, chance: 0.5)
    #expect(next.multiple == multiple)
    #expect(next.leftOut == leftOut)
    #expect(next.moment == Double(multiple) * 10 + 0.5)
    #expect(next.moment >= now)
  }
}

@Suite struct RetryDelayTests {
  static let cases: [(attempt: Int, retryAfter: Int?, chance: Double, seconds: Double)] = [
    (1, nil, 0.5, 1), (1, nil, 0, 0.8), (1, nil, 1, 1.2), (2, nil, 0.5, 4), (9, nil, 0.5, 16),
    (1, 7, 0.5, 7), (2, 1, 0.5, 4), (1, 99_999, 0.5, 30), (1, -5, 0.5, 1),
  ]

  @Test(arguments: cases)
  func itGrowsAndObeysTheServerUpToHalfAMinute(
    _ attempt: Int, _ retryAfter: Int?, _ chance: Double, _ seconds: Double
  ) {
    let delay = RetryDelay.seconds(before: attempt, retryAfter: retryAfter, chance: chance)
    #expect(abs(delay - seconds) < 1e-9)
  }
}
