import Testing

@testable import ProfileAnalysis

@Suite struct ComparedStateTests {
  static let states: [(state: String, compared: String, isBlocked: Bool)] = [
    ("chan receive", "chan receive", true), ("chan receive (nil chan)", "chan receive", true),
    ("select (durable)", "select", true), ("select (no cases)", "select (no cases)", true),
    ("IO wait", "IO wait", false), ("BLOCKED (on object monitor)", "BLOCKED", true),
    ("TIMED_WAITING (sleeping)", "TIMED_WAITING", false), ("RUNNABLE", "RUNNABLE", false),
    ("GC worker (idle)", "GC worker (idle)", false), ("", "", false),
  ]

  @Test(arguments: states)
  func statesAreComparedWithoutWhatFormatsAdd(
    _ state: String, _ compared: String, _ isBlocked: Bool
  ) {
    #expect(WaitState.compared(state) == compared)
    #expect(WaitState.isBlocked(state) == isBlocked)
  }
}
