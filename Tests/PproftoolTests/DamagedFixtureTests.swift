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
