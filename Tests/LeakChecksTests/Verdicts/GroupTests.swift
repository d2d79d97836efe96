import ProfileAnalysis
import Testing

@testable import LeakChecks

/// Rules with `per:`, baselines, series and suppressions, on synthetic goroutines.
@Suite struct GroupTests {
  /// A dump with the goroutines of tenants: the tenant, the count, and the site.
  private func dump(_ rows: [(tenant: String?, count: Int, site: String)]) -> String {
    var text = ""
    var id = 1
    for row in rows {
      for _ in 0..<row.count {
        let label = row.tenant.map { " {tenant: \($0)}" } ?? ""
        text += "goroutine \(id) [select]\(label):\n\(row.site)(0x1)\n\t/src/main.go:10 +0x1\n"
        text += "created by main.main in goroutine 1\n\t/src/main.go:1 +0x1\n\n"
        id += 1
      }
    }
    return text
  }

  private func names(_ verdict: Verdict) -> [String] {
    verdict.groups.map { "\($0.name) \($0.outcome.rawValue) \($0.value)" }
  }

  private func perTenant(_ rule: inout Rule) { rule.per = .label("tenant") }

  @Test func eachGroupHasAVerdictAndTheWorstCounts() throws {
    let text = dump([
      ("a", 3, "main.f"), ("b", 6, "main.f"), (nil, 2, "main.f"), ("c", 1, "main.g"),
    ])
    let snapshotSet = try snapshotSet([("goroutine.txt", text)])
    let verdict = try verdict("count(site:main.f) <= 5", on: snapshotSet, perTenant)
    #expect(verdict.outcome == .fail)
    #expect(names(verdict) == ["b fail 6.0", "a pass 3.0", "(none) pass 2.0", "c pass 0.0"])
    #expect(verdict.stacks.map(\.value) == [6])
  }

