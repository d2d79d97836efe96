import ProfileAnalysis
import ProfileFormats
import ProfileModel
import Testing

@testable import LeakChecks

/// Rules on the sum of instances, and what belongs together in one moment.
@Suite struct TogetherTests {
  private func addingUp(_ rule: inout Rule) {
    rule.over = .sum
    rule.series.season = .none
  }

  /// Three pods with a snapshot a minute each.
  private func pods(_ count: Int, _ value: (_ pod: Int, _ minute: Int) -> Int64) throws
    -> SnapshotSet
  {
    try SnapshotSet(
      (0..<3).flatMap { pod in
        (0..<count).map { minute in
          Taken(
            name: "pod\(["a", "b", "c"][pod])/\(minute).goroutine.pb.gz",
            values: ["main.work": value(pod, minute)], minute: minute, process: UInt64(pod) + 1)
        }
      })
  }

  /// Each pod rises by 2 a snapshot, all together by 6.
  @Test(arguments: [(5, Outcome.fail), (6, .pass), (7, .pass)])
  func theSlopeOfASumIsThatOfAllInstances(_ limit: Int, _ outcome: Outcome) throws {
    let pods = try pods(24) { 100 + 2 * Int64($1) }
    let verdict = try verdict("slope(count()) <= \(limit)", on: pods, addingUp)
    #expect(verdict.outcome == outcome)
    #expect(verdict.groups.first?.value == 6)
  }

  /// The median of the slopes is that of most pods: few that leak must not pass, and few that do not must not fail.
  @Test(arguments: [(1, 5, Outcome.undecided), (2, 14, .undecided), (3, 14, .fail)])
  func aSumOfUnequalSlopesIsOpen(_ leaking: Int, _ limit: Int, _ outcome: Outcome) throws {
    let pods = try pods(24) { pod, minute in 100 + (pod < leaking ? 6 * Int64(minute) : 0) }
    let verdict = try verdict("slope(count()) <= \(limit)", on: pods, addingUp)
    #expect(verdict.outcome == outcome, "\(verdict.groups)")
  }

  /// The stacks of a sum are those of all instances, not of the one that has most.
  @Test func theEvidenceOfASumIsOfAllInstances() throws {
    let set = try SnapshotSet(
      (0..<4).map {
        Taken(
          name: "pod-\($0)/goroutine.pb.gz",
          values: $0 == 0 ? ["main.work": 400] : ["main.leak": 290, "main.work": 100],
          minute: 1, process: UInt64($0) + 1)
      })
    let verdict = try verdict("count() <= 1000", on: set, addingUp)
    let entry = try #require(verdict.groups.first)
    #expect(entry.stacks.map(\.site) == ["main.leak", "main.work"])
    #expect(entry.stacks.map(\.value) == [870, 700] && entry.total == 1570)
    #expect(verdict.postmortem?.goroutines == 870 && verdict.postmortem?.allGoroutines == 1570)
  }

  /// A baseline of one instance is of that one, if it is there; of all, if none has its name.
  @Test(arguments: [("pod-a", Outcome.undecided), ("other", .fail)])
  func theOnlyBaselineIsNotThatOfOthers(_ name: String, _ outcome: Outcome) throws {
    let now = ["pod-a", "pod-b"].enumerated().map {
      Taken(
        name: "now/\($1).goroutine.pb.gz", values: ["main.work": 500], minute: 9,
        process: UInt64($0) + 1)
    }
    let base = [0, 1].map {
      Taken(
        name: "old/\(name)-\($0 + 0).goroutine.pb.gz", values: ["main.work": 450], minute: $0,
        process: 9)
    }
    let verdict = try verdict("growth(count()) <= 40", on: SnapshotSet(now, baseline: base))
    #expect(verdict.groups.map(\.outcome).contains(outcome))
    #expect(verdict.groups.count { $0.outcome == .fail } == (name == "other" ? 2 : 1))
  }

  /// The heap of another process, or of another time, is no cost of goroutines.
  @Test(arguments: [(UInt64(1), 0, true), (2, 0, false), (1, 10, false)])
  func theHeapIsOfTheSameProcessAndMoment(
    _ process: UInt64, _ minute: Int, _ isCost: Bool
  ) throws {
    let set = try SnapshotSet([
      Taken(
        name: "p/\(10 + minute).heap.pb.gz", minute: 10 - minute, process: process, allocated: 1),
      Taken(name: "p/20.goroutine.pb.gz", values: ["main.work": 900], minute: 10),
    ])
    let verdict = try verdict("count() <= 100", on: set)
    #expect((verdict.postmortem?.heapBytes != nil) == isCost)
  }

