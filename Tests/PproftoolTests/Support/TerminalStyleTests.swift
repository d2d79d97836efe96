import Foundation
import TestSupport
import Testing

@testable import ProfileModel
@testable import pproftool

@Suite struct TerminalStyleTests {
  @Test func stylesAreSetBetweenWhatIsFiltered() {
    var text = TerminalText()
    text.write(Array("\u{1b}[31m a\u{e9}".utf8.dropLast()))
    text.set(.heading)
    text.write(Array("b\n".utf8))
    text.set(nil)
    #expect(text.flush().isEmpty)
    let output = String(decoding: text.flush(isLast: true), as: UTF8.self)
    #expect(output == "\u{fffd}[31m a\u{fffd}\u{1b}[1mb\n\u{1b}[0m")
  }

  static let shares: [(value: Int64, total: Int64, isLarge: Bool)] = [
    (10, 100, true), (-10, 100, true), (9, 100, false), (0, 100, false), (5, 0, false),
    (0, 5, false), (.min, .max, true), (.min, .min, true), (150, 100, true),
  ]
  @Test(arguments: shares)
  func tenthsOfTheTotalAreLarge(_ value: Int64, _ total: Int64, _ isLarge: Bool) {
    #expect((TextStyle(share: value, of: total) != nil) == isLarge)
  }
}

/// The program on a terminal, provided by `script`.
@Suite(.enabled(if: Program.hasTerminals, "there is no script(1)")) struct TerminalTests {
  private static let style = "\u{1b}["
  private static let profile = FixtureFiles.path("cpu/labelled.pb.gz")
  private static let hostile = FixtureFiles.path("names/everywhere.pb.gz")

  /// The terminal output of a bash command in which `$1` is a file.
  private func shown(_ command: String, _ file: String = profile) throws -> String {
    let run = try Program.shell(
      "export program TERM=xterm NO_COLOR= file=\"$1\"; script -qec '\(command)' /dev/null", file)
    return run.text.replacing("\r\n", with: "\n")
  }

  static let reports = [
    "top", "tree", "peek mix", "list mix --source-path \(FixtureFiles.path("generators/cpu"))",
    "traces", "tags", "info", "top --format markdown",
  ]
  @Test(arguments: reports)
  func onlyStylesAreAddedOnATerminal(_ report: String) throws {
    let styled = try shown("\"$program\" \(report) \"$file\"")
    let piped = try Program.shell("\"$program\" \(report) \"$1\"", Self.profile).text
    #expect(styled.contains(Self.style) == !report.contains("markdown"))
    #expect(Self.plain(styled) == piped)
    #expect(!piped.contains("\u{1b}"))
  }

  static let plainCommands = [
    "NO_COLOR=1 \"$program\" top \"$file\"", "TERM=dumb \"$program\" top \"$file\"",
    "env -u TERM \"$program\" top \"$file\"", "\"$program\" top \"$file\" | cat",
    "\"$program\" top \"$file\" -o out.txt && cat out.txt; rm out.txt",
    "\"$program\" top --format csv \"$file\"",
  ]
  @Test(arguments: plainCommands)
  func thereAreNoStylesWhereTheyAreNotWanted(_ command: String) throws {
    let scratch = try ScratchFolder()
    let text = try shown("cd \(scratch.path) && \(command)")
    #expect(text.contains("blockSHANI"))
    #expect(!text.contains("\u{1b}"))
  }

  @Test(arguments: ["top", "tree", "traces", "tags", "info", "list .", "peek ."])
  func namesBringNoneOfTheirOwn(_ report: String) throws {
    let text = try shown("\"$program\" \(report) \"$file\"", Self.hostile)
    #expect(text.contains(Self.style))
    #expect(!Self.plain(text).unicodeScalars.contains { $0.value < 32 && $0 != "\n" && $0 != "\t" })
  }

  /// A text without the program's own styles.
  private static func plain(_ text: String) -> String {
    // By scalars, since an accent at the start of a name joins the end of a style.
    let styles = #/\u{1b}\[(0|1|2|1;31|32|35)m/#.matchingSemantics(.unicodeScalar)
    return text.replacing(styles, with: "")
  }
}
