/// How far a dump is of which each thread prints a part, one after the other: `GOTRACEBACK=crash`.
struct GoDumpThreads {
  /// Whether what follows was printed by one thread after the other.
  private(set) var isInside = false
  /// Whether the line of dashes before a thread has come, but not yet its `SIGQUIT: quit`.
  var awaitsSignal = false
  /// Whether the thread in hand has printed its registers, after which only another thread may speak.
  private(set) var isAtEnd = false

  /// Notes the line of dashes before a thread; one before all goroutines is part of something else.
  mutating func begin(isBehindGoroutines: Bool) {
    (isInside, awaitsSignal, isAtEnd) = (isBehindGoroutines, isBehindGoroutines, false)
  }

  /// Notes that a register was printed.
  mutating func end() { isAtEnd = isInside }
}
