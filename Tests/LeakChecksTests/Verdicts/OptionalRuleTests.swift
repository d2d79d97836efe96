import Testing

@testable import LeakChecks

/// `optional: true` accepts an empty block or mutex profile.
@Suite struct OptionalRuleTests {
  private static let silent = "--- mutex:\ncycles/second=1000\nsampling period=1\n"
  private static let off = "--- mutex:\ncycles/second=1000\nsampling period=0\n"

  static let cases: [(text: String, rule: String, isOptional: Bool, outcome: Outcome)] = [
    (silent, "delay() <= 5s", false, .undecided),
    (silent, "delay() <= 5s", true, .pass),
    (silent, "contentions() > 0", true, .fail),
    (off, "delay() <= 5s", false, .undecided),
    (off, "delay() <= 5s", true, .pass),
    // A heap or goroutine profile without samples does not mean 0.
    ("goroutine profile: total 0\n", "count() <= 5", true, .undecided),
  ]

  @Test(arguments: cases)
  func silenceIsZeroOnlyWhereAsked(
    _ text: String, _ rule: String, _ isOptional: Bool, _ outcome: Outcome
  ) throws {
    let name = text.hasPrefix("goroutine") ? "goroutine.txt" : "mutex.txt"
    let verdict = try verdict(rule, on: snapshotSet([(name, text)])) { $0.isOptional = isOptional }
    #expect(verdict.outcome == outcome)
    let hasNote = verdict.notes.contains {
      $0.contains("mutex.txt recorded nothing, which counts as 0")
    }
    #expect(hasNote == (outcome != .undecided))
  }

  @Test func aBaselineThatSawNothingIsSaidToo() throws {
    let busy = Self.silent + "5000 2 @ 0x1\n#\t0x1\tmain.f+0x1\t/src/main.go:1\n"
    let snapshotSet = try snapshotSet(
      [("mutex.txt", busy)], baseline: [("old.mutex.txt", Self.silent)])
    let verdict = try verdict("growth(delay()) <= 1s", on: snapshotSet) { $0.isOptional = true }
    #expect(verdict.outcome == .fail)
    #expect(verdict.notes.contains { $0.contains("old.mutex.txt recorded nothing") })
  }
}
