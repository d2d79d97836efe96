import ProfileAnalysis
import ProfileFormats
import ProfileModel
import TestSupport
import Testing

@testable import LeakChecks

/// A fixture as the input of a check.
func input(_ path: String, group: String? = nil) throws -> SnapshotSet.Input {
  let bytes = try FixtureFiles.bytes(path)
  return SnapshotSet.Input(
    file: path, group: group, read: try ProfileReader.read(ByteSource(bytes)))
}

/// The fixtures of a folder whose names contain a text, sorted by name.
func inputs(in folder: String, having text: String = "") throws -> [SnapshotSet.Input] {
  try FixtureFiles.names(in: folder).filter { text.isEmpty || $0.contains(text) }.map {
    try input("\(folder)/\($0)")
  }
}

/// The verdict of one rule on fixtures.
func verdict(
  _ assertion: String, on paths: [String], baseline: [String] = [],
  _ change: (inout Rule) -> Void = { _ in }
) throws -> Verdict {
  let snapshotSet = try SnapshotSet(
    profiles: paths.map { try input($0) }, baselines: baseline.map { try input($0) })
  return try verdict(assertion, on: snapshotSet, change)
}

/// The verdict of one rule on a snapshot set.
func verdict(
  _ assertion: String, on snapshotSet: SnapshotSet, _ change: (inout Rule) -> Void = { _ in }
) throws -> Verdict {
  var rule = Rule(id: "rule", assertion: try Assertion(assertion))
  change(&rule)
  let today = try #require(CalendarDate("2026-11-24"))
  let report = try CheckReport(RuleSet(rules: [rule]), on: snapshotSet, today: today)
  return try #require(report.verdicts.first)
}

/// A snapshot set of texts with file names.
func snapshotSet(
  _ texts: [(name: String, text: String)], baseline: [(name: String, text: String)] = []
) throws -> SnapshotSet {
  func read(_ file: (name: String, text: String)) throws -> SnapshotSet.Input {
    let read = try ProfileReader.read(ByteSource(Array(file.text.utf8)))
    return SnapshotSet.Input(file: file.name, read: read)
  }
  return try SnapshotSet(profiles: texts.map(read), baselines: baseline.map(read))
}

/// A debug=1 text with a number of goroutines for each site.
func goroutines(_ counts: KeyValuePairs<String, Int>) -> String {
  let groups = counts.map { site, count in
    "\(count) @ 0x1 0x2\n#\t0x1\t\(site)+0x1\t/src/main.go:10\n#\t0x2\tmain.main+0x2\t/src/main.go:1\n\n"
  }
  let total = counts.reduce(0) { $0 + $1.value }
  return "goroutine profile: total \(total)\n" + groups.joined()
}

/// A series of such texts, with the given numbers of goroutines at `main.leak` and 10 constant ones.
func series(_ counts: [Int]) throws -> SnapshotSet {
  try snapshotSet(
    counts.enumerated().map { ("\($0).txt", goroutines(["main.leak": $1, "main.stay": 10])) })
}