  @Test func aLimitIsReachedByAllTogether() throws {
    let high = try pods(12) { 900 + Int64($1 % 2) * Int64($0 % 2) }
    #expect(try verdict("eta(count(), 2000) >= 1h", on: high, addingUp).outcome == .fail)
    // From 1,890 they grow by 180 an hour: 2,000 is 37 minutes away.
    let rising = try pods(24) { 607 + Int64($1) }
    #expect(try verdict("eta(count(), 2000) >= 1h", on: rising, addingUp).outcome == .fail)
    #expect(try verdict("eta(count(), 2000) >= 30m", on: rising, addingUp).outcome == .pass)
  }

  /// However few snapshots there are.
  @Test func whatHasReachedALimitFails() throws {
    let one = try SnapshotSet([
      Taken(name: "goroutine.pb.gz", values: ["main.work": 500], minute: 0)
    ])
    let verdict = try verdict("eta(count(), 100) >= 6h", on: one)
    #expect(verdict.outcome == .fail)
    #expect(verdict.groups.first?.value == 0)
  }

  @Test func snapshotsOfSeveralInstancesDoNotRise() throws {
    let pods = try pods(12) { pod, minute in pod == 0 ? Int64(minute) : 5 }
    let verdict = try verdict("rises(count()) <= 3", on: pods, addingUp)
    #expect(verdict.outcome == .undecided)
    #expect(verdict.reason == "rises() applies to one instance; write over: each or over: worst")
  }

  @Test(arguments: [(180, Outcome.pass), (179, .fail)])
  func aCapIsForTheSum(_ cap: Int, _ outcome: Outcome) throws {
    let set = try SnapshotSet(
      (0..<3).map {
        Taken(
          name: "pod\($0)/goroutine.pb.gz", values: ["main.work": 10, "main.idle": 60], minute: 0,
          process: UInt64($0) + 1)
      })
    var rule = Rule(id: "rule", assertion: try Assertion("count() <= 100"))
    rule.over = .sum
    let idle = try Suppression("site:main.idle <= \(cap)", reason: "idle")
    let report = try CheckReport(
      RuleSet(rules: [rule], suppressions: [idle]), on: set,
      today: try #require(CalendarDate("2026-11-24")))
    #expect(report.verdicts.map(\.outcome) == [outcome])
    #expect(report.verdicts[0].suppressed.map(\.sum) == [180])
  }

  /// Heaps go on for 40 minutes after the last goroutine profile of a pod.
  private func stale(_ pods: Int) throws -> SnapshotSet {
    try SnapshotSet(
      (0..<pods).flatMap { pod in
        (0..<40).flatMap { minute in
          let goroutine = Taken(
            name: "pod\(pod)/\(minute).goroutine.pb.gz", minute: minute, process: UInt64(pod) + 1)
          let heap = Taken(
            name: "pod\(pod)/\(minute).heap.pb.gz", minute: minute, process: UInt64(pod) + 1,
            allocated: Int64(minute))
          return pod == 1 && minute > 1 ? [heap] : [goroutine, heap]
        }
      })
  }

  @Test func aSumWithAStaleGroupIsUndecided() throws {
    let verdict = try verdict("count() <= 100", on: stale(2)) { $0.over = .sum }
    #expect(verdict.outcome == .undecided)
    #expect(
      verdict.reason
        == "pod1: its newest goroutine profile is older than those of other kinds")
  }

  @Test func aStaleInstanceIsNoOutlierAndNotUsual() throws {
    let verdict = try verdict("outlier(count()) <= 3", on: stale(9))
    #expect(verdict.outcome == .undecided)
    #expect(verdict.groups.filter { $0.outcome == .undecided }.map(\.instance) == ["pod1"])
  }

  // MARK: One moment

  /// Whatever their values: each metric takes the richest.
  @Test func formatsOfOneSecondAreOneMoment() throws {
    let dump = "goroutine 1 [select]:\nmain.work(0x1)\n\t/src/main.go:10 +0x1\n"
    let pb = Taken(name: "goroutine.pb.gz", values: ["main.work": 1000], minute: 0)
    let text = SnapshotSet.Input(
      file: "2026-11-18T11:06:40Z.goroutine.txt",
      read: try ProfileReader.read(ByteSource(Array(dump.utf8))))
    let set = try SnapshotSet(profiles: [pb.input, text])
    #expect(try verdict("count() <= 500", on: set).groups.first?.value == 1000)
  }

