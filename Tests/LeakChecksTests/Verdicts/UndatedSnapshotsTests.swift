import ProfileAnalysis
import Testing

@testable import LeakChecks

/// What is said of snapshots whose order is not known.
@Suite struct UndatedSnapshotsTests {
  @Test func aSeriesWithoutOrderNamesAFileAndItsRemedy() throws {
    let names = ["2026-11-26T10:00:00Z.goroutine.txt", "goroutine.txt", "goroutine.1.txt"]
    let snapshotSet = try LeakChecksTests.snapshotSet(
      names.enumerated().map { number, name in
        ("pod/\(name)", goroutines(["main.work": 100 + number]))
      })
    let set = try RuleSet(files: [], assertions: [Assertion("slope(count()) <= 5")])
    let today = try #require(CalendarDate("2026-11-24"))
    let report = try CheckReport(set, on: snapshotSet, today: today)
    #expect(
      report.verdicts[0].reason
        == "the order of the snapshots is not known: pod/goroutine.txt and 1 more have no time; a name like 20261126T1000Z.goroutine.txt contains one"
    )
  }

  /// A name that is proposed tells a time, and the process that the file's own name tells.
  @Test(arguments: ["goroutine.txt", "goroutine-1906.txt", "pod-a_heap_190637.pb.gz", "b.log"])
  func aProposedNameTellsATime(_ name: String) {
    let (own, dated) = (
      SnapshotName(Array(name.utf8)), SnapshotName(Array(UndatedSnapshots.dated(name).utf8))
    )
    #expect(dated.time == 1_795_687_200_000_000_000)
    #expect(dated.processPart == own.processPart)
  }

  /// Files of one name may have been saved at any time: only if they hold nearly the same is one of them enough.
  @Test(arguments: [(553, 723, 723.0), (553, 590, 553.0), (20, 40, 20.0)])
  func filesOfOneNameThatDifferAreJudgedEach(_ dump: Int, _ text: Int, _ judged: Double) throws {
    let dumped = (1...dump).map {
      "goroutine \($0 + 1) [select]:\nmain.work()\n\t/m.go:1 +0x1\ncreated by main.main in goroutine 1\n\t/m.go:2 +0x2\n"
    }
    let snapshotSet = try LeakChecksTests.snapshotSet([
      ("pod/goroutine.debug2.txt", dumped.joined(separator: "\n")),
      ("pod/goroutine.debug1.txt", goroutines(["main.work": text])),
    ])
    let set = try RuleSet(files: [], assertions: [Assertion("count() <= 5000")])
    let today = try #require(CalendarDate("2026-11-24"))
    let report = try CheckReport(set, on: snapshotSet, today: today)
    #expect(report.verdicts[0].groups.first?.value == judged)
  }
}
