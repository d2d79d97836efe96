import Testing

@testable import LeakChecks

/// Selectors for frames of Go's runtime, which rules never see.
@Suite struct RuntimeNamesTests {
  static let cases: [(rule: String, isOptional: Bool, outcome: Outcome)] = [
    ("count(frame:runtime.gopark) <= 3", false, .undecided),
    ("count(leaf:/^runtime\\.gopark$/) <= 3", false, .undecided),
    ("count(frame:internal/runtime/maps.grow) <= 3", false, .undecided),
    ("count(frame:gopark) <= 3", false, .undecided),
    ("count(leaf:selectgo) <= 3", false, .undecided),
    ("count(frame:runtime.gopark) <= 3", true, .pass),
    ("count(-frame:runtime.gopark) <= 100000", false, .pass),
    ("count(frame:runtime/pprof) <= 3", false, .pass),
  ]

  @Test(arguments: cases, ["goroutine.pb.gz", "goroutine.debug1.txt"])
  func theyAreUndecidedInEveryFormat(
    _ test: (rule: String, isOptional: Bool, outcome: Outcome), _ file: String
  ) throws {
    let verdict = try verdict(test.rule, on: ["incident/leaking/\(file)"]) {
      $0.isOptional = test.isOptional
    }
    #expect(verdict.outcome == test.outcome, "\(verdict.reason ?? "")")
  }
}
