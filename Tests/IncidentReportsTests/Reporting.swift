import LeakChecks
import ProfileFormats
import ProfileModel
import TestSupport

@testable import IncidentReports

/// A fixture as the input of a report.
func input(_ path: String) throws -> SnapshotSet.Input {
  SnapshotSet.Input(
    file: path, read: try ProfileReader.read(ByteSource(FixtureFiles.bytes(path)), named: path))
}

/// The fixtures in a folder whose names match.
private func inputs(_ folder: String, _ names: (String) -> Bool) throws -> [SnapshotSet.Input] {
  try FixtureFiles.names(in: folder).filter(names).map { try input("\(folder)/\($0)") }
}

/// The incident of the fixtures in a folder.
///
/// - `rules`: the text of a rule file; built-in rules if it is empty.
func incident(
  _ folder: String, _ names: (String) -> Bool = { _ in true }, baseline: String? = nil,
  rules: String = "", _ change: (inout IncidentRequest) -> Void = { _ in }
) throws -> Incident {
  var request = IncidentRequest()
  (request.program, request.paths) = ("pproftool of the tests", [folder])
  request.baseline = baseline.map { [$0] } ?? []
  change(&request)
  let snapshotSet = try SnapshotSet(
    profiles: inputs(folder, names), baselines: baseline.map { try inputs($0, names) } ?? [])
  let set =
    try rules.isEmpty
    ? RuleSet() : RuleSet(files: [(name: "leaks.yaml", file: RuleFile(Array(rules.utf8)))])
  return try Incident(snapshotSet, set, request)
}

/// A report as text.
func markdown(_ incident: Incident) throws -> String {
  String(
    decoding: try bytes { IncidentMarkdown(incident, folder: "incident_files").write(to: &$0) },
    as: UTF8.self)
}

func page(_ incident: Incident) throws -> String {
  String(decoding: try bytes { IncidentHTML(incident).write(to: &$0) }, as: UTF8.self)
}

/// A goroutine text every few minutes, with so many goroutines at one place beside 62 to 65 others.
func night(_ counts: [Int], every interval: Int = 45, rules: [String] = []) throws -> Incident {
  let texts = counts.enumerated().map { number, count in
    let (minutes, others) = (interval * number, [64, 62, 65, 63][number % 4])
    let minute = minutes % 60
    let time = "2026-11-26T\(10 + minutes / 60):\(minute < 10 ? "0" : "")\(minute):00Z"
    return (
      name: "m/\(time).goroutine.txt",
      text: "goroutine profile: total \(others + count)\n"
        + "\(others) @ 0x3\n#\t0x3\tmain.idle+0x1\t/main.go:3\n\n"
        + (count == 0 ? "" : "\(count) @ 0x1\n#\t0x1\tmain.work+0x1\t/main.go:10\n\n")
    )
  }
  let inputs = try texts.map { file in
    SnapshotSet.Input(
      file: file.name,
      read: try ProfileReader.read(ByteSource(Array(file.text.utf8)), named: file.name))
  }
  var set = RuleSet()
  if !rules.isEmpty {
    set = try RuleSet(files: [], assertions: rules.map { try Assertion($0, allowsID: true) })
  }
  return try Incident(SnapshotSet(profiles: inputs), set, IncidentRequest())
}

/// The rules for the incident in the fixtures.
let leakRules = """
  version: 2
  rules:
    - id: listen
      assert: count(frame:/buffer\\.\\(\\*Stream\\)\\.listen$/) <= 200
      description: streams that nobody told to stop
      owner: "@routing"
      runbook: https://wiki.example/streams
    - id: guard
      assert: count() <= 5000
    - id: trend
      assert: slope(count(frame:/\\.listen$/)) <= 1
  suppress:
    - {id: idle, match: "site:main.main", max: 300, expires: 2027-03-01, reason: waits for signals}
  """
