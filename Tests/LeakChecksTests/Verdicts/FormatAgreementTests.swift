import ProfileAnalysis
import Testing

@testable import LeakChecks

/// One process in several formats: a rule gives the same verdict, numbers, fingerprint and site.
@Suite struct FormatAgreementTests {
  /// The parts of a verdict that are compared.
  struct Summary: Equatable {
    let outcome: Outcome
    let groups: [GroupVerdict]
    let stacks: [String]
  }

  private func summary(_ assertion: String, _ path: String, per: SampleDimension? = nil) throws
    -> Summary
  {
    let verdict = try verdict(
      assertion, on: [path], baseline: ["incident/healthy/goroutine.pb.gz"]
    ) { $0.per = per }
    let stacks = verdict.stacks.map { "\($0.value) \($0.fingerprint ?? "") \($0.site)" }
    // Not every format has source positions and wait reasons.
    let groups = verdict.ordered.filter { per == nil || $0.value > 0 }.map { group in
      var group = group
      group.findings.stacks = []
      return group
    }
    return Summary(outcome: verdict.outcome, groups: groups, stacks: stacks)
  }

  static let rules = [
    "count() <= 200", "count(frame:/buffer\\.\\(\\*Stream\\)\\.listen$/) <= 20",
    "count(site:worker|listen) <= 20", "count(-site:(*Pool).run package:internal) <= 5",
    "count(leaf:/./ root:main) <= 2", "count(file:stream.go) <= 10", "growth(count()) <= 10",
    "growth_pct(count(frame:listen)) <= 50%", "share(count(frame:listen)) <= 5%",
    "count(value>=20) <= 20", "new_stacks(value>=20) == 0", "count(label.tenant:*) <= 5",
  ]

  static let processes: [(folder: String, formats: [String])] = [
    (
      "incident/labelled",
      ["goroutine.debug1.txt", "goroutine.debug2.txt", "goroutineleak.debug2.txt"]
    ),
    ("incident/leaking", ["goroutine.debug1.txt"]),
    (
      "incident/held", ["goroutine.debug1.txt", "goroutine.debug2.txt", "goroutineleak.debug2.txt"]
    ),
  ]

  @Test(arguments: processes, rules)
  func everyFormatGivesTheSame(
    _ process: (folder: String, formats: [String]), _ rule: String
  ) throws {
    let expected = try summary(rule, "\(process.folder)/goroutine.pb.gz")
    for format in process.formats {
      let found = try summary(rule, "\(process.folder)/\(format)")
      #expect(found.outcome == expected.outcome, "\(format)")
      #expect(found.groups == expected.groups, "\(format)")
      #expect(found.stacks.first == expected.stacks.first, "\(format)")
    }
  }

  /// A crash, and the moment before it: everything but the runtime's own goroutines is the same.
  @Test(arguments: [
    "goroutine.debug1.txt", "goroutine.debug2.txt", "sigquit.txt", "sigquit.crash.txt.gz",
  ])
  func theEndOfAProcessGivesTheSame(_ format: String) throws {
    let rule = "count(site:main -frame:WriteTo) <= 5"
    let expected = try summary(rule, "goroutines/goroutine.pb.gz")
    let found = try summary(rule, "goroutines/\(format)")
    #expect(found == expected)
  }

  @Test func proofOfLeaksIsTheSameInTextAndProtobuf() throws {
    let rule = "leaked(frame:listen) <= 10"
    let binary = try summary(rule, "incident/labelled/goroutineleak.pb.gz")
    #expect(try summary(rule, "incident/labelled/goroutineleak.debug1.txt") == binary)
    let dump = try summary(rule, "incident/labelled/goroutineleak.debug2.txt")
    #expect(dump.outcome == binary.outcome && dump.groups == binary.groups)
  }

  @Test func groupsAreTheSame() throws {
    for grouping in [SampleDimension.label("tenant"), .stack, .site, .package] {
      let path = "incident/labelled/goroutine"
      let binary = try summary("count(frame:listen) <= 5", "\(path).pb.gz", per: grouping)
      #expect(binary.outcome == .fail)
      for format in ["debug1.txt", "debug2.txt"] {
        let found = try summary("count(frame:listen) <= 5", "\(path).\(format)", per: grouping)
        #expect(found == binary, "\(format)")
      }
    }
  }

  /// Before anything is freed, a heap text of Go has two sample types instead of four; they mean the same.
  @Test(arguments: [
    ("inuse_space() <= 1kB", 2000.0), ("space() <= 1kB", 2000), ("alloc_space() <= 1kB", 5000),
    ("growth(inuse_space()) <= 1kB", 1900), ("growth(alloc_objects()) <= 1", 4),
  ])
  func aHeapBeforeTheFirstCollectionIsOneOfTheSeries(_ rule: String, _ value: Double) throws {
    func heap(_ inUse: Int, _ allocated: Int) -> String {
      """
      heap profile: 1: \(inUse) [\(allocated / 1000): \(allocated)] @ heap/2
      1: \(inUse) [\(max(1, allocated / 1000)): \(allocated)] @ 0x1
      #\t0x1\tmain.fill+0x1\t/a.go:1

      """
    }
    let young = heap(100, 100).replacing("[0:", with: "[1:")
    let set = try snapshotSet(
      [("20261126T0100Z.heap.txt", young), ("20261126T0200Z.heap.txt", heap(2000, 5000))],
      baseline: [("before.heap.txt", young)])
    let found = try verdict(rule, on: set)
    #expect(found.outcome == .fail && found.groups.first?.value == value)
    #expect(found.groups.count == 1 && set.instances.count == 1)
  }
}
