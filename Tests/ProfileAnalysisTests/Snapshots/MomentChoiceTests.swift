import ProfileModel
import Testing

@testable import ProfileAnalysis

@Suite struct MomentChoiceTests {
  private typealias Format = MomentFile.Format

  private func file(
    _ path: String, _ format: MomentFile.Format = .protobuf, time: Int64 = 0,
    isIncomplete: Bool = false, mark: UInt64? = nil
  ) -> MomentFile {
    MomentFile(
      path: Array(path.utf8), format: format, timeNanos: time, isIncomplete: isIncomplete,
      mark: mark.flatMap(Self.mark))
  }

  private static func mark(_ process: UInt64) -> ProcessMark? {
    var builder = ProfileBuilder()
    for (file, start) in [("app", 0x1000), ("[vdso]", process << 32)] {
      _ = builder.addMapping(
        Mapping(id: 0, start: start, limit: start + 1, filename: builder.string(file)))
    }
    return ProcessMark(builder.finish())
  }

  /// The paths of the chosen files.
  private func taken(
    _ files: [MomentFile], _ moments: MomentChoice.Moments = .newest, prefersDumps: Bool = false
  ) -> [String] {
    MomentChoice(of: files, moments, prefersDumps: prefersDumps).files
      .map { String(decoding: files[$0].path, as: UTF8.self) }
  }

  @Test func theNewestByTimeIsTakenWhateverItsName() {
    let files = [
      file("9.heap.pb.gz", time: 1), file("1.heap.pb.gz", time: 3), file("5.heap.pb.gz", time: 2),
    ]
    #expect(taken(files) == ["1.heap.pb.gz"])
    let process = MomentChoice(of: files, .newest).processes[0]
    #expect(process.count == 3)
    #expect(process.isTimed)
    #expect(process.oldestNanos == 1)
  }

  @Test func namesDecideWhereOneDoesNotKnowItsTime() {
    let files = [file("10.txt", .text), file("9.pb.gz", time: 5), file("2.txt", .text)]
    #expect(taken(files) == ["10.txt"])
    #expect(!MomentChoice(of: files, .newest).processes[0].isTimed)
  }

  /// A folder a moment, as scripts save them: the newest of each process, and not each moment as a process.
  @Test(arguments: ["2026-11-2N", "2026112NT1000Z", "1N:30", "2026-11-26/1N-00"])
  func foldersOfTimesHoldMoments(_ folder: String) {
    let files = (1...3).flatMap { moment in
      ["web-0", "web-1"].map {
        file("\(folder.replacing("N", with: "\(moment)"))/\($0).txt", .text)
      }
    }
    let newest = folder.replacing("N", with: "3")
    #expect(taken(files) == ["\(newest)/web-0.txt", "\(newest)/web-1.txt"])
  }

  static let clocks: [(names: String, newest: String)] = [
    ("2200 2330 0030 0630", "0630"), ("220000 233000 003000 063000", "063000"),
    ("22.00 23.30 00.30 06.30", "06.30"), ("22-00-00 23-30-00 00-30-00 06-30-00", "06-30-00"),
    ("22.00 23.30 30.30 06.30", "30.30"), ("1.22 1.23 2.00 2.06", "2.06"),
    ("0900 1200 1700", "1700"), ("0001 0002 0003", "0003"), ("0000 0600 1200 1800", "1800"),
    // Two may be of one day, and what is no time of day counts.
    ("0630 2200", "2200"), ("2200 2330 0030 0690", "2330"), ("2200 2330 30 630", "2330"),
  ]
  @Test(arguments: clocks)
  func timesOfDayMayCrossMidnight(_ names: String, _ newest: String) {
    let files = names.split(separator: " ").map { file("pod-goroutine-\($0).txt", .text) }
    #expect(taken(files) == ["pod-goroutine-\(newest).txt"])
  }

  /// Neither the plural nor `debug2` tells another process, or a later moment.
  @Test func wordsForAKindAreNoNames() {
    let files = [
      file("a/goroutine-1912.txt", .text), file("a/goroutines-debug2-1911.txt", .dump),
      file("a/Goroutines-debug1-1906.txt", .text),
    ]
    #expect(taken(files) == ["a/goroutine-1912.txt"])
  }

