import ProfileModel
import Testing

@testable import ProfileAnalysis

@Suite struct NormalizedStacksTests {
  /// A goroutine profile with one sample for each stack of names, leaf first.
  /// - `inProgram`: whether all locations lie in the mapping of a program.
  static func profile(
    _ stacks: [[String]], labels: [[(String, String)]] = [], inProgram: Bool = false
  ) -> Profile {
    var builder = ProfileBuilder()
    builder.header.sampleTypes = [
      ValueType(type: builder.string("goroutine"), unit: builder.string("count"))
    ]
    for (row, names) in stacks.enumerated() {
      let frames = names.enumerated().map { index, name in
        let function = builder.function(name: builder.string(name))
        return builder.location(
          lines: [.init(function: function, number: Int64(index + 1))], address: 0)
      }
      let set = row < labels.count ? labels[row] : []
      let labels = set.map {
        Label(key: builder.string($0.0), value: .text(builder.string($0.1)))
      }
      builder.appendSample(
        stack: builder.stack(frames), labels: builder.labelSet(labels), values: [1])
    }
    var profile = builder.finish()
    guard inProgram else { return profile }
    profile = profile.withMapping()
    profile.mappings[0].limit = 0x1000
    return profile
  }

  /// The normalized stack of some names.
  private func normalized(_ names: [String]) -> (stacks: NormalizedStacks, stack: StackID) {
    let profile = Self.profile([names])
    return (NormalizedStacks(profile), StackID(profile.sampleTable.stacks[0]))
  }

  static let cases: [(names: [String], normalized: [String], site: String)] = [
    ([], [], ""),
    (
      ["runtime.gopark", "runtime.chanrecv", "main.work", "runtime.goexit"], ["main.work"],
      "main.work"
    ),
    (
      ["sync.(*Mutex).Lock", "net/http.(*T).f", "a.org/b.F", "main.main"],
      ["sync.(*Mutex).Lock", "net/http.(*T).f", "a.org/b.F", "main.main"], "a.org/b.F"
    ),
    (
      ["internal/poll.(*FD).Read", "net.(*conn).Read", "net/http.(*conn).serve"],
      ["internal/poll.(*FD).Read", "net.(*conn).Read", "net/http.(*conn).serve"],
      "net/http.(*conn).serve"
    ),
    (["main.a", "...12 frames elided...", "main.z"], ["main.a"], "main.a"),
    (
      [
        "runtime.goroutineProfileWithLabels", "runtime/pprof.writeGoroutine",
        "runtime/pprof.(*Profile).WriteTo", "main.dump",
      ], ["runtime/pprof.(*Profile).WriteTo", "main.dump"], "main.dump"
    ),
    (["runtime.gopark", "runtime.bgsweep"], [], ""),
    (
      ["memeqbody", "bytes.Equal", "main.find", "main.main"],
      ["memeqbody", "bytes.Equal", "main.find", "main.main"], "main.find"
    ),
    (["gcWriteBarrier", "runtime.systemstack"], ["gcWriteBarrier"], "gcWriteBarrier"),
    (["callback", "main.main"], ["callback", "main.main"], "callback"),
    (
      ["main.(*buffer).Write", "runtime/pprof.(*Profile).WriteTo", "main.dump"],
      ["runtime/pprof.(*Profile).WriteTo", "main.dump"], "main.dump"
    ),
  ]

  @Test(arguments: cases)
  func plainStackHoldsWhatEveryFormatShows(
    _ names: [String], _ normalized: [String], _ site: String
  ) {
    let (stacks, stack) = self.normalized(names)
    #expect(stacks.names(of: stacks.rows[Int(stack.index)]) == normalized)
    #expect(stacks.site(of: stack) == site)
    let sites = StackSites(Self.profile([names]))
    #expect(sites.names[sites.sites[Int(stack.index)]] == site)
  }

