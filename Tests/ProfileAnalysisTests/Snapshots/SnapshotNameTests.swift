import Testing

@testable import ProfileAnalysis

@Suite struct SnapshotNameTests {
  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
  private func name(_ path: String) -> SnapshotName { SnapshotName(Array(path.utf8)) }
  private func sharedName(_ name: SnapshotName) -> [UInt8] { name.place + name.processPart }

  static let stems: [(path: String, stem: String)] = [
    ("goroutine.pb.gz", "goroutine"), ("a/b/goroutine.debug1.txt", "a/b/goroutine"),
    ("heap.prof", "heap"), ("00.goroutine.pb.gz", "00.goroutine"), ("pb.gz", "pb"), (".txt", ""),
    ("v1.2/heap", "v1.2/heap"), ("snap.pb/x", "snap.pb/x"), ("a.b", "a.b"), ("DUMP.TXT", "DUMP"),
    ("goroutine?debug=2", "goroutine"), ("goroutine-debug1.txt.gz", "goroutine"),
    ("goroutine_debug=1.log", "goroutine"), ("goroutine.DEBUG2", "goroutine"), ("debug2", "debug2"),
    ("a-debug", "a-debug"), ("x.debug.2", "x.debug.2"), ("", ""), ("a/", "a/"),
  ]

  @Test(arguments: stems)
  func aNameTellsAMomentUpToItsFormat(_ path: String, _ stem: String) {
    #expect(text(name(path).stem) == stem)
  }

  static let moments: [(path: String, moment: String, isUnusual: Bool)] = [
    ("a/allocs.pb.gz", "a/heap", true), ("a/heap.debug1.txt", "a/heap", false),
    ("12.goroutineleak.debug2.txt", "12.goroutine", true), ("allocs/12.pb", "allocs/12", false),
    ("myallocs.pb", "myallocs", false), ("ALLOCS-2.pb", "heap-2", true),
  ]

  @Test(arguments: moments)
  func oneMomentHasOneName(_ path: String, _ moment: String, _ isUnusual: Bool) {
    #expect(text(name(path).moment) == moment)
    #expect(name(path).isUnusual == isUnusual)
  }

  static let processes: [(path: String, process: String)] = [
    ("heap.pb.gz", ""), ("a/goroutine.debug2.txt", "a/"), ("a/007.heap.pb.gz", "a/"),
    ("pod-a.pb.gz", "pod-a"), ("pod_b.goroutine.pb.gz", "pod-b"), ("a00.pb.gz", "a"),
    ("a/2026-11-26T10:00:00Z.pod-b.heap.pb.gz", "a/pod-b"), ("heap-20261126T100000Z.pb", ""),
    ("heap.2026-11-26_10-00.pb.gz", ""), ("heap_20261126-1000.pb.gz", ""),
    ("1764151200.goroutine.pb.gz", ""), ("1764151200123-api.pb.gz", "api"), ("api.1.22.pb", "api"),
    ("heap.2026-11-26.pb.gz", ""), ("x2026-11-26T10:00:00.123Zy.pb", "xy"),
    ("router-0-heap.pb.gz", "router"), ("a.cpu/b.cpu.prof", "a.cpu/b"),
    ("2026-11-26T10:00:00Z-2026-11-26T11:00:00Z.pb", ""), ("12026-11-26T10:00Z.pb", "26T10:00Z"),
    ("goroutines_final (1).txt", "final"), ("pod-a-heap-2.pb (1).gz", "pod-a"),
    ("H/sigquit.txt.gz", "H/"), ("pod-a.panic.log", "pod-a"), ("goroutine (1).txt", ""),
    ("goroutine?debug=1.1", ""), ("10.0.0.1:6060.heap.pb.gz", "10.0.0.1:6060"),
    ("a/2026-11-26/22:00/web.heap.pb.gz", "a/web"), ("22-00/b/web.pb.gz", "b/web"),
    ("before-20261126T2200Z/web.pb.gz", "before/web"), ("2200/web.pb.gz", "2200/web"),
    ("go1.22/web.pb.gz", "go1.22/web"), ("2026-11/web.pb.gz", "2026-11/web"),
  ]

  @Test(arguments: processes)
  func aProcessIsWhatIsLeftOfAName(_ path: String, _ process: String) {
    #expect(text(sharedName(name(path))) == process)
  }

  /// Seconds after 2026-11-26T10:00:00Z; with an offset it is earlier in the east and later in the west.
  static let times: [(path: String, seconds: Int64?, process: String)] = [
    ("heap.2026-11-26T10:00:00Z.pb.gz", 0, ""), ("heap.2026-11-26_1000.pb.gz", 0, ""),
    ("heap.2026-11-26T10:00:00+0200.pb.gz", -7200, ""),
    ("heap_2026-11-26_10:00:00+05:30.txt", -19800, ""), ("heap-20261126T100000-0500.pb", 18000, ""),
    ("2026-11-26T10:00-0500.pb", 18000, ""), ("api_2026-11-26T10:00:00-03:00.pb", 10800, "api"),
    // Numbers behind a time, and no such offsets.
    ("heap-20261126-100000-0100.pb", 0, ""), ("heap.2026-11-26T10:00:00-0012.pb", 0, ""),
    ("heap.2026-11-26T10:00:00+1500.pb", 0, "+"), ("heap.2026-11-26T10:00:00+02.pb", 0, "+"),
    ("heap.2026-11-26.pb.gz", nil, ""),
    // As macOS and people write times of day.
    ("heap 2026-11-26 at 10.00.07.txt", 7, ""), ("heap_2026-11-26_10.00.txt", 0, ""),
    ("heap.2026-11-26_10:00:07.50.pb", 7, ""), ("heap 2026-11-26 at noon.txt", nil, "26 at noon"),
    ("heap.2026-11-26_10.pb.gz", nil, ""),
    // Folders tell times, too.
    ("2026-11-26T10:00Z/heap.pb.gz", 0, ""), ("2026-11-26/10:00/heap.pb.gz", 0, ""),
    ("2026-11-26/1000.heap.pb.gz", nil, ""),
  ]

