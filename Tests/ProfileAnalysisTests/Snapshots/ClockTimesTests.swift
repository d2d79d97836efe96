import Testing

@testable import ProfileAnalysis

@Suite struct ClockTimesTests {
  /// 2026-11-26T00:00:00Z.
  private static let midnight: Int64 = 1_795_651_200

  private func times(_ known: KeyValuePairs<String, Int64>) -> ClockTimes? {
    ClockTimes(
      known.map { (SnapshotName(Array($0.utf8)), (Self.midnight + $1) * 1_000_000_000) })
  }

  private func seconds(_ name: String, _ times: ClockTimes?) -> Int64? {
    times?.time(of: SnapshotName(Array(name.utf8))).map { $0 / 1_000_000_000 - Self.midnight }
  }

  private static func at(_ hour: Int64, _ minute: Int64, _ second: Int64 = 0) -> Int64 {
    (hour * 60 + minute) * 60 + second
  }

  @Test func twoFilesProveTheOthers() {
    let times = times([
      "heap-1908.pb.gz": Self.at(19, 8, 37), "heap-1912.pb.gz": Self.at(19, 12, 2),
    ])
    #expect(seconds("goroutine-1906.txt", times) == Self.at(19, 6))
    #expect(seconds("goroutines-debug2-191130.txt", times) == Self.at(19, 11, 30))
    #expect(seconds("goroutine-0010.txt", times) == Self.at(24, 10))
    // Too far away for a certain day, no time of day, several numbers.
    for name in ["goroutine-0800.txt", "goroutine-1990.txt", "g7.txt", "a-1906-1907.txt"] {
      #expect(seconds(name, times) == nil, "\(name)")
    }
  }

  @Test func namesMayHaveATimeZone() {
    let times = times(["h-0038.pb.gz": Self.at(19, 8, 37), "h-0042.pb.gz": Self.at(19, 12, 2)])
    #expect(seconds("goroutine-0036.txt", times) == Self.at(19, 6))
  }

  @Test func oneIsNoProofAndOneThatDiffersDisproves() {
    #expect(times(["heap-1908.pb.gz": Self.at(19, 8)]) == nil)
    #expect(times(["heap-1908.pb.gz": Self.at(19, 8), "allocs-1908.pb.gz": Self.at(19, 8)]) == nil)
    #expect(times(["h-1908.pb.gz": Self.at(19, 8), "h-1912.pb.gz": Self.at(19, 17)]) == nil)
    #expect(times(["h-0001.pb.gz": Self.at(19, 8), "h-0002.pb.gz": Self.at(19, 18)]) == nil)
    #expect(
      ClockTimes([
        (SnapshotName(Array("1908".utf8)), .min), (SnapshotName(Array("1909".utf8)), .max),
      ]) == nil)
  }
}
