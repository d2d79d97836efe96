import ProfileFormats
import ProfileModel
import Testing

@testable import LeakChecks

/// A profile of a fixture, as a check takes it.
func input(_ path: String, group: String? = nil) throws -> Evidence.Input {
  let bytes = try FixtureFiles.bytes(path)
  return Evidence.Input(
    name: path, group: group, read: try ProfileReader.read(ByteSource(bytes)))
}

/// The fixtures of a folder whose names hold a text, in the order of names.
func inputs(in folder: String, having text: String = "") throws -> [Evidence.Input] {
  try FixtureFiles.names(in: folder).filter { text.isEmpty || $0.contains(text) }.map {
    try input("\(folder)/\($0)")
  }
}

/// What comes of one rule on fixtures.
func verdict(
  _ assertion: String, on paths: [String], baseline: [String] = [],
  _ change: (inout Rule) -> Void = { _ in }
) throws -> Verdict {
  let evidence = try Evidence(
    profiles: paths.map { try input($0) }, baselines: baseline.map { try input($0) })
  return try verdict(assertion, on: evidence, change)
}

/// What comes of one rule on evidence.
func verdict(
  _ assertion: String, on evidence: Evidence, _ change: (inout Rule) -> Void = { _ in }
) throws -> Verdict {
  var rule = Rule(id: "rule", assertion: try Assertion(assertion))
  change(&rule)
  let today = try #require(CalendarDate("2026-11-24"))
  let report = try CheckReport(RuleSet(rules: [rule]), on: evidence, today: today)
  return try #require(report.verdicts.first)
}