  @Test func aRatioIsOfOneProcess() throws {
    let heap = Taken(name: "x.heap.pb.gz", values: ["main.work": 4096], minute: 0, allocated: 4096)
    var goroutine = Taken(name: "x.goroutine.pb.gz", minute: 0)
    #expect(
      try verdict("ratio(inuse_space() / count()) <= 1MB", on: SnapshotSet([heap, goroutine]))
        .outcome == .pass)
    for (process, minute) in [(2, 0), (1, 2), (2, 600)] {
      (goroutine.process, goroutine.minute) = (UInt64(process), minute)
      let verdict = try verdict(
        "ratio(inuse_space() / count()) <= 1MB", on: SnapshotSet([heap, goroutine]))
      #expect(verdict.outcome == .undecided, "\(process) \(minute)")
    }
  }

  // MARK: Which instance

  @Test func aSingleInstanceIsComparedWithItsOwnBaseline() throws {
    let base = [("a", 1000), ("b", 10)].enumerated().flatMap { pod, row in
      (0..<2).map {
        Taken(
          name: "base/pod-\(row.0)-\($0).goroutine.pb.gz", values: ["main.work": Int64(row.1)],
          minute: $0, process: UInt64(pod) + 1)
      }
    }
    let now = (0..<2).map {
      Taken(
        name: "now/pod-b-\($0).goroutine.pb.gz", values: ["main.work": 500], minute: 60 + $0,
        process: 9)
    }
    let verdict = try verdict("growth(count()) <= 100", on: SnapshotSet(now, baseline: base))
    #expect(verdict.groups.first?.value == 490)
  }

  @Test func namesThatAreNotUTF8AreInstancesOfTheirOwn() throws {
    let inputs = [(UInt8(0xFF), Int64(500)), (0xFE, 5)].enumerated().flatMap { pod, row in
      (0..<2).map { number in
        let taken = Taken(
          name: "", values: ["main.work": row.1], minute: 2 * pod + number,
          process: UInt64(pod) + 1)
        return SnapshotSet.Input(
          file: "shown", path: Array("pod-".utf8) + [row.0] + Array("-\(number).pb.gz".utf8),
          read: taken.input.read)
      }
    }
    let set = try SnapshotSet(profiles: inputs)
    #expect(set.instances.map(\.name) == [#"pod-\xfe"#, #"pod-\xff"#])
  }

  /// Heaps that know their time prove what the names of texts mean.
  @Test func timesOfDayInNamesGiveAnOrder() throws {
    let heaps = [16, 18].map {
      Taken(name: "pod/heap-11\($0).pb.gz", minute: $0 - 6, allocated: Int64($0))
    }
    let texts = try (10..<22).map { minute in
      SnapshotSet.Input(
        file: "pod/goroutine-11\(minute).txt",
        read: try ProfileReader.read(
          ByteSource(Array(goroutines(["main.leak": 100 * minute, "main.stay": 10]).utf8))))
    }
    let late = Taken(name: "pod/goroutine", values: ["main.leak": 2500], minute: 20)
    let set = try SnapshotSet(profiles: texts + (heaps + [late]).map(\.input))
    let verdict = try verdict("slope(count()) <= 5", on: set)
    #expect(verdict.outcome == .fail)
    #expect(verdict.groups.first?.series.count == 13)
    #expect(
      set.warnings == [
        "pod/goroutine-1110.txt: taken at 2026-11-18T11:10Z by the time of day in its name, because other files of the folder have names that agree with their times (and 11 more like it)"
      ])
  }

  // MARK: Texts of one content

  /// Goroutine texts at minutes after ten.
  private func texts(_ values: KeyValuePairs<Int, Int>) throws -> SnapshotSet {
    try SnapshotSet(
      profiles: values.map { minute, count in
        SnapshotSet.Input(
          file: "p/20261126T10\(minute)Z.goroutine.txt",
          read: try ProfileReader.read(
            ByteSource(Array(goroutines(["main.leak": count, "main.stay": 10]).utf8))))
      })
  }

  /// A service at rest prints the same text again: it is as it is since the first of them.
  @Test func equalTextsAreOneSnapshotSinceTheFirst() throws {
    let set = try texts([10: 40, 11: 40, 12: 5000, 13: 5000, 14: 5000])
    let snapshots = set.instances[0].groups[0].snapshots
    #expect(
      snapshots.map { TimeText.moment($0.sinceNanos) } == [
        "2026-11-26T10:10Z", "2026-11-26T10:12Z",
      ])
    #expect(
      snapshots.map { TimeText.moment($0.timeNanos) } == ["2026-11-26T10:11Z", "2026-11-26T10:14Z"])
    #expect(set.warnings.count == 1)
  }

  /// The text of a repaired service may be that of its beginning, and is no reason to forget either.
  @Test func anEqualTextAfterOthersIsASnapshotOfItsOwn() throws {
    let set = try texts([10: 40, 11: 400, 12: 4000, 13: 40])
    #expect(try verdict("count() <= 1000", on: set).outcome == .pass)
    #expect(set.instances[0].groups[0].snapshots.count == 4)
    #expect(
      set.warnings == [
        "p/20261126T1013Z.goroutine.txt: has the same content as p/20261126T1010Z.goroutine.txt, with others between them, so it is counted as another snapshot"
      ])
  }

  // MARK: Names that mislead

  /// A process does not come back: what allocated less between its profiles is another.
  @Test func filesBetweenThoseOfAProcessMayBeOfAnother() throws {
    let own = [0, 4, 8].map {
      Taken(
        name: "heap (\($0)).pb.gz", values: ["main.work": 80 << 20], minute: $0,
        allocated: Int64($0 + 1) << 30)
    }
    let others = [1, 2, 6].map {
      Taken(
        name: "heap-190\($0).pb.gz", values: ["main.leak": 160 << 20], minute: $0, process: 0,
        allocated: Int64($0 + 1) << 20)
    }
    // A file without a time changes nothing in that.
    let mutex = Taken(name: "heap-mutex.pb.gz", values: ["main.lock": 1])
    #expect(try SnapshotSet(own + others + [mutex]).instances.count == 2)
    let set = try SnapshotSet(own + others)
    #expect(set.instances.map { $0.groups[0].snapshots.count } == [3, 3])
    #expect(
      set.warnings == [
        "heap-1901.pb.gz: cannot be of the process of heap (0).pb.gz, because its allocations would fall, so they are two instances (and 2 more like it)"
      ])
    #expect(try verdict("inuse_space() <= 100MB", on: set).outcome == .fail)
  }

  @Test func addressesAreInstancesAndRotatedLogsHaveNoOrder() throws {
    let pods = try SnapshotSet(
      [11, 12, 13].map {
        Taken(
          name: "goroutine-10.0.0.\($0).txt", values: ["main.work": $0 == 11 ? 5000 : 5],
          process: 0)
      })
    #expect(pods.instances.map(\.name) == ["10.0.0.11", "10.0.0.12", "10.0.0.13"])
    let logs = try SnapshotSet(
      [1, 2, 3].map {
        Taken(
          name: "panic.log.\($0)", values: ["main.work": $0 == 1 ? 5000 : Int64($0)], process: 0)
      })
    #expect(try verdict("count() <= 1000", on: logs).outcome == .fail)
    #expect(
      logs.warnings == [
        "panic.log.1: in rotated logs a higher number is older, so numbers are not taken as the order of these 3; put times into names, as in 20261126T2330Z.app.log"
      ])
  }

  /// One profile that knows its time shows that the names are an hour ahead.
  @Test func localTimesInNamesAreReadByAProfileThatKnowsItsTime() throws {
    let heap = Taken(name: "pod/heap-2026-11-18_1206.pb.gz", minute: 0, allocated: 1)
    let texts = [10, 12].map {
      Taken(
        name: "pod/goroutine-2026-11-18_12\($0).pb.gz", values: ["main.a": Int64($0)], process: 0)
    }
    let late = Taken(name: "pod/goroutine.pb.gz", values: ["main.a": 900], minute: 8)
    let set = try SnapshotSet(texts + [heap, late])
    #expect(try verdict("count() <= 100", on: set).outcome == .fail)
    #expect(
      set.warnings == [
        "pod/goroutine-2026-11-18_1210.pb.gz: taken at 2026-11-18T11:10Z: names in its folder are 60 min ahead of UTC, as times in other profiles show (and 1 more like it)"
      ])
  }

  /// Names that tell no zone are of another, perhaps, where all that know their time are hours away.
  @Test(arguments: [(6, Outcome.fail), (11, .pass)])
  func timesOfUnknownZonesGiveNoOrder(_ hour: Int, _ outcome: Outcome) throws {
    let texts = [10, 12].map {
      Taken(
        name: "pod/goroutine-2026-11-18_\(hour < 10 ? "0" : "")\(hour)\($0).pb.gz",
        values: ["main.a": 3890], process: 0)
    }
    let newest = Taken(name: "pod/goroutine.pb.gz", values: ["main.a": 85], minute: 8)
    let set = try SnapshotSet(texts + [newest])
    #expect(try verdict("count() <= 1000", on: set).outcome == outcome)
    #expect(set.warnings.contains { $0.contains("has no offset from UTC") } == (outcome == .fail))
  }

  // MARK: Restarts

  /// Texts without times, whose allocations fall: they have the one order of their numbers.
  @Test func aFallOfAllocationsIsARestartWithoutTimesToo() throws {
    let set = try SnapshotSet(
      (0..<24).map {
        Taken(
          name: "\(10 + $0).heap.txt", values: ["main.work": Int64($0 % 8) << 20],
          allocated: Int64($0 % 8 + 1) << 30)
      })
    #expect(set.instances.map { $0.processes.count } == [3])
  }
}
