import ProfileFormats
import ProfileModel
import TestSupport
import Testing

@testable import LeakChecks

/// The grouping of files into instances and processes, and their order.
@Suite struct InstanceTests {
  private static let leaking = "leak/series-leaking"
  private static let steady = "leak/series-steady"

  private func inputs(
    _ names: [String], of folder: String, from start: Int = 0
  ) throws -> [SnapshotSet.Input] {
    try names.enumerated().map { index, name in
      let number = index + start
      var input = try input("\(folder)/\(number < 10 ? "0" : "")\(number).goroutine.pb.gz")
      input = SnapshotSet.Input(file: name, read: input.read)
      return input
    }
  }

  private func numbered(_ start: String, _ range: ClosedRange<Int>) -> [String] {
    range.map { "\(start)\($0).pb.gz" }
  }

  private func summary(_ snapshotSet: SnapshotSet) -> [String] {
    snapshotSet.instances.map { instance in
      let snapshots = instance.groups.map { "\($0.snapshots.count)" }.joined(separator: "+")
      return "\(instance.name): \(snapshots) of \(instance.processes.count)"
    }
  }

  @Test func seriesUnderTwoNamesAreTwoInstances() throws {
    let files =
      try inputs(numbered("a", 10...15), of: Self.leaking)
      + inputs(numbered("b", 10...15), of: Self.steady)
    #expect(try summary(SnapshotSet(profiles: files)) == ["a: 6 of 1", "b: 6 of 1"])
  }

  @Test func numbersLeaveANameOnlyIfTheyChangeInOneProcess() throws {
    let pods =
      try inputs(["pod1.pb.gz"], of: Self.leaking) + inputs(["pod2.pb.gz"], of: Self.steady)
    #expect(try summary(SnapshotSet(profiles: pods)) == ["pod1: 1 of 1", "pod2: 1 of 1"])
    let series =
      try inputs(numbered("snap", 1...6), of: Self.leaking)
      + inputs(numbered("snap", 7...12), of: Self.steady)
    #expect(try summary(SnapshotSet(profiles: series)) == ["snap: 12 of 2"])
  }

  /// A StatefulSet numbers its pods; what else is in the names counts the snapshots, or says something.
  @Test func numbersOfReplicasStay() throws {
    let set = try SnapshotSet([
      Taken(name: "catalog-0-heap-1907", minute: 1, process: 1),
      Taken(name: "catalog-0-heap-1914", minute: 8, process: 1),
      Taken(name: "catalog-1_heap_190637.pb.gz", minute: 0, process: 2),
      Taken(name: "catalog-1_heap_191237.pb.gz", minute: 6, process: 2),
      Taken(name: "catalog-1_after_fix.pb.gz", minute: 9, process: 2),
    ])
    #expect(summary(set) == ["catalog-0: 2 of 1", "catalog-1: 3 of 1"])
  }

