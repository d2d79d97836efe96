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
}
