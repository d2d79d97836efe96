import Foundation
import JSONText
import ProfileCollecting
import TestSupport
import Testing

@testable import pproftool

/// The machine-readable output of commands conforms to `schema`, and covers all of it.
@Suite struct SchemaTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let command: String
    /// Options and files in `Fixtures`, one line per run. Together they produce every member.
    let runs: [String]
    /// The options for a document.
    var document = "--format json"
    var lines: String? = "--format ndjson"

    var testDescription: String { command }
  }

  static let cases = [
    Case(
      command: "info",
      runs: [
        "incident/leaking/heap.pb.gz", "incident/labelled/goroutine.pb.gz names",
        "crash/index.single.txt", "--layout {pod}.{kind}.pb.gz series/leaking",
      ]),
    Case(
      command: "goroutines",
      runs: ["incident/aged/goroutine.debug2.txt", "incident/labelled/goroutine.pb.gz"]),
    Case(
      command: "top", runs: ["incident/leaking/heap.pb.gz", "--granularity lines runs/a"]),
    Case(command: "tree", runs: ["incident/leaking/heap.pb.gz", "--nodecount 20 runs/a"]),
    Case(
      command: "traces",
      runs: ["incident/leaking/heap.pb.gz", "incident/labelled/goroutine.pb.gz"]),
    Case(
      command: "tags", runs: ["incident/leaking/heap.pb.gz", "incident/labelled/goroutine.pb.gz"]),
    Case(
      command: "diff",
      runs: [
        "incident/healthy/heap.pb.gz incident/leaking/heap.pb.gz",
        "--by stack incident/healthy/goroutine.pb.gz incident/leaking/goroutine.pb.gz",
        "incident/healthy/goroutine.pb.gz incident/healthy/goroutine.pb.gz",
      ]),
    Case(
      command: "compare",
      runs: [
        "--before runs/a --after runs/b", "--all-rows --by stack --before runs/a --after runs/b",
        "--min-change 400% --before runs/a --after runs/b",
      ]),
    Case(
      command: "check",
      runs: [
        "--baseline incident/healthy/goroutine.pb.gz --rules RULES incident/leaking",
        "--rules RULES incident/aged/goroutine.debug2.txt", "leak/series-leaking",
        "--rules RULES leak/series-leaking damaged/page.html",
        "--rules RULES truncated/goroutine.debug2.tail.txt",
      ], lines: nil),
    Case(
      command: "convert",
      runs: [
        "incident/leaking/heap.pb.gz", "incident/labelled/goroutine.pb.gz",
        "converters/jemalloc/exact.jemalloc.heap",
      ],
      document: "--to json", lines: "--to ndjson"),
  ]

  private static let rules = """
    version: 2
    rules:
      - {id: fail, assert: 'count(frame:listen) <= 200', owner: '@a', runbook: docs, description: d}
      - {id: warn, assert: growth_pct(count()) <= 50%, severity: warn, per: site}
      - {id: trend, assert: slope(count()) <= 1}
      - {id: end, assert: 'eta(count(), 10000) >= 6h'}
      - {id: heap, assert: 'ratio(inuse_space(package:buffer) / count(frame:listen)) <= 512B'}
    suppress:
      - {id: old, match: 'site:main', max: 5, expires: 2020-01-01, reason: was, ticket: A-1}
      - {id: used, match: 'site:worker', max: 500, reason: known}
      - {id: unused, match: site:nowhere, max: 5, reason: unused}

    """

  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  private static func schema(_ command: String) throws -> SchemaCheck {
    let run = try Program.run("schema", command)
    try #require(run.status == 0, "\(run.errors)")
    return SchemaCheck(try JSONDocument(run.output))
  }

  private func output(_ command: String, _ format: String, _ line: String) throws -> Data {
    let rules = try scratch.write(Self.rules, to: "rules.yaml")
    let arguments = "\(command) \(format) \(line)".split(separator: " ").map { word in
      if word == "RULES" { return rules }
      let path = FixtureFiles.path(String(word))
      return word != Substring(command) && FileManager.default.fileExists(atPath: path)
        ? path : String(word)
    }
    let run = try Program.run(all: arguments)
    // Unchanged rows have no line.
    try #require(run.status == 0 || !run.output.isEmpty, "\(arguments): \(run.errors)")
    return run.output
  }

  @Test(arguments: cases)
  func everyMemberIsInTheSchemaAndTheOtherWayRound(_ example: Case) throws {
    var check = try Self.schema(example.command)
    for line in example.runs {
      let document = try output(example.command, example.document, line)
      #expect(check.errors(in: try JSONDocument(document)).prefix(5) == [], "\(line)")
      guard let lines = example.lines else { continue }
      for row in try output(example.command, lines, line).split(separator: 0x0A) {
        let errors = check.errors(in: try JSONDocument(Data(row)), as: "line")
        #expect(errors.prefix(5) == [], "\(line)")
        if !errors.isEmpty { break }
      }
    }
    #expect(check.unseen == [])
  }

  @Test(arguments: ["profiles", "samples", "stacks", "functions", "sites"])
  func rowsAreWhatTheirSchemaSays(_ table: String) throws {
    var check = try Self.schema("rows")
    let rows = try output("rows", "--table \(table)", "incident/labelled/goroutine.pb.gz")
    for row in rows.split(separator: 0x0A) {
      let errors = check.errors(in: try JSONDocument(Data(row)), as: table)
      #expect(errors == [])
    }
  }

  @Test func logLinesAreWhatTheirSchemaSays() throws {
    var check = try Self.schema("collect")
    var (saved, failed) = (CollectEvent(.saved, "router"), CollectEvent(.failed, "router"))
    (saved.profile, saved.file, saved.bytes) = ("heap", "router/heap.pb.gz", 2104)
    (saved.milliseconds, saved.status, saved.attempts) = (12, 200, 1)
    failed.error = CancellationError()
    let judged = ["fails", "warns", "undecided", "passes"].map {
      CollectEvent(.judged(rule: "guard", outcome: $0, "a sentence"), "router")
    }
    let others = [CollectEvent(.skipped("no heap"), "router"), CollectEvent(.noted("a note"), "")]
    for event in [saved, failed] + judged + others {
      let line = try JSONDocument(Data(CollectLog.value(event, 1).line))
      #expect(check.errors(in: line) == [], "\(event)")
    }
    #expect(check.unseen == [])
  }

  @Test func everySchemaIsTested() {
    #expect(Set(Self.cases.map(\.command) + ["rows", "collect"]) == Set(SchemaCommand.names))
  }

  /// The schema check must find differences.
  @Test func aDifferenceIsFound() throws {
    var check = try Self.schema("top")
    let wrong = #"{"schema": "pproftool/tree", "version": 1, "rows": [{"flat": "1", "more": 1}]}"#
    let errors = check.errors(in: try JSONDocument(Data(wrong.utf8)))
    for part in ["$.schema: ", "$: total is not there", "$.rows[0].flat: ", "$.rows[0]: more is "] {
      #expect(errors.contains { $0.hasPrefix(part) }, "\(part)")
    }
    #expect(check.unseen.contains("#/properties/total"))
  }

  @Test func aCommandWithoutASchemaIsRefused() throws {
    let run = try Program.run("schema", "peek")
    #expect(run.status == 2)
    #expect(run.errors.contains("'peek' has no schema; there are schemas of info, goroutines, top"))
    #expect(try Program.run("schema", "top", "--wide").status == 2)
  }
}

/// The completion scripts; Scripts/test-completion tries them in the shells.
@Suite struct CompletionTests {
  @Test(arguments: [("bash", "complete -"), ("zsh", "#compdef pproftool"), ("fish", "complete -c")])
  func eachShellHasItsScript(_ shell: String, _ sign: String) throws {
    let run = try Program.run("completion", shell)
    #expect(run.status == 0 && run.text.contains(sign) && run.text.contains("flamegraph"))
    #expect(run.output == (try Program.run("--generate-completion-script", shell).output))
  }

  @Test func anotherShellIsRefused() throws {
    let run = try Program.run("completion", "tcsh")
    #expect(run.status == 2 && run.errors.contains("bash, zsh and fish, not for 'tcsh'"))
  }
}
