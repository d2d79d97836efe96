import ProfileModel

/// A goroutine's state, as the runtime's dumps name it.
package enum WaitState {
  /// The states from which a goroutine can be proven leaked, without ` (nil chan)` and ` (durable)`.
  private static let blocked: Set<String> = [
    "chan receive", "chan send", "select", "select (no cases)", "sync.Cond.Wait",
    "sync.Mutex.Lock", "sync.RWMutex.RLock", "sync.RWMutex.Lock", "sync.WaitGroup.Wait", "BLOCKED",
  ]

  /// A state as rules compare it: without ` (nil chan)` and ` (durable)`, and one of Java's threads, such as
  /// `BLOCKED (on object monitor)`, without what it waits for.
  package static func compared(_ state: String) -> String {
    if isOfJava(state) { return String(state.prefix { $0 != " " }) }
    for ending in [" (nil chan)", " (durable)"] where state.hasSuffix(ending) {
      return compared(String(state.dropLast(ending.count)))
    }
    return state
  }

  /// Whether a state is one of Java's threads, which are in capital letters.
  package static func isOfJava(_ state: String) -> Bool {
    let word = state.prefix { $0 != " " }
    return word.utf8.count > 2 && word.utf8.allSatisfy { 0x41...0x5A ~= $0 || $0 == 0x5F }
  }

  /// Whether the garbage collector can prove a goroutine in this state leaked, or a thread of Java waits for a monitor.
  package static func isBlocked(_ state: String) -> Bool { blocked.contains(compared(state)) }

  /// The state that the function names of a stack show, leaf first; nil when they show none.
  ///
  /// Names of callees that only park, such as `runtime.gopark`, are looked through.
  static func shown(by names: some Sequence<String>) -> String? {
    for name in names.prefix(8) {
      if let state = states[name] { return state }
      if name.hasPrefix("syscall.") || name.hasSuffix("/syscall.Syscall6") { return "syscall" }
      guard name.hasPrefix("runtime.") || name.hasPrefix("internal/runtime/") else { return nil }
    }
    return nil
  }

  /// The innermost functions that reveal a state, through Go 1.15 to 1.27.
  private static let states: [String: String] = [
    "runtime.chanrecv": "chan receive", "runtime.chanrecv1": "chan receive",
    "runtime.chanrecv2": "chan receive", "runtime.chansend": "chan send",
    "runtime.chansend1": "chan send", "runtime.selectgo": "select",
    "runtime.block": "select (no cases)", "time.Sleep": "sleep", "runtime.timeSleep": "sleep",
    "internal/sync.runtime_SemacquireMutex": "sync.Mutex.Lock",
    "sync.runtime_SemacquireMutex": "sync.Mutex.Lock",
    "sync.runtime_SemacquireRWMutexR": "sync.RWMutex.RLock",
    "sync.runtime_SemacquireRWMutex": "sync.RWMutex.Lock",
    "sync.runtime_SemacquireWaitGroup": "sync.WaitGroup.Wait",
    "sync.runtime_Semacquire": "semacquire", "sync.runtime_notifyListWait": "sync.Cond.Wait",
    "internal/poll.runtime_Semacquire": "semacquire",
    "internal/poll.runtime_pollWait": "IO wait", "runtime.netpollblock": "IO wait",
    "runtime.coroswitch": "coroutine", "runtime.coroswitch_m": "coroutine",
    "runtime.notetsleepg": "syscall", "runtime.cgocall": "syscall",
    "os/signal.signal_recv": "syscall", "runtime.asyncPreempt2": "runnable",
    "runtime.asyncPreempt": "runnable", "runtime.goyield": "runnable",
    "runtime.Gosched": "runnable",
  ]
}

/// The states that the stacks of a profile show by their leaf frames, for profiles without `go.state`.
struct WaitStates: Sendable {
  /// The state of each stack; nil if its frames do not reveal it, as in profiles of anything but goroutines.
  let ofStack: [String?]

  init(_ profile: Profile) {
    let types = profile.header.sampleTypes.map { profile.strings[$0.type] }
    guard types == ["goroutine"] || types == ["goroutineleak"] else {
      ofStack = [String?](repeating: nil, count: profile.stacks.count)
      return
    }
    let names = (0..<profile.functions.count).map {
      profile.strings[profile.functions.name(of: FunctionID(UInt32($0)))]
    }
    let tops = (0..<profile.stacks.count).map { Self.top(of: $0, in: profile, names) }
    // What was merged from a text, which hides the runtime's frames, lies in a mapping of its own, or in none, as does
    // what was converted from several sources: there, a stack that shows no state may be of either.
    let mappings = (0..<profile.stacks.count).map { Self.mapping(ofLeaf: $0, in: profile) }
    // Nor does a leaf tell that a goroutine runs where those that wait may have lost theirs.
    let hasLeaves = SourceRemarks(of: profile).lostNames == nil
    let showing = Set(
      zip(tops, mappings).filter {
        hasLeaves && Self.isOfOneSource($1, in: profile) && Self.isParkedBelowOthers($0)
      }
      .map(\.1))
    // A stack without frames may come from any of the sources.
    let allShow = !showing.isEmpty && mappings.allSatisfy { $0.map(showing.contains) ?? true }
    ofStack = zip(tops, mappings).map { top, mapping in
      WaitState.shown(by: top)
        ?? (mapping.map(showing.contains) ?? allShow ? Self.unparked(top) : nil)
    }
  }

  /// Whether a mapping is of a program: one that names nothing was added to what has none.
  private static func isOfOneSource(_ mapping: UInt32?, in profile: Profile) -> Bool {
    guard let mapping, mapping > 0 else { return false }
    let known = profile.mappings[Int(mapping) - 1]
    return known.limit > known.start || known.filename != .empty || known.buildID != .empty
  }

  /// The mapping of a stack's leaf, as its location names it; nil for a stack without frames.
  private static func mapping(ofLeaf stack: Int, in profile: Profile) -> UInt32? {
    profile.stacks.frames[profile.stacks.frames(of: StackID(UInt32(stack)))].first.map {
      profile.locations.mappings[Int($0)]
    }
  }

  /// The names of the leaf-most frames, empty where they are not known; eight are enough to tell a state.
  private static func top(of stack: Int, in profile: Profile, _ names: [String]) -> [String] {
    let locations = profile.stacks.frames[profile.stacks.frames(of: StackID(UInt32(stack)))]
    let frames = locations.prefix(8).flatMap { location -> [String] in
      let lines = profile.locations.lines(of: LocationID(location))
      return lines.isEmpty ? [""] : lines.map { names[Int(profile.locations.lineFunctions[$0])] }
    }
    return Array(frames.prefix(8))
  }

  /// Whether a stack shows that its format keeps the runtime's leaf frames.
  private static func isParkedBelowOthers(_ top: [String]) -> Bool {
    top.first == "runtime.gopark" && top.contains { !$0.hasPrefix("runtime.") }
  }

  /// The state of a stack that does not wait, in a profile that shows who does.
  private static func unparked(_ top: [String]) -> String? {
    guard let leaf = top.first else { return "runnable" }
    if leaf.isEmpty || leaf.hasPrefix("runtime.gopark") { return nil }
    return leaf.hasPrefix("runtime.goroutineProfile") || leaf.hasPrefix("runtime/pprof.")
      ? "running" : "runnable"
  }
}
