import Foundation
import TestSupport
import Testing

@testable import pproftool

/// Invalid command lines and their messages: `Fixtures/command-lines`.
///
/// Each runs in `Fixtures/incident/leaking`, so that file names are those of profiles.
@Suite struct WrongLineTests {
  struct Line: CustomTestStringConvertible {
    let arguments: String
    let answer: String
    var testDescription: String { arguments }
  }

  /// The rows of a table: a command line, a tab, a message.
  static func lines(_ name: String) -> [Line] {
    FixtureFiles.text("command-lines/\(name).tsv").split(separator: "\n").map { row in
      let cells = row.split(separator: "\t", maxSplits: 1)
      return Line(arguments: String(cells[0]), answer: cells.count > 1 ? String(cells[1]) : "")
    }
  }

  /// Runs a line in a shell, with empty standard input unless the line redirects it.
  static func run(_ arguments: String, _ variables: String = "") throws -> Program {
    let input = arguments.contains("<") ? "" : " </dev/null"
    return try Program.shell(
      "cd \"$1\" && \(variables) \"$program\" \(arguments)\(input)",
      FixtureFiles.path("incident/leaking"))
  }

  @Test func thereAreMany() { #expect(Self.lines("wrong").count >= 150) }

  @Test(arguments: lines("wrong"))
  func aWrongLineIsAnsweredWithWhatToDo(_ line: Line) throws {
    let run = try Self.run(line.arguments)
    #expect(run.status == 2)
    #expect(run.text.isEmpty)
    #expect(run.errors == "pproftool: \(line.answer)\n")
  }

  /// Suggested lines work, if their files exist.
  @Test(arguments: lines("wrong").filter { $0.answer.contains("did you mean") })
  func aLineThatIsSuggestedIsRight(_ line: Line) throws {
    guard let range = line.answer.range(of: "? pproftool ") else { return }
    let suggested = String(line.answer[range.upperBound...])
    let run = try Program.shell(
      "cd \"$1\" && timeout 5 \"$program\" \(suggested) --help </dev/null",
      FixtureFiles.path("incident/leaking"))
    #expect(run.status == 0, "\(suggested)")
    let arguments = suggested.split(separator: " ").map(String.init)
    // Help is found before a line is checked.
    guard arguments.first != "help" else { return }
    #expect(throws: Never.self) { try LineCheck.check(NormalizedLine(arguments).arguments) }
  }

  @Test(arguments: lines("same"))
  func aLineThatMeansTheSameDoesTheSame(_ line: Line) throws {
    let (run, other) = (try Self.run(line.arguments), try Self.run(line.answer))
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output == other.output && other.status == 0)
  }
}