  /// A number that stays in a process while another counts its snapshots is that of a replica.
  @Test func replicasAreProcessesOfTheirOwn() {
    let files = [
      file("web-0-heap-1906", time: 1, mark: 1), file("web-0-heap-1912", time: 7, mark: 1),
      file("web-1_heap_190637.pb.gz", time: 2, mark: 2),
      file("web-1_heap_191437.pb.gz", time: 8, mark: 2),
    ]
    #expect(taken(files) == ["web-0-heap-1912", "web-1_heap_191437.pb.gz"])
    // Of one process both are numbers of snapshots.
    let series = files.map {
      file(String(decoding: $0.path, as: UTF8.self), time: $0.timeNanos, mark: 1)
    }
    #expect(taken(series) == ["web-1_heap_191437.pb.gz"])
  }

  /// The newest files of texts, which tell no process. `N` stands for the number of a replica, `T` for a time of day.
  @Test(arguments: [
    ("web-N-goroutine-T.txt", ["0", "1"], true), ("goroutine-T-web-N.txt", ["1", "2"], true),
    ("web-N.goroutine.T.txt", ["0", "1"], true), ("webN-T.txt", ["0", "1"], true),
    ("us-east-1-web-N-T.txt", ["0", "1"], true), ("web-N-goroutine-T.txt", ["2", "3"], false),
    ("web-N-goroutine-T.txt", ["0", "2"], false), ("web-N-goroutine-T.txt", ["0"], false),
  ])
  func numbersSideBySideAreOfReplicas(_ form: String, _ numbers: [String], _ areReplicas: Bool) {
    let names = numbers.flatMap { number in
      ["1311", "1313", "1317"].map {
        form.replacing("N", with: number).replacing("T", with: $0)
      }
    }
    let processes = MomentChoice(of: names.map { file($0, .text) }, .newest).processes
    #expect(processes.count == (areReplicas ? numbers.count : 1))
  }

  /// One text of each number: nothing tells snapshots from replicas, unless the word does.
  @Test(arguments: [
    (["web-0", "web-1", "web-2"], 3), (["web-1.goroutine", "web-2.goroutine"], 2),
    (["web-2", "web-3"], 1), (["web-0", "web-2"], 1), (["snap-1", "snap-2"], 1),
    (["goroutine-1", "goroutine-2"], 1), (["web-v1", "web-v2"], 1), (["web-01", "web-02"], 2),
    ((0..<12).map { "web-\($0)" }, 1),
  ])
  func fewTextsWithANumberMayBeOfReplicas(_ names: [String], _ count: Int) {
    let files = names.map { file("\($0).txt", .text) }
    #expect(MomentChoice(of: files, .newest).processes.count == count)
    let timed = names.enumerated().map { number, name in
      file("\(name).txt", .text, time: Int64(number + 1) * 60_000_000_000)
    }
    #expect(MomentChoice(of: timed, .newest).processes.count == 1)
  }

  /// One number after the other, as releases have them, is no sign of replicas.
  @Test func numbersInTurnAreOfOneProcess() {
    let names = ["v1-1311", "v1-1313", "v2-1315", "v2-1317"]
    #expect(taken(names.map { file("web-\($0).txt", .text) }) == ["web-v2-1317.txt"])
    #expect(taken(names.map { file("web-\($0.dropFirst()).txt", .text) }) == ["web-2-1317.txt"])
  }

  @Test func aProcessHasOneNewestWhateverItsFilesAreCalled() {
    let files = [
      file("before.heap.pb.gz", time: 1, mark: 1), file("later.heap.pb.gz", time: 2, mark: 1),
      file("other.heap.pb.gz", time: 1, mark: 2),
    ]
    #expect(taken(files) == ["later.heap.pb.gz", "other.heap.pb.gz"])
  }

  @Test func aTimeInANameCounts() {
    let read = ReadProfile(profile: ProfileBuilder().finish(), notes: ReadNotes())
    let file = MomentFile(path: Array("2026-11-26T10:00:00Z.goroutine.txt".utf8), read)
    #expect(file.timeNanos == 1_795_687_200_000_000_000)
  }