  static let assembly: [(file: String, site: String)] = [
    ("/usr/lib/go/src/runtime/asm_amd64.s", "main.find"),
    ("internal/bytealg/equal_amd64.s", "main.find"), ("/src/shop/equal.s", "work"),
    ("/src/shop/equal.c", "work"), ("", "work"),
  ]
  /// A function without a package is the runtime's if its file is.
  @Test(arguments: assembly)
  func theFileShowsWhatIsTheRuntimes(_ file: String, _ site: String) {
    var builder = ProfileBuilder()
    builder.header.sampleTypes = [ValueType(type: builder.string("cpu"), unit: .empty)]
    let frames = [("work", file), ("main.find", "find.go")].map { name, file in
      let function = builder.function(
        name: builder.string(name), filename: builder.string(file))
      return builder.location(lines: [.init(function: function, number: 1)], address: 0)
    }
    let stack = builder.stack(frames)
    builder.appendSample(stack: stack, labels: builder.labelSet([]), values: [1])
    let profile = builder.finish()
    #expect(NormalizedStacks(profile).site(of: stack) == site)
    let sites = StackSites(profile)
    #expect(sites.names[sites.sites[Int(stack.index)]] == site)
  }

  @Test func fingerprintIsTheStartOfTheHashOfTheNames() {
    let (stacks, stack) = normalized(["runtime.gopark", "main.f[go.shape.int]", "main.main"])
    // printf 'main.f[...]\nmain.main' | sha1sum
    #expect(stacks.fingerprint(of: stack).description == "bbf49f4835b5")
  }

  @Test func fingerprintLooksAtThirtyTwoNames() {
    let deep = (0..<40).map { "main.f\($0)" }
    let same = normalized(Array(deep.prefix(32)))
    let (stacks, stack) = normalized(deep)
    #expect(stacks.fingerprint(of: stack) == same.stacks.fingerprint(of: same.stack))
    let shorter = normalized(Array(deep.prefix(31)))
    #expect(stacks.fingerprint(of: stack) != shorter.stacks.fingerprint(of: shorter.stack))
  }

  /// Of 128 recorded frames, text formats hide the runtime's at the leaf.
  @Test func stackOfFullDepthMayHaveLostItsRoot() {
    func deep(_ count: Int) -> [String] { [String](repeating: "main.f", count: count) }
    let stacks = NormalizedStacks(
      Self.profile([
        deep(128), deep(120), deep(119), ["runtime.gopark"] + deep(127),
        ["runtime.gopark"] + deep(126), ["main.f", "...3 frames elided..."],
      ]))
    #expect(stacks.isCut == [false, true, true, false, true, false, true])
  }

  static let unknown: [(names: [String], isNamed: Bool, isSiteKnown: Bool, site: String)] = [
    (["main.f", ""], false, true, "main.f"), (["", "main.f"], false, false, "main.f"),
    ([""], false, false, "(no name)"), (["net.Read", ""], false, false, "(no name)"),
    (["net.Read"], true, true, "net.Read"), ([], true, true, ""),
    (Array(repeating: "main.f", count: 32) + [""], true, true, "main.f"),
    (["", "runtime/pprof.(*Profile).WriteTo", "main.f"], true, true, "main.f"),
    (["net.Read", "...9 frames elided..."], true, false, "net.Read"),
  ]

  @Test(arguments: unknown)
  func aFrameWithoutANameMayBeAny(
    _ names: [String], _ isNamed: Bool, _ isSiteKnown: Bool, _ site: String
  ) {
    let (stacks, stack) = normalized(names)
    #expect(stacks.isNamed[Int(stacks.rows[Int(stack.index)].index)] == isNamed)
    #expect(stacks.isSiteKnown(stack) == isSiteKnown)
    #expect(stacks.site(of: stack) == site)
    let sites = StackSites(Self.profile([names]))
    #expect(sites.names[sites.sites[Int(stack.index)]] == site)
  }

  @Test func siteKnowsItsLine() {
    let profile = Self.profile([["runtime.gopark", "sync.(*Mutex).Lock", "main.work", "main.main"]])
    let stacks = NormalizedStacks(profile)
    let line = stacks.siteLine(of: StackID(profile.sampleTable.stacks[0]), in: profile)
    #expect(line.map { profile.locations.lineNumbers[$0] } == 3)
  }
}

