import ProfileModel
import Testing

@testable import LeakChecks

@Suite struct SelectorTests {
  /// Seven goroutines: main, two waiting for 3 and 12 minutes, a fresh one, two leaked, one with a truncated stack.
  static let dump = """
    goroutine 1 [running]:
    main.main()
    \t/src/main.go:10 +0x1

    goroutine 5 [chan receive, 3 minutes] {tenant: acme}:
    example.com/svc/queue.(*Queue).pop(0x1)
    \t/src/queue/queue.go:20 +0x1
    main.worker()
    \t/src/main.go:20 +0x1
    created by main.main in goroutine 1
    \t/src/main.go:11 +0x1

    goroutine 6 [chan receive (nil chan), 12 minutes] {tenant: "b c"}:
    example.com/svc/queue.(*Queue).pop(0x1)
    \t/src/queue/queue.go:20 +0x1
    main.worker()
    \t/src/main.go:20 +0x1
    created by main.main in goroutine 1
    \t/src/main.go:11 +0x1

    goroutine 7 [select]:
    net/http.(*persistConn).readLoop(0x1)
    \t/go/src/net/http/transport.go:99 +0x1
    created by net/http.(*Transport).dialConn in goroutine 1
    \t/go/src/net/http/transport.go:88 +0x1

    goroutine 8 [chan send (leaked)]:
    example.com/svc/queue.push[...](0x1)
    \t/src/queue/queue.go:30 +0x1
    created by main.start in goroutine 1
    \t/src/main.go:12 +0x1

    goroutine 9 [chan send (leaked)]:
    example.com/svc/queue.push[...](0x1)
    \t/src/queue/queue.go:30 +0x1
    created by main.start in goroutine 1
    \t/src/main.go:12 +0x1

    goroutine 10 [IO wait]:
    example.com/svc/deep.f(0x1)
    \t/src/deep/f.go:5 +0x1
    ...70 frames elided...
    example.com/svc/deep.root(0x1)
    \t/src/deep/f.go:9 +0x1
    created by main.start in goroutine 1
    \t/src/main.go:12 +0x1

    """

  static let counts: [(selector: String, low: Double, high: Double)] = [
    ("", 7, 7),
    ("frame:(*Queue).pop", 2, 3),
    // A name copied from a report, with its type arguments.
    ("site:queue.push[go.shape.map[string]int]", 2, 2),
    ("frame:/Queue..pop$|main.main$/", 3, 4),
    ("frame:main.worker|main.main", 3, 4),
    ("frame:*", 7, 7),
    ("-frame:(*Queue).pop", 4, 5),
    ("leaf:main.worker", 0, 0),
    ("leaf:pop", 2, 2),
    ("root:main.worker", 2, 3),
    ("root:*", 6, 7),
    ("site:queue", 4, 4),
    ("site:readLoop", 1, 1),
    ("package:example.com/svc/queue", 4, 4),
    ("package:net/http", 1, 1),
    ("file:queue.go", 4, 5),
    ("file:/^.src.main/", 3, 4),
    ("state:\"chan receive\"", 2, 2),
    ("state:\"chan receive (nil chan)\"", 2, 2),
    ("state:/^chan/", 4, 4),
    ("state:select|running", 2, 2),
    ("state:blocked", 5, 5),
    ("-state:blocked", 2, 2),
    ("state:*", 7, 7),
    // Java's thread states are not goroutine states.
    ("state:BLOCKED", 0, 7),
    ("state:BLOCKED|select", 1, 1),
    ("created-by:main.main", 2, 2),
    ("created-by:net/http", 1, 1),
    ("created-by:*", 6, 6),
    ("-created-by:*", 1, 1),
    ("label.tenant:acme", 1, 1),
    ("label.tenant:acme|\"b c\"", 2, 2),
    ("label.tenant:b", 0, 0),
    ("label.tenant:/^b/", 1, 1),
    ("label.tenant:*", 2, 2),
    ("label.none:*", 0, 0),
    ("-label.tenant:*", 5, 5),
    ("leaked", 2, 2),
    ("-leaked", 5, 5),
    ("wait>=3m", 2, 7),
    ("wait>=4m", 1, 6),
    ("wait>=5m", 1, 3),
    ("wait>=5m -leaked", 1, 1),
    ("wait<5m", 4, 6),
    ("wait<3m", 0, 5),
    ("wait<13m wait>=12m", 1, 3),
    ("value>=2", 4, 4),
    ("value<2", 3, 3),
    ("value>=3", 0, 0),
    ("fp:*", 7, 7),
    ("fp:0000", 0, 1),
    ("state:blocked label.tenant:acme site:pop", 1, 1),
  ]