  @Test func noGroupAtAllIsUndecided() throws {
    let snapshotSet = try snapshotSet([("goroutine.txt", "goroutine profile: total 0\n")])
    #expect(try verdict("count() <= 5", on: snapshotSet, perTenant).outcome == .undecided)
    let unlabelled = try LeakChecksTests.snapshotSet([("goroutine.txt", goroutines(["main.f": 3]))])
    #expect(
      try verdict("count() <= 5", on: unlabelled, perTenant).reason?.contains("tenant") == true)
  }

  /// A group missing in the baseline was 0 there, and a missing group is 0 now.
  @Test func aMissingGroupIsNothing() throws {
    let snapshotSet = try snapshotSet(
      [("goroutine.txt", dump([("new", 4, "main.f"), ("old", 5, "main.f")]))],
      baseline: [("before.txt", dump([("old", 3, "main.f"), ("gone", 7, "main.f")]))])
    let growth = try verdict("growth(count()) <= 3", on: snapshotSet, perTenant)
    #expect(names(growth) == ["new fail 4.0", "old pass 2.0", "gone pass -7.0"])
    let percent = try verdict("growth_pct(count()) <= 50%", on: snapshotSet, perTenant)
    #expect(percent.groups.map(\.name) == ["new", "old", "gone"])
    #expect(percent.groups.map(\.outcome) == [.fail, .fail, .pass])
    #expect(percent.groups[0].value == .infinity && percent.groups[2].value == -100)
  }

  @Test func aRatioHasGroupsOnBothSides() throws {
    let text = dump([
      ("a", 8, "main.f"), ("a", 2, "main.g"), ("b", 3, "main.f"), ("c", 1, "main.h"),
    ])
    let snapshotSet = try snapshotSet([("goroutine.txt", text)])
    let verdict = try verdict(
      "ratio(count(site:main.f) / count(site:main.g)) <= 5", on: snapshotSet, perTenant)
    #expect(names(verdict) == ["b undecided 0.0", "a pass 4.0"])
    #expect(verdict.groups[0].reason == "the divisor count(site:main.g) is 0")
  }

  @Test func severalBaselinesGiveTheirMedianAndUnion() throws {
    let snapshotSet = try snapshotSet(
      [("goroutine.txt", dump([(nil, 8, "main.f"), (nil, 1, "main.g"), (nil, 1, "main.new")]))],
      baseline: [
        ("one.txt", dump([(nil, 3, "main.f")])),
        ("two.txt", dump([(nil, 4, "main.f"), (nil, 2, "main.g"), (nil, 1, "main.gone")])),
      ])
    let growth = try verdict("growth(count(site:main.f)) <= 4", on: snapshotSet)
    #expect(growth.outcome == .fail && growth.groups[0].value == 4.5)
    #expect(growth.notes == ["the baseline is the median of 2 snapshots"])
    #expect(try verdict("new_stacks() == 1", on: snapshotSet).outcome == .pass)
    #expect(try verdict("gone_stacks() == 1", on: snapshotSet).outcome == .pass)
  }

  /// One group leaks; Holm's procedure does not count groups that hardly rise.
  @Test func aSeriesIsTestedForEachGroup() throws {
    let files = (0..<24).map { index in
      let rows = [("leaks", 20 + 5 * index), ("stays", 30), ("late", index > 20 ? 2 : 0)]
      return ("\(index).txt", dump(rows.map { ($0.0, $0.1, "main.f") }))
    }
    let verdict = try verdict("slope(count()) <= 1", on: try snapshotSet(files), perTenant)
    #expect(verdict.outcome == .fail)
    #expect(verdict.groups.map(\.name) == ["leaks", "late", "stays"])
    #expect(verdict.groups.map(\.outcome) == [.fail, .pass, .pass])
    #expect(verdict.groups[0].trend?.count == 20 && verdict.groups[0].trend?.slope == 5)
  }

  // MARK: Suppressions

  private func report(
    _ assertion: String, _ match: String, max: String, _ snapshotSet: SnapshotSet,
    rules: [String]? = nil
  ) throws -> CheckReport {
    var suppression = Suppression(
      id: "known", match: try SampleSelector(match), reason: "a pool")
    suppression.max = try Quantity(max)
    suppression.rules = rules
    let rule = Rule(id: "rule", assertion: try Assertion(assertion))
    return try CheckReport(
      RuleSet(rules: [rule], suppressions: [suppression]), on: snapshotSet,
      today: CalendarDate(secondsSince1970: 1_795_000_000))
  }

  static let suppressed: [(assertion: String, match: String, max: String, value: Double)] = [
    ("count() <= 5", "site:main.pool", "8", 2),
    ("count() <= 5", "site:main.pool", "7", 10),
    ("count() <= 5", "site:main.pool", "100kB", 10),
    ("share(count(site:main.f)) <= 5%", "site:main.pool", "8", 100),
    ("share(count(site:main.f)) <= 5%", "site:main.pool", "0", 100),
    ("stacks() <= 5", "site:main.pool", "1", 1),
    ("ratio(count() / count(site:main.f)) <= 5", "site:main.pool", "8", 1),
    ("growth(count()) <= 5", "site:main.pool", "8", 1),
    ("count(site:main.f) <= 5", "site:main.pool", "0", 2),
  ]

  /// Matching samples are excluded from every metric, including totals and baselines, up to the limit.
  @Test(arguments: suppressed)
  func whatIsSuppressedDoesNotCount(
    _ assertion: String, _ match: String, _ max: String, _ value: Double
  ) throws {
    let snapshotSet = try snapshotSet(
      [("goroutine.txt", dump([(nil, 8, "main.pool"), (nil, 2, "main.f")]))],
      baseline: [("before.txt", dump([(nil, 3, "main.pool"), (nil, 1, "main.f")]))])
    let report = try report(assertion, match, max: max, snapshotSet)
    #expect(report.verdicts[0].groups.first?.value == value)
    #expect(report.unused.isEmpty)
  }

  @Test func aSuppressionIsForItsRulesAndMustMatch() throws {
    let snapshotSet = try snapshotSet([("goroutine.txt", dump([(nil, 8, "main.pool")]))])
    let other = try report(
      "count() <= 5", "site:main.pool", max: "9", snapshotSet, rules: ["other"])
    #expect(other.verdicts[0].outcome == .fail)
    let unused = try report("count() <= 5", "site:main.none", max: "9", snapshotSet)
    #expect(unused.unused.map(\.id) == ["known"])
    var policy = CheckReport.Policy()
    let passing = try report("count() <= 8", "site:main.none", max: "9", snapshotSet)
    #expect(passing.exitStatus(policy) == 0)
    policy.failsOnWarnings = true
    #expect(passing.exitStatus(policy) == 1)
  }

  /// If only the upper bound of matching samples exceeds the limit, the rule is undecided.
  @Test func aCapThatMayBeBrokenLeavesItOpen() throws {
    let snapshotSet = try snapshotSet([("goroutine.txt", goroutines(["main.f": 9, "main.g": 3]))])
    let report = try report("count() <= 5", "state:select", max: "8", snapshotSet)
    #expect(report.verdicts[0].outcome == .undecided)
    #expect(report.exitStatus(CheckReport.Policy()) == 2)
  }
}