  @Test func aDumpIsOfTheSameSeries() {
    let files = [
      file("a-goroutine-2200.txt", .text), file("a-goroutine-2330.txt", .text),
      file("a-dump-0500.txt.gz", .dump), file("a-goroutine-0630.txt", .text),
    ]
    #expect(taken(files) == ["a-goroutine-0630.txt"])
  }

  /// A crash may show one goroutine only, and has no time.
  @Test func aSnapshotGoesBeforeWhatAProgramPrintedAsItEnded() {
    let files = [
      file("2.pb.gz", time: 1), file("1.pb.gz", time: 2), file("sigquit.txt", .dump),
      file("panic.txt", .dump),
    ]
    #expect(taken(files) == ["1.pb.gz"])
    let process = MomentChoice(of: files, .newest).processes[0]
    #expect(process.isTimed)
    #expect(process.oldestNanos == 1)
    #expect(process.count == 2)
    #expect(process.dumps.count == 2)
    #expect(taken(Array(files.suffix(2))) == ["sigquit.txt"])
    #expect(!MomentChoice(of: Array(files.suffix(2)), .newest).processes[0].isTimed)
  }

  /// What `goroutine?debug=2` answers is often saved as a dump, and the program goes on.
  @Test func aDumpIsASnapshotLikeOthers() {
    let files = [
      file("dump0-a.txt", .dump), file("dump12-a.txt", .dump), file("goroutine-a-3.txt", .text),
    ]
    let choice = MomentChoice(of: files, .newest)
    #expect(choice.processes.map(\.count) == [3])
    #expect(choice.processes[0].dumps.isEmpty)
  }

  @Test func eachProcessHasItsNewest() {
    let files = [
      file("a/pod-a.1.pb", time: 1), file("a/pod-a.2.pb", time: 2), file("a/pod-b.1.pb", time: 1),
      file("b/pod-a.1.pb", time: 1),
    ]
    #expect(taken(files) == ["a/pod-a.2.pb", "a/pod-b.1.pb", "b/pod-a.1.pb"])
  }

  @Test func formsOfOneMomentCountOnce() {
    let files = [
      file("g.debug1.txt", .text), file("g.debug2.txt", .dump), file("g.pb.gz", time: 7),
    ]
    #expect(taken(files) == ["g.pb.gz"])
    #expect(taken(files, .all) == ["g.pb.gz"])
    #expect(taken(files, prefersDumps: true) == ["g.debug2.txt"])
    #expect(taken(Array(files.prefix(2))) == ["g.debug2.txt"])
    #expect(taken(Array(files.prefix(1))) == ["g.debug1.txt"])
    // The time is that of the moment, whichever format has it.
    #expect(MomentChoice(of: files, .newest, prefersDumps: true).processes[0].isTimed)
  }

  @Test func whatIsCutComesLast() {
    let files = [file("g.debug2.txt", .dump, isIncomplete: true), file("g.pb.gz", time: 7)]
    #expect(taken(files, prefersDumps: true) == ["g.pb.gz"])
    #expect(taken(Array(files.prefix(1)), prefersDumps: true) == ["g.debug2.txt"])
  }

  @Test func theUsualNameGoesBeforeTheOther() {
    let files = [file("1/allocs.pb.gz", time: 2), file("1/heap.pb.gz", time: 1)]
    #expect(taken(files) == ["1/heap.pb.gz"])
  }

  @Test func allMomentsAreInTheOrderOfTheirFiles() {
    let files = [file("b.2.pb", time: 1), file("b.1.pb", time: 2), file("a.1.pb", time: 3)]
    #expect(taken(files, .all) == ["b.2.pb", "b.1.pb", "a.1.pb"])
  }

  @Test func extremeTimesDoNotMatter() {
    let files = [file("1.pb", time: .min), file("2.pb", time: .max), file("3.pb", time: -1)]
    #expect(taken(files) == ["2.pb"])
  }

  @Test func thereMayBeNone() { #expect(taken([]).isEmpty) }
}
