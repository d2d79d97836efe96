import Foundation
import TestSupport
import Testing

@testable import pproftool

@Suite struct RowsTests {
  private static let heap = FixtureFiles.path("incident/leaking/heap.pb.gz")

  private func objects(_ arguments: String...) throws -> [[String: Any]] {
    let run = try Program.run(all: ["rows"] + arguments)
    #expect(run.status == 0)
    return try run.text.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  /// The values of flat and cum equal those of top.
  @Test func functionsAreThoseOfTop() throws {
    let top = try Program.run(
      "top", Self.heap, "--format", "json", "--no-trim", "--sample-index", "inuse_space")
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(top.output)) as? [String: Any])
    let rows = try #require(report["rows"] as? [[String: Any]])
    let expected = rows.map { "\($0["name"] ?? "") \($0["flat"] ?? "") \($0["cum"] ?? "")" }
    let found = try objects(Self.heap, "--table", "functions").filter {
      $0["type"] as? String == "inuse_space"
    }.map { "\($0["function"] ?? "") \($0["flat"] ?? "") \($0["cum"] ?? "")" }
    #expect(found.sorted() == expected.sorted())
    #expect(found.count > 10)
  }

  /// The tables contain enough to make folded stacks, as SQL engines do.
  @Test func foldedStacksComeOutOfTheTables() throws {
    let path = FixtureFiles.path("cpu/labelled.pb.gz")
    var stacks: [String: String] = [:]
    for row in try objects(path, "--table", "stacks") {
      let functions = try #require(row["functions"] as? [String])
      let id = try #require(row["stack"] as? String)
      stacks[id] = functions.reversed().map { $0.replacing(";", with: ",") }.joined(separator: ";")
    }
    var sums: [String: Int] = [:]
    for row in try objects(path, "--table", "samples") where row["type"] as? String == "cpu" {
      let stack = try #require(stacks[row["stack"] as? String ?? ""])
      sums[stack, default: 0] += try #require(row["value"] as? Int)
    }
    let folded = try Program.run("folded", path, "--sample-index", "cpu").text
    #expect(
      sums.map { "\($0) \($1)" }.sorted() == folded.split(separator: "\n").map(String.init).sorted()
    )
  }

  @Test func sitesAreThoseOfGoroutines() throws {
    let path = FixtureFiles.path("incident/leaking/goroutine.pb.gz")
    let sites = try objects(path, "--table", "sites")
    let first = try #require(sites.first { ($0["site"] as? String)?.hasSuffix("listen") == true })
    #expect(first["value"] as? Int == 64_102)
    #expect(first["package"] as? String == "github.com/techfrontier/event-router/internal/buffer")
    let groups = try Program.run("goroutines", path, "--by", "site", "--format", "csv").text
    #expect(groups.split(separator: "\n").count == sites.count + 1)
  }

  /// A folder with all kinds is read, each moment once.
  @Test func aFolderOfSeveralKindsIsRead() throws {
    let folder = FixtureFiles.path("incident/leaking")
    let rows = try objects(folder, "--table", "profiles")
    let run = try Program.run("rows", "-r", FixtureFiles.path("incident"), "--table", "profiles")
    #expect(!run.errors.contains("added up"))
    let kinds = Set(rows.compactMap { $0["kind"] as? String })
    #expect(kinds.isSuperset(of: ["block", "goroutine", "heap", "mutex", "threadcreate"]))
    let goroutines = rows.filter { $0["type"] as? String == "goroutine" }
    #expect(goroutines.count == 1)
    #expect(goroutines.first?["total"] as? Int == 64_281)
  }

  @Test func severalTablesAreFilesOfAFolder() throws {
    let scratch = try ScratchFolder()
    let run = try Program.run("rows", Self.heap, "--out", scratch.file("t"), "--gzip")
    #expect(run.status == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.file("t")).sorted()
    #expect(names == ["profiles.ndjson.gz", "samples.ndjson.gz", "stacks.ndjson.gz"])
    let alone = try Program.run("rows", Self.heap, "--table", "stacks")
    let gzip = try Data(contentsOf: URL(filePath: scratch.file("t/stacks.ndjson.gz")))
    #expect(gzip.starts(with: [0x1F, 0x8B]))
    #expect(try Program.run("rows", Self.heap, "--table", "stacks", "--gzip").output == gzip)
    #expect(!alone.text.isEmpty)
  }

  /// An error leaves no table behind.
  @Test func nothingIsLeftBehind() throws {
    let scratch = try ScratchFolder()
    let run = try Program.run("rows", Self.heap, "no-such", "--out", scratch.file("deep/t"))
    #expect(run.status == 2)
    #expect(run.errors == "pproftool: no-such: no such file or directory\n")
    #expect(scratch.names.isEmpty)
  }

  static let refused: [(arguments: [String], message: String)] = [
    ([], "3 tables need a folder; give --out FOLDER, or --table NAME for one"),
    (["--table", "x"], "--table takes profiles, samples, stacks, functions or sites, not 'x'"),
    (["--table", ""], "--table takes profiles, samples, stacks, functions or sites, not ''"),
    (
      ["--table", "stacks", "--format", "parquet"],
      "--format takes ndjson, csv or tsv, not 'parquet'"
    ),
    (["--table", "stacks", "-o", "x.csv", "--format", "tsv"], "x.csv: --format says tsv"),
    (["--table", "stacks", "-o", "x.json"], "rows cannot write .json; "),
    (["--table", "stacks", "--wide"], "--wide is for the table samples"),
    (["--out", "a", "-o", "b"], "--out is a folder for tables, -o a file for one"),
  ]

  @Test(arguments: refused)
  func mistakesAreRefused(_ arguments: [String], _ message: String) throws {
    let run = try Program.run(all: ["rows", Self.heap] + arguments)
    #expect(run.status == 2)
    #expect(run.errors.contains(message))
    #expect(run.errors.split(separator: "\n").count == 1)
  }

  @Test func aSchemaIsPrinted() throws {
    let run = try Program.run("schema", "rows")
    #expect(run.text.hasPrefix("{\n  \"$defs\": {\n"))
    let other = try Program.run("schema", "dot")
    #expect(other.status == 2)
    #expect(other.errors.contains("'dot' has no schema; there are schemas of info, "))
  }
}