  /// Nothing but names makes them snapshots of one service, and replicas have such names too.
  @Test func processesUnderNumbersOfTheirOwnMayBeReplicas() throws {
    let pods =
      try inputs(["web-0.pb.gz"], of: Self.leaking) + inputs(["web-1.pb.gz"], of: Self.steady)
    let snapshotSet = try SnapshotSet(profiles: pods)
    #expect(summary(snapshotSet) == ["web: 2 of 2"])
    #expect(
      snapshotSet.warnings == [
        "2 processes, from web-0.pb.gz to web-1.pb.gz, are taken as one service that restarted"
      ])
    #expect(try SnapshotSet(profiles: pods, instance: .name).warnings.isEmpty)
    let series =
      try inputs(["web-0.pb.gz", "web-1.pb.gz"], of: Self.leaking)
      + inputs(["web-2.pb.gz", "web-3.pb.gz"], of: Self.steady)
    #expect(try SnapshotSet(profiles: series).warnings.isEmpty)
  }

  /// The first name in the alphabet may be the only one of its kind.
  @Test func anInstanceIsCalledAsMostOfItsFilesAre() throws {
    let set = try SnapshotSet([
      Taken(name: "heap_0s.pb.gz", minute: 3, process: 1),
      Taken(name: "heap_b.1.pb.gz", minute: 1, process: 1),
      Taken(name: "heap_b.2.pb.gz", minute: 2, process: 1),
      Taken(name: "heap_c.1.pb.gz", minute: 1, process: 2),
    ])
    #expect(summary(set) == ["b: 3 of 1", "c: 1 of 1"])
  }

  /// What tells no instance is compared with all of a baseline, and what tells one with its own, if there is any.
  @Test func aBaselineOfOtherInstancesIsSaid() throws {
    func text(_ name: String, _ count: Int) -> (name: String, text: String) {
      (name: name, text: goroutines(["main.f": count]))
    }
    let pods = [text("web/goroutine.txt", 20), text("db/goroutine.txt", 30)]
    let unnamed = try snapshotSet(pods, baseline: [text("goroutine.txt", 10)])
    #expect(try verdict("growth(count()) <= 15", on: unnamed).groups.map(\.value) == [20, 10])
    let named = try snapshotSet(
      pods, baseline: [text("old/web/goroutine.txt", 10), text("old/api/goroutine.txt", 10)])
    let judged = try verdict("growth(count()) <= 15", on: named)
    #expect(
      judged.groups.compactMap(\.reason) == [
        "there is no baseline of this instance, but of api and web"
      ])
  }

  @Test func instancesByTheNamesOfFilesInFoldersAreSaid() throws {
    let names = ["x/a/one", "x/a/two", "x/a/three", "x/b/four", "x/b/five"].map { "\($0).txt" }
    let files = names.enumerated().map { (name: $1, text: goroutines(["main.f": $0])) }
    #expect(
      try snapshotSet(files).warnings == [
        "5 instances in 2 folders are told apart by the names of their files"
      ])
    #expect(try snapshotSet(Array(files.prefix(3))).warnings.isEmpty)
  }

  @Test func foldersAreInstances() throws {
    let files =
      try inputs(["x/a/1.pb.gz", "x/a/2.pb.gz"], of: Self.leaking)
      + inputs(["x/b/1.pb.gz", "x/b/2.pb.gz"], of: Self.steady)
    #expect(try summary(SnapshotSet(profiles: files)) == ["a: 2 of 1", "b: 2 of 1"])
    #expect(try summary(SnapshotSet(profiles: files, instance: .name)) == [": 4 of 2"])
  }

  @Test func equalMarksAreOneProcessWhateverTheNames() throws {
    let files = try inputs(["x.pb.gz", "other/name.pb.gz", "third.pb.gz"], of: Self.leaking)
    let snapshotSet = try SnapshotSet(profiles: files)
    #expect(snapshotSet.instances.count == 1 && snapshotSet.instances[0].processes.count == 1)
  }

  /// A browser saves the profiles of two pods as `goroutine` and `goroutine (1)`.
  @Test func aNameOfSeveralInstancesJoinsNone() throws {
    let files =
      try inputs(
        ["goroutine-a-1.pb.gz", "goroutine-a-2.pb.gz", "goroutine.pb.gz"], of: Self.leaking)
      + inputs(["goroutine-b-1.pb.gz", "goroutine (1).pb.gz"], of: Self.steady)
    #expect(try summary(SnapshotSet(profiles: files)) == ["a: 3 of 1", "b: 2 of 1"])
    let restarted =
      try inputs(["before/1.pb.gz", "service/1.pb.gz"], of: Self.leaking)
      + inputs(["service/2.pb.gz", "service/3.pb.gz"], of: Self.steady)
    #expect(try summary(SnapshotSet(profiles: restarted)) == [": 4 of 2"])
  }

  /// A number that comes again at another time is no count of snapshots, and neither are numbers of one moment.
  @Test(arguments: [
    (
      ["router-0_T00Z", "router-1_T00Z", "router-0_T10Z", "router-1_T10Z"],
      ["router-0", "router-1"]
    ),
    (["10.0.0.1_T00Z", "10.0.0.2_T00Z"], ["10.0.0.1", "10.0.0.2"]),
    (["g_T00Z (1)", "g_T00Z (2)", "g_T10Z (1)", "g_T10Z (2)"], ["g-(1)", "g-(2)"]),
    (["snap-1_T00Z", "snap-2_T10Z", "snap-3_T20Z"], ["snap"]),
    (["web-0-1311", "web-0-1313", "web-1-1311", "web-1-1313"], ["web-0", "web-1"]),
    (["web-0-1311", "web-0-1313", "web-1-1315", "web-1-1317"], ["web"]),
    (["snap-1_T00Z", "snap-2_T00Z", "snap-3_T10Z"], ["snap"]),
  ])
  func numbersThatComeAgainAreInstances(_ names: [String], _ instances: [String]) throws {
    let files = names.enumerated().map { number, name in
      (
        name: name.replacing("T", with: "20261126T10") + ".txt",
        text: goroutines(["main.f": 5 + number])
      )
    }
    #expect(try snapshotSet(files).instances.map(\.name) == instances)
  }

  @Test func instancesThatDifferInANumberOnlyAreSaid() throws {
    let files = (1...5).map { (name: "g\($0).txt", text: goroutines(["main.f": $0])) }
    #expect(
      try snapshotSet(files).warnings == [
        "5 instances of one snapshot, whose names differ in a number only"
      ])
    let pods = files.map { (name: "20261126T1000Z-\($0.name)", text: $0.text) }
    #expect(try snapshotSet(pods).warnings.isEmpty)
  }

  /// A folder a moment, as scripts save them.
  private func inFolders(_ folder: (Int) -> String) -> [(name: String, text: String)] {
    (1..<5).flatMap { hour in
      ["web-0", "web-1"].map { pod in
        (name: "\(folder(hour))/\(pod).goroutine.txt", text: goroutines(["main.f": hour]))
      }
    }
  }

  /// Times in the names of folders make series of files in different folders.
  @Test(arguments: [
    "2026112N-1000", "2026-11-2N", "1N:00", "2026-11-26/1N-30", "pods/night-2026-11-2N_2200",
  ])
  func foldersOfTimesHoldSeries(_ folder: String) throws {
    let set = try snapshotSet(inFolders { folder.replacing("N", with: "\($0)") })
    #expect(summary(set) == ["web-0: 4 of 1", "web-1: 4 of 1"])
    #expect(!set.warnings.contains { $0.contains("may be times, ") })
    let newest = set.instances.flatMap(\.groups).compactMap(\.snapshots.last?.first.name)
    let last = folder.replacing("N", with: "4")
    #expect(newest == ["\(last)/web-0.goroutine.txt", "\(last)/web-1.goroutine.txt"])
  }

  /// A folder a moment with a folder a pod in it.
  @Test func podsMayHaveFoldersBelowThoseOfTimes() throws {
    let files = inFolders { "2026112\($0)T1000Z" }.map { file in
      (name: file.name.replacing(".goroutine", with: "/goroutine"), text: file.text)
    }
    let set = try snapshotSet(files)
    #expect(summary(set) == ["web-0: 4 of 1", "web-1: 4 of 1"])
    #expect(set.warnings.isEmpty)
  }

  /// A number may be anything, so that nothing is known to follow another.
  @Test(arguments: ["1N00", "176415120N"])
  func foldersOfNumbersAreSaid(_ folder: String) throws {
    let set = try snapshotSet(inFolders { folder.replacing("N", with: "\($0)") })
    let warning =
      "8 instances in 4 folders, whose numbers may be times, so that no file follows another"
    #expect(set.warnings == [warning])
  }

  /// Two processes that ran at the same time are not a series, whatever their names.
  @Test func processesThatOverlapAreInstances() throws {
    var other = try inputs(numbered("pod.", 1...4), of: Self.leaking)
    for file in other.indices {
      // Another process of the same build, at the same time.
      for mapping in other[file].read.profile.mappings.indices {
        other[file].read.profile.mappings[mapping].start += 0x10_0000
      }
      other[file].read.profile.header.timeNanos += 7
    }
    let files = try inputs(numbered("pod.", 11...14), of: Self.leaking) + other
    #expect(try summary(SnapshotSet(profiles: files)) == ["pod#1: 4 of 1", "pod#2: 4 of 1"])
  }

  @Test func aFileWithoutAMarkIsOfTheOnlyProcess() throws {
    let text = goroutines(["main.f": 5])
    var files = try inputs(["1.pb.gz", "2.pb.gz"], of: Self.leaking)
    files.append(.init(file: "3.txt", read: try ProfileReader.read(ByteSource(Array(text.utf8)))))
    let snapshotSet = try SnapshotSet(profiles: files)
    #expect(snapshotSet.instances.count == 1 && snapshotSet.instances[0].processes.count == 1)
    // If one file has no time, the order is unknown.
    #expect(snapshotSet.instances[0].groups.map(\.isOrdered) == [false])
  }

  /// Allocation totals never fall within a process: where they do, a new process started, even without other signs.
  @Test func allocationsThatFallAreARestart() throws {
    func heap(_ bytes: Int) -> String {
      "heap profile: 1: 10 [5: \(bytes)] @ heap/524288\n1: 10 [5: \(bytes)] @ 0x1\n#\t0x1\tmain.f+0x1\t/a.go:1\n"
    }
    let sizes = [10_000_000, 20_000_000, 5_000_000, 9_000_000]
    let snapshotSet = try snapshotSet(
      sizes.enumerated().map { ("2026-11-26T1\($0)00Z.heap.txt", heap($1)) })
    #expect(summary(snapshotSet) == [": 4 of 2"])
    #expect(snapshotSet.instances[0].processes.allSatisfy { !$0.isKnown })
  }

  static let times: [(name: String, seconds: Int64?)] = [
    ("2026-11-26T10:00:00Z.txt", 1_795_687_200), ("20261126T1000.heap.pb.gz", 1_795_687_200),
    ("2026-11-26_10-00.txt", 1_795_687_200), ("x-1795687200.pb.gz", 1_795_687_200),
    ("x-1795687200123.pb.gz", 1_795_687_200), ("2026-13-26T1000.txt", nil), ("12.txt", nil),
  ]

  @Test(arguments: times)
  func timesInNamesAreRead(_ name: String, _ seconds: Int64?) throws {
    let snapshotSet = try snapshotSet([(name, goroutines(["main.f": 1]))])
    #expect(snapshotSet.newest / 1_000_000_000 == seconds ?? 0)
  }

  /// A pod that was replaced long ago does not count.
  @Test func anInstanceThatIsGoneIsLeftOut() throws {
    let old = (10...12).map { ("old/2026-11-26T\($0)00Z.txt", goroutines(["main.f": 900 + $0])) }
    let new = (10...20).map { ("new/2026-11-26T\($0)00Z.txt", goroutines(["main.f": $0])) }
    let verdict = try verdict("count() <= 100", on: try snapshotSet(old + new))
    #expect(verdict.outcome == .pass && verdict.leftOut.count == 1)
    #expect(verdict.leftOut[0].hasPrefix("old is gone"))
    #expect(verdict.leftOut[0].hasSuffix(", and fails the rule"))
    let healthy = try LeakChecksTests.verdict("count() <= 1_000", on: try snapshotSet(old + new))
    #expect(!healthy.leftOut[0].contains("fails"))
    let near = (18...20).map { ("old/2026-11-26T\($0)00Z.txt", goroutines(["main.f": 900 + $0])) }
    #expect(
      try LeakChecksTests.verdict("count() <= 100", on: try snapshotSet(near + new)).outcome
        == .fail)
  }

  /// What the user named is judged, however old it is.
  @Test func aNamedFileOfAnInstanceThatIsGoneIsJudged() throws {
    let old = (10...12).map { ("old/2026-11-26T\($0)00Z.txt", goroutines(["main.f": 900 + $0])) }
    let new = (10...20).map { ("new/2026-11-26T\($0)00Z.txt", goroutines(["main.f": $0])) }
    let inputs = try (old + new).map { name, text in
      var input = SnapshotSet.Input(
        file: name, read: try ProfileReader.read(ByteSource(Array(text.utf8))))
      input.isNamed = true
      return input
    }
    let verdict = try LeakChecksTests.verdict("count() <= 100", on: SnapshotSet(profiles: inputs))
    #expect(verdict.outcome == .fail && verdict.leftOut.isEmpty)
  }

  static let together: [(over: Together, outcome: Outcome, entries: Int, value: Double)] = [
    (.each, .pass, 3, 8), (.worst, .pass, 1, 8), (.sum, .fail, 1, 20),
  ]

  @Test(arguments: together)
  func instancesComeTogetherAsTheRuleSays(
    _ over: Together, _ outcome: Outcome, _ entries: Int, _ value: Double
  ) throws {
    let files = [5, 7, 8].enumerated().flatMap { pod, count in
      [10, 11].map { hour in
        ("\(pod)x/2026-11-26T\(hour)00Z.txt", goroutines(["main.f": hour == 11 ? count : 1 + pod]))
      }
    }
    let verdict = try verdict("count() <= 10", on: try snapshotSet(files)) { $0.over = over }
    #expect(verdict.outcome == outcome && verdict.groups.count == entries)
    #expect(verdict.groups[0].value == value)
  }

  @Test func anOutlierIsFarFromTheOthers() throws {
    let counts = [100, 102, 98, 101, 99, 103, 97, 100, 500]
    let files = counts.enumerated().flatMap { pod, count in
      [10, 11].map { ("p\(pod)x/2026-11-26T\($0)00Z.txt", goroutines(["main.f": count + $0])) }
    }
    let found = try verdict("outlier(count()) <= 6", on: try snapshotSet(files))
    #expect(found.outcome == .fail && found.groups[0].instance == "p8x")
    #expect(found.groups.count { $0.outcome == .pass } == 8)
    let few = try verdict("outlier(count()) <= 6", on: try snapshotSet(Array(files.prefix(8))))
    #expect(few.outcome == .undecided)
  }
}