@Suite struct WaitStateTests {
  static let stacks: [(names: [String], state: String?)] = [
    (["runtime.gopark", "runtime.chanrecv", "runtime.chanrecv1", "main.f"], "chan receive"),
    (["runtime.gopark", "runtime.chansend", "runtime.chansend1", "main.f"], "chan send"),
    (["runtime.gopark", "runtime.selectgo", "main.f"], "select"),
    (["runtime.gopark", "runtime.block", "main.f"], "select (no cases)"),
    (["runtime.gopark", "time.Sleep", "main.f"], "sleep"),
    (["time.Sleep", "main.f"], "sleep"),
    (["runtime.coroswitch", "iter.Pull[...].func1.1", "main.f"], "coroutine"),
    (
      [
        "runtime.gopark", "runtime.goparkunlock", "runtime.semacquire1",
        "internal/sync.runtime_SemacquireMutex", "main.f",
      ], "sync.Mutex.Lock"
    ),
    (["sync.runtime_SemacquireRWMutexR", "main.f"], "sync.RWMutex.RLock"),
    (["sync.runtime_SemacquireRWMutex", "main.f"], "sync.RWMutex.Lock"),
    (["sync.runtime_SemacquireWaitGroup", "main.f"], "sync.WaitGroup.Wait"),
    (["sync.runtime_notifyListWait", "main.f"], "sync.Cond.Wait"),
    (["internal/poll.runtime_pollWait", "main.f"], "IO wait"),
    (["syscall.Syscall", "main.f"], "syscall"),
    (["runtime.notetsleepg", "os/signal.signal_recv"], "syscall"),
    (["runtime.asyncPreempt2", "runtime.asyncPreempt", "main.f"], "runnable"),
    (["main.f", "runtime.chanrecv"], nil), ([], nil),
  ]

  @Test(arguments: stacks)
  func leafFramesTellTheState(_ names: [String], _ state: String?) {
    let traits = GoroutineTraits(NormalizedStacksTests.profile([names]))
    #expect(traits.state(ofSample: 0) == state)
  }

  @Test func whoDoesNotWaitIsRunnableWhereLeafFramesAreShown() {
    let traits = GoroutineTraits(
      NormalizedStacksTests.profile(
        [
          ["runtime.gopark", "runtime.chanrecv", "main.f"], ["main.g"], [],
          ["runtime.goroutineProfileWithLabels", "main.h"], ["runtime.gopark", "main.odd"],
        ], inProgram: true))
    #expect(
      (0..<5).map { traits.state(ofSample: $0) }
        == ["chan receive", "runnable", "runnable", "running", nil])
  }

  /// What lies in no mapping may be of several sources, one of which hides the frames that show a state.
  @Test func whoDoesNotWaitIsUnknownWhereSourcesMayDiffer() {
    let traits = GoroutineTraits(
      NormalizedStacksTests.profile([
        ["runtime.gopark", "runtime.chanrecv", "main.f"], ["main.g"], [],
        ["runtime.goroutineProfileWithLabels", "main.h"],
      ]))
    #expect((0..<4).map { traits.state(ofSample: $0) } == ["chan receive", nil, nil, nil])
  }

  /// A nameless leaf may be the function that parks a goroutine, or a running one.
  @Test func aLeafWithoutANameTellsNoState() {
    let traits = GoroutineTraits(
      NormalizedStacksTests.profile(
        [
          ["runtime.gopark", "runtime.chanrecv", "main.f"], ["", "main.g"], ["main.h", ""], [""],
          ["", "runtime.chanrecv1", "main.f"],
        ], inProgram: true))
    #expect(
      (0..<5).map { traits.state(ofSample: $0) } == ["chan receive", nil, "runnable", nil, nil])
  }

  @Test func labelsRuleOverFrames() {
    let traits = GoroutineTraits(
      NormalizedStacksTests.profile(
        [["runtime.gopark", "runtime.chanrecv", "main.f"]],
        labels: [[("go.state", "chan receive (nil chan)"), ("go.leaked", "true")]]))
    #expect(traits.state(ofSample: 0) == "chan receive (nil chan)")
    #expect(traits.isMarkedLeaked(sample: 0))
    #expect(!traits.isLocked(sample: 0))
  }

  @Test(arguments: [
    ("chan receive (nil chan)", "chan receive", true), ("select (durable)", "select", true),
    ("select (no cases)", "select (no cases)", true), ("IO wait", "IO wait", false),
    ("semacquire", "semacquire", false),
  ])
  func statesCompareWithoutTheirRemarks(_ state: String, _ compared: String, _ isBlocked: Bool) {
    #expect(WaitState.compared(state) == compared)
    #expect(WaitState.isBlocked(state) == isBlocked)
  }
}