  @Test(arguments: times)
  func aTimeInANameMayHaveAnOffset(_ path: String, _ seconds: Int64?, _ process: String) {
    let ten: Int64 = 1_795_687_200
    #expect(name(path).time == seconds.map { (ten + $0) * 1_000_000_000 })
    #expect(text(sharedName(name(path))) == process)
  }

  static let ofProfiles = [
    "a.pb", "a.pb.gz", "a.pprof", "a.PROF", "heap", "heap.txt", "12.goroutine", "cpu.out",
    "x-mutex.log",
    "goroutine.debug2", "goroutine?debug=1", "block.gz", "threadcreate.debug1.txt", "profile",
    "profile.1", "allocs_2026-11-26T10:00:00Z", "heap.2026-11-26T10:00:00Z", "Goroutineleak.txt",
    "heap1.txt", "heap.7", "a.heap.gz", "goroutine.txt.xz", "heap.pb.gz.bz2",
  ]

  @Test(arguments: ofProfiles)
  func peopleGiveSuchNamesToProfiles(_ path: String) {
    #expect(name(path).isOfProfile)
    #expect(name("folder/" + path).isOfProfile)
  }

  static let ofOthers = [
    "a", "notes.txt", "heap.json", "heaps.txt", "myheap.txt", "profile.html", "goroutines.txt",
    "heap.svg", "cpu.go", "a.gz", "dump.log", "heap.md", "heap.pb.html", "heap/notes.txt", "",
    "callgrind.out", "cpu.old", "profiles.tar.gz",
  ]

  @Test(arguments: ofOthers)
  func othersAreNotOfProfiles(_ path: String) {
    #expect(!name(path).isOfProfile)
  }

  @Test func anAddressIsOnePartAndCountsNothing() {
    for (path, part) in [
      ("goroutine-10.0.0.11.txt", "10.0.0.11"), ("10.0.0.11:6060.heap.pb.gz", "10.0.0.11:6060"),
      ("web 10.0.0.300.txt", "web"), ("1.2.3.txt", ""), ("ledger-b .txt", "ledger-b"),
    ] {
      #expect(text(name(path).processPart) == part, "\(path)")
    }
  }

  @Test func rotatedLogsCountBackwards() {
    #expect(name("panic.log.2").isOfRotatedLog)
    for path in ["panic.2.log", "panic.log", "log.2", "panic.log.x"] {
      #expect(!name(path).isOfRotatedLog, "\(path)")
    }
  }

  @Test func numbersInNamesAreNumbers() {
    let names = ["a", "a1", "a2", "a02", "a10", "a10b2", "a10b10", "a99999999999999999999", "b"]
      .map { Array($0.utf8) }
    for (index, name) in names.enumerated() {
      for other in names[(index + 1)...] {
        #expect(SnapshotName.precedes(name, other) != SnapshotName.precedes(other, name))
      }
    }
    let sorted = ["s10", "s9", "s100"].map { Array($0.utf8) }.sorted(by: SnapshotName.precedes)
    #expect(sorted.map(text) == ["s9", "s10", "s100"])
    #expect(!SnapshotName.precedes(names[0], names[0]))
  }

  /// 5,000 seeded names of meaningful parts: all formats of one moment belong to one process, and parts for the
  /// format do not affect the moment.
  @Test func namesOfAnyPartsAreTakenApart() {
    let parts = [
      ".", "-", "_", "?", "=", "debug", "2", "gz", "pb", "heap", "allocs", "goroutineleak", "T",
      "Z",
      "2026-11-26", "10:00", "20261126", "x", "\u{e9}", "/", ".pb.gz", ".debug1.txt", "",
    ]
    var state: UInt64 = 1
    for _ in 0..<5000 {
      let text = (0..<7).reduce(into: "") { text, _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += parts[Int(state >> 33) % parts.count]
      }
      let (bare, saved) = (name(text + "x"), name(text + "x.debug1.txt"))
      #expect(bare.stem == saved.stem, "\(text)")
      #expect(sharedName(bare) == sharedName(saved), "\(text)")
      #expect(
        sharedName(SnapshotName(bare.moment + Array(".pb".utf8))) == sharedName(bare), "\(text)")
      #expect(!bare.stem.isEmpty)
    }
  }

  /// Names that look alike are different, and invalid UTF-8 is distinguished.
  @Test func namesAreBytes() {
    let composed = SnapshotName(Array("\u{e9}.pb.gz".utf8))
    let decomposed = SnapshotName(Array("e\u{301}.pb.gz".utf8))
    #expect(composed.stem != decomposed.stem)
    #expect(SnapshotName([0xFF, 0x2E, 0x70, 0x62]).stem == [0xFF])
    #expect(SnapshotName([0xFF, 0x2E, 0x70, 0x62]).processPart == [0xFF])
    #expect(SnapshotName([0xFF, 0x2E, 0x70, 0x62]).isOfProfile)
  }
}
