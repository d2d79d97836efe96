import TestSupport
import Testing

/// The program refuses every damaged fixture.
@Suite struct DamagedFixtureTests {
  static let fixtures: [(file: String, fragments: [String])] =
    FixtureFiles.text("damaged/expected.tsv").split(separator: "\n").dropFirst().map { row in
      let columns = row.split(separator: "\t", omittingEmptySubsequences: false)
      return (String(columns[0]), columns[1].split(separator: "|").map(String.init))
    }

  @Test func allOfThemAreListed() {
    let files = FixtureFiles.names(in: "damaged").filter { $0 != "expected.tsv" }
    #expect(Self.fixtures.map(\.file).sorted() == files)
    #expect(files.count > 70)
  }

  /// What only a name told before: a pipe has none.
  static let unnamed: [(input: String, reason: String)] = [
    ("cat heap.pb.gz heap.pb.gz", "at byte 7540: two concatenated profiles"),
    ("gzip -dc heap.pb.gz | head -c 3000", "at byte 2985: the profile is truncated"),
    ("gzip -dc goroutine.pb.gz | head -c 2500", "the profile is truncated"),
    ("gzip -dc mutex.pb.gz | head -c 2500", "the profile is truncated"),
  ]
  @Test(arguments: unnamed)
  func itIsAProfileWithoutANameToo(_ input: String, _ reason: String) throws {
    let run = try Program.shell(
      "cd \"$1\" && \(input) | \"$program\" top", FixtureFiles.path("incident/leaking"))
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(run.errors.hasPrefix("pproftool: standard input: ") && run.errors.contains(reason))
  }

  /// One line with the file and the fragments of the table; nothing on standard output.
  @Test(arguments: fixtures)
  func itIsRefusedInOneClearLine(_ file: String, _ fragments: [String]) throws {
    let path = FixtureFiles.path("damaged/\(file)")
    let run = try Program.run("info", path)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.hasPrefix("pproftool: \(path): "))
    #expect(run.errors.split(separator: "\n").count == 1)
    for fragment in fragments { #expect(run.errors.contains(fragment), "\(run.errors)") }
  }
}
