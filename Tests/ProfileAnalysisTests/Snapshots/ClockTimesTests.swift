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
    times?.times(of: [SnapshotName(Array(name.utf8))])[0].map {
      $0 / 1_000_000_000 - Self.midnight
    }
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
    // Too far away for a certain day, no time of day, several numbers.
    for name in ["goroutine-0800.txt", "goroutine-1990.txt", "g7.txt", "a-1906-1907.txt"] {
      #expect(seconds(name, times) == nil, "\(name)")
    }
  }

  /// A pause that is far longer than the others may be another time zone.
  @Test func namesFarFromAllOthersProveNothing() {
    let times = times([
      "heap-2355.pb.gz": Self.at(23, 55, 30), "heap-2357.pb.gz": Self.at(23, 57, 2),
    ])
    func minutes(_ names: String...) -> [Int64?] {
      times?.times(of: names.map { SnapshotName(Array("g-\($0).txt".utf8)) }).map {
        $0.map { ($0 / 1_000_000_000 - Self.midnight) / 60 }
      } ?? []
    }
    #expect(minutes("2354", "2356", "0010") == [1434, 1436, 1450])
    #expect(minutes("2354", "2356", "0056", "0057") == [1434, 1436, nil, nil])
    // One every hour.
    #expect(minutes("2100", "2200", "2300", "0000") == [1260, 1320, 1380, 1440])
  }

  @Test func profilesShowThatNamesAreLocal() {
    func seconds(_ name: String, _ known: KeyValuePairs<String, Int64>) -> Int64? {
      let times = LocalTimes(
        known.map { (SnapshotName(Array($0.utf8)), (Self.midnight + $1) * 1_000_000_000) })
      return times?.time(of: SnapshotName(Array(name.utf8))).map {
        $0 / 1_000_000_000 - Self.midnight
      }
    }
    let heap = "heap-2026-11-26_20-08.pb.gz"
    #expect(seconds("g-2026-11-26_20-06.txt", [heap: Self.at(19, 8, 37)]) == Self.at(19, 6))
    #expect(seconds("g-2026-11-26T20:06:00Z.txt", [heap: Self.at(19, 8, 37)]) == nil)
    #expect(seconds("g-2026-11-26_20-06.txt", [heap: Self.at(20, 8, 37)]) == nil)
    #expect(seconds("g-2026-11-26_20-06.txt", [heap: Self.at(19, 2, 37)]) == nil)
    let other = "heap-2026-11-26_20-10.pb.gz"
    #expect(
      seconds("g-2026-11-26_20-06.txt", [heap: Self.at(19, 8, 37), other: Self.at(18, 10)]) == nil)
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
