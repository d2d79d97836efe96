import ProfileAnalysis
import ProfileModel
import Testing

@testable import LeakChecks

@Suite struct SuppressionEntriesTests {
  private static let leaking = ["incident/leaking/goroutine.pb.gz", "incident/leaking/heap.pb.gz"]

  private func snapshotSet(_ paths: [String]) throws -> SnapshotSet {
    try SnapshotSet(
      profiles: paths.map { try input($0) },
      baselines: [input("incident/healthy/goroutine.pb.gz")])
  }

  private func report(
    _ assertion: String, _ paths: [String], entries: [String]
  ) throws -> CheckReport {
    let text = ["version: 1", "rules:", "  - {id: r, assert: '\(assertion)'}"] + entries
    let file = try RuleFile(Array(text.joined(separator: "\n").utf8))
    return try CheckReport(
      RuleSet(files: [("rules.yaml", file)]), on: snapshotSet(paths), today: Self.today)
  }

  private static let today = CalendarDate(secondsSince1970: 1_795_000_000)

  private func entries(_ assertion: String, _ paths: [String]) throws -> [String] {
    let rules = RuleSet(rules: [Rule(id: "r", assertion: try Assertion(assertion))])
    return try SuppressionEntries(rules, on: snapshotSet(paths), today: Self.today).lines
  }

  static let failing: [(assertion: String, paths: [String], count: Int)] = [
    ("count() <= 5000", leaking, 1),
    ("growth(count()) <= 100", leaking, 1),
    ("growth_pct(count()) <= 50%", leaking, 1),
    ("new_stacks(value>=20) == 0", leaking, 1),
    ("gone_stacks() == 0", leaking, 1),
    ("inuse_space() <= 60MB", leaking, 2),
    ("ratio(inuse_space() / goroutine()) <= 512B", leaking, 2),
    ("max_wait(site:buffer) <= 5m", ["incident/aged/goroutine.debug2.txt"], 2),
    ("leaked() <= 100", ["incident/leaking/goroutineleak.pb.gz"], 1),
  ]

  /// With the entries, a failing rule no longer fails.
  @Test(arguments: failing)
  func entriesAreWhatItTakes(_ assertion: String, _ paths: [String], _ count: Int) throws {
    let lines = try entries(assertion, paths)
    #expect(lines.count { $0.hasPrefix("  - id:") } == count, "\(lines)")
    #expect(try report(assertion, paths, entries: []).verdicts[0].outcome == .fail)
    let report = try report(assertion, paths, entries: lines)
    #expect(report.verdicts[0].outcome == .pass)
    #expect(report.expired.isEmpty && report.unused.isEmpty)
  }

  /// The tenants share two stacks, whose limits are sums over all tenants.
  @Test func theGroupsOfARuleShareACap() throws {
    let paths = ["incident/labelled/goroutine.pb.gz"]
    var rule = Rule(id: "r", assertion: try Assertion("count(site:listen) <= 5"))
    rule.per = .label("tenant")
    let lines = try SuppressionEntries(
      RuleSet(rules: [rule]), on: snapshotSet(paths), today: Self.today
    ).lines
    let file = try RuleFile(Array((["version: 1"] + lines).joined(separator: "\n").utf8))
    let set = RuleSet(rules: [rule], suppressions: file.suppressions.map(\.value))
    #expect(set.suppressions.count == 2)
    let report = try CheckReport(set, on: snapshotSet(paths), today: Self.today)
    #expect(report.verdicts[0].outcome == .pass, "\(lines)")
  }

  @Test func whatLeavingOutDoesNotHelpHasNoEntries() throws {
    #expect(try entries("count() >= 100000", Self.leaking).isEmpty)
    #expect(try entries("rss() <= 1MB", ["incident/leaking/heap.debug1.txt"]).isEmpty)
    #expect(try entries("count() <= 100000", Self.leaking).isEmpty)
  }

  @Test func entriesExpire() throws {
    let lines = try entries("count() <= 5000", Self.leaking)
    #expect(
      lines == [
        "suppress:",
        "  - id: \"r-9405a2c7c562\"",
        "    match: fp:9405a2c7c562  # "
          + "\"github.com/techfrontier/event-router/internal/buffer.(*Stream).listen\"",
        "    max: 71000", "    expires: 2027-02-16", "    rules: [\"r\"]",
        "    reason: \"TODO: why this is acceptable\"",
      ])
  }
}
