import LeakChecks
import ProfileAnalysis
import ProfileFormats
import ProfileModel
import TestSupport
import Testing

@testable import CheckReports

/// Every format of a check's result: failures, warnings, undecided rules, all kinds of suppressions.
@Suite struct CheckReportTests {
  private static let rules = """
    version: 1
    rules:
      - {id: pass, assert: count() <= 100000}
      - {id: fail, assert: 'count(frame:listen) <= 200', owner: '@routing', runbook: docs/stream.md}
      - {id: warn, assert: growth_pct(count()) <= 50%, severity: warn}
      - {id: open, assert: 'count(wait>=10m) <= 5'}
      - {id: sites, assert: count() <= 100, per: site}
      - {id: new, assert: new_stacks(value>=20) == 0}
      - {id: heap, assert: 'ratio(inuse_space(package:buffer) / count(frame:listen)) <= 512B'}
      - {id: missing, assert: cpu() <= 1s}
    suppress:
      - {id: old, match: site:main.serve, max: 5, expires: 2020-01-01, reason: was so, ticket: A-1}
      - {id: unused, match: site:nowhere, max: 5, reason: nothing is there}
    """

  private func input(_ path: String) throws -> SnapshotSet.Input {
    let read = try ProfileReader.read(ByteSource(try FixtureFiles.bytes("incident/\(path)")))
    return SnapshotSet.Input(file: path, read: read)
  }

  private func report() throws -> CheckReport {
    let snapshotSet = try SnapshotSet(
      profiles: [
        input("leaking/goroutine.pb.gz"), input("leaking/heap.pb.gz"),
        input("leaking/heap.debug1.txt"),
      ], baselines: [input("healthy/goroutine.pb.gz")])
    let set = try RuleSet(files: [("rules.yaml", RuleFile(Array(Self.rules.utf8)))])
    let today = try #require(CalendarDate("2026-11-25"))
    return try CheckReport(set, on: snapshotSet, today: today)
  }

  @Test(arguments: CheckFormat.allCases)
  func eachFormIsAsItWas(_ format: CheckFormat) throws {
    let report = try report()
    let prefix = try #require(CheckOutput.PathPrefix("github.com/techfrontier/event-router/="))
    let output = CheckOutput(
      report, exitStatus: report.exitStatus(CheckReport.Policy()), explains: true,
      pathPrefixes: [prefix])
    let bytes = try bytes { output.write(format, to: &$0) }
    try Golden.expect(bytes, is: "\(format.fileName)")
  }

  /// The verdicts of the built-in rules on series of so many goroutines in one place.
  private func output(_ counts: [(String, [Int])]) throws -> CheckOutput {
    let inputs = try counts.flatMap { pod, counts in
      try counts.enumerated().map { number, count in
        let text =
          "goroutine profile: total \(count)\n\(count) @ 0x1\n#\t0x1\tmain.f+0x1\t/a.go:1\n\n"
        let name = "\(pod)/goroutine-\(number).txt"
        return SnapshotSet.Input(
          file: name, read: try ProfileReader.read(ByteSource(Array(text.utf8)), named: name))
      }
    }
    let snapshotSet = try SnapshotSet(profiles: inputs)
    var rules = RuleSet()
    rules.addBuiltInRules(for: snapshotSet)
    let today = try #require(CalendarDate("2026-11-25"))
    return CheckOutput(
      try CheckReport(rules, on: snapshotSet, today: today), exitStatus: 0, explains: true)
  }

  private func text(_ output: CheckOutput) throws -> String {
    String(decoding: try bytes { output.write(.text, to: &$0) }, as: UTF8.self)
  }

  /// A trend is one of the whole series, also where the series begins with a level.
  @Test func whereATrendRoseIsExplained() throws {
    let counts = [300, 301, 299, 302, 303, 380, 460, 540, 620, 700, 780, 860, 940, 1020]
    #expect(
      try text(output([("a", counts)])).contains(
        "  the rise began after snapshot 5, when it was 303; neither a single step"))
  }

  /// A rise of one instance stands on no line of another.
  @Test func aRiseIsALineOfItsOwn() throws {
    let counts = [("a", [5000, 4990, 5010, 5001]), ("b", [178, 300, 500, 900])]
    let output = try output(counts)
    #expect(
      try text(output).split(separator: "\n").contains(
        "NOTE goroutine/count() of b rose with each of 4 snapshots, from 178 to 900; 12 are needed for a trend"
      ))
    #expect(output.lines.allSatisfy { !$0.contains("rose") })
    #expect(output.level(ofRemark: output.remarks[0]) == "notice")
  }
}
