import Foundation
import TestSupport
import Testing

@testable import pproftool

@Suite struct TerminalOutputTests {
  static let choices:
    [(isTerminal: Bool, color: String?, variables: [String: String], hasStyles: Bool)] = [
      (true, nil, ["TERM": "xterm"], true), (false, nil, ["TERM": "xterm"], false),
      (true, nil, [:], false),
      (true, nil, ["TERM": "dumb"], false), (true, nil, ["TERM": "xterm", "NO_COLOR": "1"], false),
      (true, nil, ["TERM": "xterm", "NO_COLOR": ""], true), (false, "always", [:], true),
      (true, "never", ["TERM": "xterm"], false), (true, "always", ["NO_COLOR": "1"], true),
      (false, nil, ["CLICOLOR_FORCE": "1"], true), (false, nil, ["CLICOLOR_FORCE": "0"], false),
      (false, nil, ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], false), (false, "auto", [:], false),
    ]
  @Test(arguments: choices)
  func coloursAreAsTheyAreWanted(
    _ isTerminal: Bool, _ color: String?, _ variables: [String: String], _ hasStyles: Bool
  ) {
    let found = TerminalText.hasStyles(
      isTerminal: isTerminal, color: color.flatMap(ProgramOptions.Color.init),
      variable: { variables[$0].map { Array($0.utf8) } })
    #expect(found == hasStyles)
  }

  static let pagers: [(variable: String?, command: String?)] = [
    ("more", "more"), ("less -S", "less -S"), ("", nil), ("cat", nil),
  ]
  @Test(arguments: pagers)
  func thePagerIsTheUsers(_ variable: String?, _ command: String?) {
    #expect(Pager.command(variable.map { Array($0.utf8) }) == command)
    #expect(Pager.command(nil)?.contains("less -FRX") == true)
  }

  @Test func coloursGoIntoAPipeIfTheyAreAskedFor() throws {
    let profile = FixtureFiles.path("cpu/labelled.pb.gz")
    let plain = try Program.run("top", profile)
    #expect(try Program.run("top", "--color", "always", profile).text.contains("\u{1b}[1m"))
    #expect(try Program.run("top", "--color", "never", profile).text == plain.text)
    let picture = try Program.run("flamegraph", "--color", "always", profile)
    #expect(picture.output == (try Program.run("flamegraph", profile)).output)
  }

  /// On a terminal of six lines, made by `script`.
  @Test(.enabled(if: Program.hasTerminals, "there is no script(1)"))
  func aLongReportGoesThroughThePager() throws {
    func shown(_ options: String) throws -> String {
      try Program.shell(
        """
        export program file="$1" TERM=xterm PAGER='sed "s/^/| /"'
        script -qec 'stty rows 6; "$program" \(options) "$file"' /dev/null
        """, FixtureFiles.path("incident/leaking/goroutine.pb.gz")
      ).text
    }
    #expect(try shown("goroutines --color never").hasPrefix("| "))
    #expect(!(try shown("goroutines --color never --no-pager")).contains("| "))
    #expect(!(try shown("comments --color never")).contains("| "))
  }

  static let failingPagers: [(pager: String, status: Int)] = [
    ("false", 1), ("no-such-pager", 127), ("cat >/dev/null; exit 3", 3),
  ]

  /// Text that a failing pager has not shown is printed directly, and once.
  @Test(.enabled(if: Program.hasTerminals, "there is no script(1)"), arguments: failingPagers)
  func aPagerThatFailsKeepsNothingBack(_ pager: String, _ status: Int) throws {
    func shown(_ options: String) throws -> String {
      try Program.shell(
        """
        export program file="$1" TERM=xterm PAGER='\(pager)'
        script -qec 'stty rows 6; "$program" goroutines --color never \(options) "$file"' /dev/null
        """, FixtureFiles.path("incident/leaking/goroutine.pb.gz")
      ).text
    }
    let (plain, run) = (try shown("--no-pager"), try shown(""))
    #expect(run.hasSuffix(plain))
    let message = String(run.dropLast(plain.count))
    #expect(
      message.contains("the pager '\(pager)' ended with \(status); --no-pager goes without it"))
    #expect(message.count(of: "goroutine") == 0)
  }

  /// The total first, ten groups, five frames each.
  @Test(.enabled(if: Program.hasTerminals, "there is no script(1)"))
  func goroutinesFitAScreen() throws {
    let path = FixtureFiles.path("incident/leaking/goroutine.pb.gz")
    let shown = try Program.shell(
      "export program file=\"$1\"; script -qec '\"$program\" goroutines --color never --no-pager \"$file\"' /dev/null",
      path
    ).text.replacing("\r\n", with: "\n")
    let piped = try Program.run("goroutines", path).text
    let total = try #require(piped.split(separator: "\n").last)
    #expect(shown.hasPrefix("\(total)\n\n"))
    #expect(shown.count(of: " fp ") <= 10)
  }

  /// Commands that run for long or read rules do not wait for unexpected input.
  @Test(arguments: ["collect", "check --test", "diff heap.pb.gz", "compare"])
  func standardInputIsNotReadUnasked(_ command: String) throws {
    let run = try Program.shell(
      "cd \"$1\" && sleep 5 | timeout 4 \"$program\" \(command)",
      FixtureFiles.path("incident/leaking"))
    #expect(run.status == 2)
  }
}

extension String {
  fileprivate func count(of part: String) -> Int { components(separatedBy: part).count - 1 }
}
