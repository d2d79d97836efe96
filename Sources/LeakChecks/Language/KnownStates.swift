/// The possible states of goroutines and Java threads, so that a misspelt one is reported at once.
enum KnownStates {
  /// As Go's dumps (up to Go 1.27) and Java's spell them.
  static let all: [String] = [
    "blocked", "idle", "runnable", "running", "syscall", "waiting", "dead", "copystack",
    "preempted",
    "leaked", "chan receive", "chan send", "chan receive (nil chan)", "chan send (nil chan)",
    "chan receive (synctest)", "chan send (synctest)", "select", "select (no cases)",
    "select (synctest)", "sleep", "IO wait", "semacquire", "finalizer wait", "cleanup wait",
    "sync.Cond.Wait", "sync.Mutex.Lock", "sync.RWMutex.RLock", "sync.RWMutex.Lock",
    "sync.WaitGroup.Wait", "sync.WaitGroup.Wait (synctest)", "timer goroutine (idle)",
    "coroutine", "synctest.Run", "synctest.Wait", "force gc (idle)", "GC sweep wait",
    "GC scavenge wait", "GC worker (idle)", "GC worker (active)", "GC worker init",
    "GC assist wait", "GC assist marking", "GC weak to strong wait",
    "garbage collection", "garbage collection scan", "panicwait", "wait for GC cycle",
    "trace reader (blocked)", "trace goroutine status", "trace proc status", "page trace flush",
    "dumping heap", "debug call", "stopping the world", "flushing proc caches",
    "wait until GC ends",
    "update GOMAXPROCS (idle)", "scan", "scanrunning", "scanwaiting",
    "NEW", "RUNNABLE", "BLOCKED", "WAITING", "TIMED_WAITING", "TERMINATED",
  ]

  /// The longest state that a text begins with, so that one with a blank needs no quotes.
  static func begun(by text: String) -> String? {
    all.filter { state in
      guard text.hasPrefix(state) else { return false }
      let next = text.unicodeScalars.dropFirst(state.unicodeScalars.count).first
      return next.map { AssertionCursor.isBlank($0) || $0 == ")" || $0 == "|" } ?? true
    }.max { $0.utf8.count < $1.utf8.count }
  }

  static func isKnown(_ text: String) -> Bool { all.contains(plain(text)) }

  /// Without ` (durable)`, which any state may have.
  private static func plain(_ text: String) -> String {
    text.hasSuffix(" (durable)") ? String(text.dropLast(" (durable)".count)) : text
  }

  /// The state with the most letters in common.
  static func nearest(_ text: String) -> String {
    let letters = Set(text.lowercased().unicodeScalars)
    func likeness(_ state: String) -> Int {
      let other = Set(state.lowercased().unicodeScalars)
      let start = zip(text.lowercased(), state.lowercased()).prefix { $0 == $1 }.count
      let isSameCase = text.first?.isUppercase == state.first?.isUppercase
      return letters.intersection(other).count * 2 - other.count - letters.count + 3 * start
        + (isSameCase ? 1 : 0)
    }
    return all.max { (likeness($0), $1) < (likeness($1), $0) } ?? "running"
  }
}