  @Test(arguments: counts)
  func aSelectorFindsWhatSurelyAndWhatMayMatch(
    _ selector: String, _ low: Double, _ high: Double
  ) throws {
    let snapshotSet = try snapshotSet([("goroutine.debug2.txt", Self.dump)])
    let group = try #require(
      try verdict("count(\(selector)) <= 0", on: snapshotSet) { $0.isOptional = true }.groups.first,
      "\(selector)")
    #expect(group.interval == Interval(low, high))
  }

  @Test func aFingerprintIsFoundByItsBeginning() throws {
    let snapshotSet = try snapshotSet([("goroutine.debug2.txt", Self.dump)])
    let stack = try #require(verdict("leaked() < 0", on: snapshotSet).stacks.first)
    let fingerprint = try #require(stack.fingerprint)
    let prefix = fingerprint.prefix(5)
    #expect(try verdict("count(fp:\(prefix) leaked) == 2", on: snapshotSet).outcome == .pass)
    #expect(
      try verdict("count(fp:\(prefix)|\(fingerprint) leaked) == 2", on: snapshotSet).outcome
        == .pass)
  }

  /// Only dumps have ages, creators and leaks; a heap profile has no states.
  static let unknown: [(assertion: String, path: String)] = [
    ("count(created-by:main) <= 5", "incident/healthy/goroutine.pb.gz"),
    ("count(wait>=5m) <= 5", "incident/healthy/goroutine.pb.gz"),
    ("count(leaked) <= 5", "incident/healthy/goroutine.pb.gz"),
    ("leaked() <= 5", "incident/healthy/goroutine.debug1.txt"),
    ("count(state:\"chan receive\") <= 5", "incident/healthy/goroutine.debug1.txt"),
    ("max_wait() <= 1h", "incident/healthy/goroutine.pb.gz"),
    ("count(wait>=3m) <= 5", "incident/healthy/goroutine.debug2.txt"),
    ("inuse_space(state:running) <= 1kB", "incident/healthy/heap.pb.gz"),
  ]

  @Test(arguments: unknown)
  func whatAFormatDoesNotTellLeavesItOpen(_ assertion: String, _ path: String) throws {
    let verdict = try verdict(assertion, on: [path])
    #expect(verdict.outcome == .undecided)
    let reason = try #require(verdict.groups.first?.reason)
    #expect(reason.hasPrefix("\(path) does not show "), "\(reason)")
  }

  @Test func aStateThatTheLeafTellsIsKnownInText() throws {
    let verdict = try verdict(
      "count(state:\"sync.WaitGroup.Wait\") == 1", on: ["goroutines/goroutine.debug1.txt"])
    #expect(verdict.groups.first?.interval.low == 1)
  }

  @Test func theLongestWaitIsAsLongAsADumpSays() throws {
    let snapshotSet = try snapshotSet([("goroutine.debug2.txt", Self.dump)])
    let known = try #require(verdict("max_wait(-leaked) <= 10m", on: snapshotSet).groups.first)
    #expect(known.outcome == .fail && known.interval == Interval(720e9))
    let leaked = try #require(verdict("max_wait() <= 15m", on: snapshotSet).groups.first)
    #expect(leaked.outcome == .undecided && leaked.interval.high == .infinity)
    let fresh = try #require(verdict("max_wait(site:readLoop) <= 4m", on: snapshotSet).groups.first)
    #expect(fresh.outcome == .pass && fresh.interval == Interval(0, 240e9))
  }

  /// Stacks that differ only beyond the 32 functions nearest to the leaf have the same fingerprint, and count as one.
  @Test func stacksOfOneFingerprintCountAsOne() throws {
    func text(_ root: String) -> String {
      let frames = (0..<40).map { "#\t0x1\tmain.f\($0)+0x1\t/src/main.go:1\n" }.joined()
      return "3 @ 0x1\n\(frames)#\t0x2\tmain.\(root)+0x2\t/src/main.go:2\n\n"
    }
    let all = "goroutine profile: total 6\n" + text("one") + text("other")
    let snapshotSet = try snapshotSet([("goroutine.txt", all)])
    #expect(try verdict("stacks() == 1", on: snapshotSet).outcome == .pass)
    #expect(try verdict("count(value>=6) == 6", on: snapshotSet).outcome == .pass)
    let found = try verdict("count() <= 5", on: snapshotSet)
    #expect(found.stacks.map(\.value) == [6])
  }

  /// Rules use bytes and nanoseconds, whatever the profile's unit.
  @Test func valuesAreBroughtToBaseUnits() throws {
    var builder = ProfileBuilder()
    builder.header.sampleTypes = [("wall", "milliseconds"), ("alloc_space", "kilobytes")].map {
      ValueType(type: builder.string($0), unit: builder.string($1))
    }
    let stack = builder.stack([])
    builder.appendSample(stack: stack, labels: builder.labelSet([]), values: [1500, 3])
    let read = ReadProfile(profile: builder.finish(), notes: ReadNotes(format: "pprof"))
    let snapshotSet = try SnapshotSet(profiles: [.init(file: "a.pb.gz", read: read)])
    #expect(try verdict("wall() <= 1.5s", on: snapshotSet).outcome == .pass)
    #expect(try verdict("wall(value>=1500ms) < 1500ms", on: snapshotSet).outcome == .fail)
    #expect(try verdict("alloc_space() <= 3kB", on: snapshotSet).groups[0].value == 3072)
  }

  @Test func theLongestWaitComesFirst() throws {
    let snapshotSet = try snapshotSet([("goroutine.debug2.txt", Self.dump)])
    #expect(try verdict("max_wait(-leaked) <= 1m", on: snapshotSet).stacks.first?.minutes == 12)
  }

  @Test func aFileThatIsNotKnownMayBeAny() throws {
    var builder = ProfileBuilder()
    builder.header.sampleTypes = [
      ValueType(type: builder.string("cpu"), unit: builder.string("count"))
    ]
    let location = builder.location(function: builder.function(name: builder.string("main.f")))
    builder.appendSample(stack: builder.stack([location]), values: [2])
    let read = ReadProfile(profile: builder.finish(), notes: ReadNotes(format: "pprof"))
    let snapshotSet = try SnapshotSet(profiles: [.init(file: "a.pb.gz", read: read)])
    let verdict = try verdict("cpu(file:*) <= 0", on: snapshotSet)
    #expect(verdict.outcome == .undecided)
    #expect(verdict.groups.first?.reason?.hasSuffix("some functions have no file") == true)
  }
}
