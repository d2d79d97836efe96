import Foundation
import ProfileSystem
import TestSupport
import Testing

@testable import pproftool

/// The program recognises its own output by content, under any name.
@Suite struct OwnReportTests {
  private static let healthy = FixtureFiles.path("incident/healthy/goroutine.pb.gz")
  private static let leaking = FixtureFiles.path("incident/leaking/goroutine.pb.gz")
  private static let runs = ["a", "b"].map { FixtureFiles.path("runs/\($0)") }
  private static let labelled = FixtureFiles.path("cpu/labelled.pb.gz")

  static let reports: [[String]] =
    [
      ["info"], ["info", "--format", "json"], ["raw"], ["list", "listen"], ["dot"], ["callgrind"],
      ["flamegraph"], ["flamegraph", "--no-script"], ["view"], ["report"],
      ["top", "--compact-labels"],
      ["peek", "listen"],
      ["top", "--focus", "listen"], ["goroutines", "--by", "state"], ["convert", "--to", "json"],
      ["traces", "--focus", "listen"],
    ].map { $0 + [leaking] }
    + ["top", "tree", "traces", "goroutines"].flatMap { command in
      ["text", "json", "csv", "markdown"].map { [command, "--format", $0, leaking] }
    }
    + ["text", "json", "csv", "markdown"].map { ["tags", "--format", $0, labelled] }
    + ["profiles", "samples", "stacks", "functions", "sites"].flatMap { table in
      ["ndjson", "csv", "tsv"].map { ["rows", "--table", table, "--format", $0, labelled] }
    }
    + ["text", "json", "csv", "markdown", "svg"].map { ["diff", "--format", $0, healthy, leaking] }
    + ["text", "json", "csv", "markdown", "svg"].map { ["compare", "--format", $0] + runs }
    + ["text", "json", "junit", "sarif", "github", "markdown", "prometheus"].flatMap { format in
      [healthy, leaking].map { path in
        ["check", "--assert", "a: count() <= 200", "--format", format, path]
      }
    }

  @Test(arguments: reports)
  func eachReportIsKnown(_ arguments: [String]) throws {
    let scratch = try ScratchFolder()
    let report = try Program.run(all: arguments)
    try report.output.write(to: URL(filePath: scratch.file("heap.txt")))
    // A passing check has no annotations.
    guard !report.output.isEmpty else { return }
    #expect(OwnReportFile.isOne(SystemPath(scratch.file("heap.txt"))), "\(report.text.prefix(300))")
  }

  /// It is not an error, although it is named like a profile.
  @Test func aReportBesideProfilesIsCounted() throws {
    let scratch = try ScratchFolder()
    for (name, arguments) in [
      ("goroutine.txt", ["goroutines", Self.leaking]), ("heap.out", ["top", Self.leaking]),
      ("profile", ["check", "--assert", "count() <= 200", Self.leaking]),
    ] {
      try Program.run(all: arguments).output.write(to: URL(filePath: scratch.file(name)))
    }
    try FileManager.default.copyItem(atPath: Self.leaking, toPath: scratch.file("a.pb.gz"))
    let run = try Program.run("top", scratch.path)
    #expect(run.text == (try Program.run("top", Self.leaking)).text)
    #expect(
      run.errors
        == "pproftool: \(scratch.path): skipped: 3 reports; info \(scratch.path) lists them\n")
  }

  static let others = [
    "README.md", "incident/leaking/goroutine.debug1.txt", "incident/leaking/goroutine.pb.gz",
    "damaged/page.html", "damaged/object.json", "crash/panic.all.txt",
  ]

  @Test(arguments: others)
  func othersAreNot(_ name: String) {
    #expect(!OwnReportFile.isOne(SystemPath(FixtureFiles.path(name))))
    #expect(!OwnReportFile.isOne(SystemPath(FixtureFiles.path("../README.md"))))
    #expect(!OwnReportFile.isOne("/no/such/file"))
  }
}