/// A process saved both as protobuf and as text in each round.
@Suite struct TwoFormatsTests {
  /// The time of a text is the second in its name, so it seems older than a protobuf that was taken before it.
  private static func snapshotSet(_ allocated: [(binary: Int, text: Int)]) throws -> SnapshotSet {
    var inputs: [SnapshotSet.Input] = []
    for (number, round) in allocated.enumerated() {
      let second = 10 + 2 * number
      let name = "20261126T0000\(second)Z"
      inputs.append(try heap("\(name).heap.pb.gz", round.binary, Int64(second), isText: false))
      inputs.append(try heap("\(name).heap.debug1.txt.gz", round.text, Int64(second), isText: true))
    }
    return try SnapshotSet(profiles: inputs)
  }

  private static func heap(
    _ name: String, _ bytes: Int, _ second: Int64, isText: Bool
  ) throws -> SnapshotSet.Input {
    let text = """
      heap profile: 1: 8 [\(bytes / 8): \(bytes)] @ heap/2
      1: 8 [\(bytes / 8): \(bytes)] @ 0x1
      #\t0x1\tmain.work+0x1\t/src/main.go:10

      """
    var read = try ProfileReader.read(ByteSource(Array(text.utf8)))
    if !isText {
      // 0.6 s after the second in the name.
      read.profile.header.timeNanos = (1_795_651_200 + second) * 1_000_000_000 + 600_000_000
      read.notes.traits = []
    }
    return SnapshotSet.Input(file: "router/\(name)", read: read)
  }

  static let rounds: [(allocated: [(binary: Int, text: Int)], processes: Int)] = [
    ([(800, 1600), (2400, 3200), (4000, 4800), (5600, 6400)], 1),
    ([(800, 1600), (2400, 3200), (80, 160), (880, 960)], 2),
    ([(800, 800), (800, 800), (800, 800)], 1),
  ]
  @Test(arguments: rounds)
  func aTextOfTheSameSecondIsNoRestart(
    _ allocated: [(binary: Int, text: Int)], _ processes: Int
  ) throws {
    let snapshotSet = try Self.snapshotSet(allocated)
    #expect(snapshotSet.instances.map(\.processes.count) == [processes])
  }
}
