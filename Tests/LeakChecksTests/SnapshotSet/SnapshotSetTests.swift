import ProfileFormats
import ProfileModel
import Testing

@testable import LeakChecks

@Suite struct SnapshotSetTests {
  private func stems(of group: ProfileGroup) -> [String] {
    group.snapshots.map { String(decoding: $0.stem, as: UTF8.self) }
  }

  @Test func profilesOfOneKindMakeAGroup() throws {
    let snapshotSet = try SnapshotSet(profiles: [
      input("incident/healthy/heap.pb.gz"), input("incident/healthy/goroutine.pb.gz"),
      input("incident/healthy/block.pb.gz"), input("incident/healthy/mutex.pb.gz"),
      input("incident/healthy/threadcreate.pb.gz"), input("incident/healthy/allocs.pb.gz"),
      input("incident/healthy/mutex.pb.gz", group: "locks"),
      input("incident/healthy/goroutineleak.pb.gz"), input("cpu/labelled.pb.gz"),
    ])
    #expect(
      snapshotSet.groups.map(\.name) == [
        "block", "cpu", "goroutine", "goroutineleak", "heap", "locks", "mutex", "threadcreate",
      ])
    #expect(snapshotSet.groups.map(\.snapshots.count) == [1, 1, 1, 1, 1, 1, 1, 1])
  }

  /// The heap and the allocation profile of one moment are one snapshot; the earlier one is used.
  @Test func filesOfOneMomentAreOneSnapshot() throws {
    let folder = "incident/labelled"
    let formats = ["goroutine.pb.gz", "goroutine.debug1.txt", "goroutine.debug2.txt"]
    let snapshotSet = try SnapshotSet(
      profiles: (formats + ["goroutineleak.debug2.txt"]).map { try input("\(folder)/\($0)") })
    let group = try #require(snapshotSet.groups.first)
    #expect(group.snapshots.count == 1)
    #expect(group.snapshots[0].profiles.count == 4)
    #expect(snapshotSet.warnings.isEmpty)
  }

  @Test func eachMetricTakesTheRichestFormat() throws {
    let files = try ["goroutine.pb.gz", "goroutine.debug1.txt", "goroutine.debug2.txt"].map {
      try input("incident/aged/\($0)")
    }
    let snapshot = try #require(try SnapshotSet(profiles: files).groups.first?.snapshots.first)
    #expect(snapshot.profile(for: .values).name.hasSuffix("pb.gz"))
    #expect(snapshot.profile(for: .dump).name.hasSuffix("debug2.txt"))
    let snapshotSet = try SnapshotSet(profiles: files)
    #expect(try verdict("count(wait>=10m) <= 500", on: snapshotSet).outcome == .pass)
    #expect(try verdict("count() <= 500", on: snapshotSet).outcome == .pass)
  }

  @Test func aSeriesIsInTheOrderOfTime() throws {
    let names = [3, 0, 11, 2]
    let files = try names.map { number in
      let digits = number < 10 ? "0\(number)" : "\(number)"
      return try input("leak/series-leaking/\(digits).goroutine.pb.gz")
    }
    let group = try #require(try SnapshotSet(profiles: files).groups.first)
    let order = group.snapshots.map { $0.profiles[0].name.split(separator: "/").last?.prefix(2) }
    #expect(order == ["00", "02", "03", "11"])
  }

  @Test func textsWithoutATimeAreInTheOrderOfNames() throws {
    let names = ["s.10.txt", "s.9.txt", "s.100.txt"]
    let snapshotSet = try snapshotSet(
      names.enumerated().map { ($1, goroutines(["main.f": $0 + 1])) })
    #expect(stems(of: snapshotSet.groups[0]) == ["s.9", "s.10", "s.100"])
    #expect(snapshotSet.groups[0].isOrdered)
  }

  @Test func aSecondBinaryOfOneMomentIsNamed() throws {
    let snapshotSet = try SnapshotSet(profiles: [
      input("incident/healthy/goroutine.pb.gz"), input("incident/healthy/goroutine.pb.gz"),
    ])
    #expect(snapshotSet.groups[0].snapshots.count == 1)
    #expect(snapshotSet.warnings.count == 1)
  }

  @Test func aDumpOfWhichRecordsAreLostIsIncomplete() throws {
    let snapshotSet = try SnapshotSet(profiles: [input("truncated/goroutine.debug2.tail.txt")])
    #expect(snapshotSet.incomplete.map(\.name) == ["truncated/goroutine.debug2.tail.txt"])
  }

  /// A file with several dumps is a series in file order.
  @Test func dumpsOfOneFileAreASeries() throws {
    let counts = [5, 7, 9, 8, 12, 13, 14, 15, 16, 17, 18, 20]
    let text = counts.map { goroutines(["main.leak": $0]) }.joined()
    let all = try ProfileReader.readAll(ByteSource(Array(text.utf8)))
    let snapshotSet = try SnapshotSet(
      profiles: all.enumerated().map { .init(file: "dumps.txt", number: $0 + 1, read: $1) })
    let group = try #require(snapshotSet.groups.first)
    #expect(stems(of: group) == (1...12).map { "dumps#\($0)" })
    #expect(group.snapshots.last?.profiles.first?.name == "dumps.txt, number 12")
    #expect(try verdict("rises(count()) <= 8", on: snapshotSet).outcome == .pass)
    #expect(try verdict("rises(count()) <= 7", on: snapshotSet).outcome == .fail)
    #expect(try verdict("count() == 20", on: snapshotSet).outcome == .pass)
  }

  /// With GOTRACEBACK=none there is no data: no rule is decided, whatever it allows.
  @Test func aCrashWithoutGoroutinesIsIncomplete() throws {
    let snapshotSet = try SnapshotSet(profiles: [input("crash/panic.none.txt")])
    #expect(snapshotSet.incomplete.count == 1)
    #expect(try verdict("count() <= 5", on: snapshotSet).outcome == .undecided)
  }

  static let halfSeen: [(assertion: String, paths: [String])] = [
    ("new_stacks() == 0", ["incident/healthy/goroutine.pb.gz", "crash/panic.single.txt"]),
    ("gone_stacks() == 0", ["crash/panic.single.txt", "incident/healthy/goroutine.pb.gz"]),
    ("growth(count()) <= 100", ["crash/panic.single.txt", "incident/healthy/goroutine.pb.gz"]),
    ("count() <= 100", ["crash/panic.single.txt", "incident/healthy/goroutine.pb.gz"]),
  ]

  /// A crash text may omit goroutines, so nothing is certainly new or gone.
  @Test(arguments: halfSeen)
  func aSingleGoroutineOfACrashIsNotAll(_ assertion: String, _ paths: [String]) throws {
    let verdict = try verdict(assertion, on: [paths[0]], baseline: [paths[1]])
    #expect(verdict.outcome == .undecided)
    let reason = try #require(verdict.groups.first?.reason)
    #expect(
      reason == "crash/panic.single.txt shows only the goroutine that crashed",
      "\(reason)")
  }
}
