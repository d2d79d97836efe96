import Foundation
import TestSupport
import Testing

@testable import pproftool

/// Properties of every command, seen from outside.
@Suite struct ProgramTests {
  private static let profile = FixtureFiles.path("wire/every-field.pb")

  @Test func helpAndVersionAreAnswers() throws {
    for line in [["--help"], ["--version"], ["info", "--help"], ["help", "convert"]] {
      let run = try Program.shell("\"$program\" \(line.joined(separator: " "))")
      #expect(run.status == 0)
      #expect(!run.output.isEmpty)
      #expect(run.errors.isEmpty)
    }
    #expect(try Program.run("info", "--help").text.contains("Usage: pproftool info "))
    #expect(try Program.run("--version").text == "\(versionText)\n")
    #expect(versionText.hasPrefix("pproftool \(pproftool.version) (libcurl "))
  }

  @Test func noCommandIsNoAnswer() throws {
    let run = try Program.shell("\"$program\" </dev/null")
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("Usage: pproftool COMMAND"))
  }

  static let refused: [(arguments: String, error: String)] = [
    ("info no-such-file", "pproftool: no-such-file: no such file or directory\n"),
    ("convert /", "pproftool: /: is a folder, not a profile; merge adds up the profiles in it\n"),
    ("info </dev/null", "pproftool: info needs a profile: pproftool info PROFILE\n"),
    ("info", "pproftool: standard input: is empty\n"),
    ("info /dev/null", "pproftool: /dev/null: is empty\n"),
    ("info $'a\\nb\\033[2J'", "pproftool: a\\nb\\u{1b}[2J: no such file or directory\n"),
    ("info -- -x", "pproftool: -x: no such file or directory\n"),
    (
      "convert \(profile) -o /no/such/folder/x.pb",
      "pproftool: /no/such/folder/x.pb: there is no folder /no/such/folder/\n"
    ),
    ("info \(profile) >/dev/full", "pproftool: standard output: no space left on device\n"),
    ("info \(profile) >&-", "pproftool: standard output: bad file descriptor\n"),
    ("info - <&-", "pproftool: standard input: bad file descriptor\n"),
    ("--version >/dev/full", "pproftool: standard output: no space left on device\n"),
  ]

  @Test(arguments: refused)
  func whatGoesWrongIsSaidOnOneLine(_ arguments: String, _ error: String) throws {
    let run = try Program.shell("\"$program\" \(arguments)")
    #expect(run.errors == error)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
  }

  /// If its output is not read, it ends silently by SIGPIPE, as `cat` does.
  @Test(arguments: ["", "trap '' PIPE;"])
  func aClosedPipeEndsItQuietly(_ before: String) throws {
    let run = try Program.shell(
      "\(before) exec \"$program\" info \"$1\"", Self.profile, isRead: false)
    #expect(run.wasKilled)
    #expect(run.status == SIGPIPE)
    #expect(run.errors.isEmpty)
  }

  /// A standard descriptor closed by the caller is not reused for a file.
  @Test func closedDescriptorsAreNotReused() throws {
    let scratch = try ScratchFolder()
    let run = try Program.shell(
      "\"$program\" convert \"$1\" -o \"$2\" 0<&- 1>&- 2>&-", Self.profile, scratch.file("a.pb"))
    #expect(run.status == 0)
    let checked = try Program.run("info", scratch.file("a.pb"))
    #expect(checked.status == 0)
  }

  @Test(.notSanitized) func aFileThatGrowsTooLargeLeavesNothing() throws {
    let scratch = try ScratchFolder()
    let run = try Program.shell(
      "ulimit -f 1; \"$program\" convert \"$1\" -o \"$2\"",
      FixtureFiles.path("writers/ddtrace.pb.gz"),
      scratch.file("a.pb"))
    #expect(run.status == 2)
    #expect(run.errors.hasSuffix("a.pb: file too large\n"))
    #expect(scratch.names.isEmpty)
  }

  /// The named file is the one the shell opened, and its old content stays.
  @Test func devStdoutIsStandardOutput() throws {
    let scratch = try ScratchFolder()
    try scratch.write("before\n", to: "log")
    let run = try Program.shell(
      "\"$program\" info \"$1\" -o /dev/stdout >>\"$2\"", Self.profile, scratch.file("log"))
    #expect(run.status == 0)
    #expect(try scratch.text(of: "log").hasPrefix("before\nFile:"))
  }

  @Test func aPipeWithANameIsWrittenAsItIs() throws {
    let scratch = try ScratchFolder()
    let run = try Program.shell(
      "mkfifo \"$2\" && { cat \"$2\" & \"$program\" info \"$1\" -o \"$2\"; wait; }",
      Self.profile, scratch.file("pipe"))
    #expect(run.text.hasPrefix("File:"))
    #expect(scratch.names == ["pipe"])
  }

  /// Whether the signal comes before, during or after writing, the file is complete or does not exist.
  @Test(arguments: ["INT", "TERM", "HUP"])
  func aSignalLeavesNoPart(_ signal: String) throws {
    let scratch = try ScratchFolder()
    let run = try Program.shell(
      """
      "$program" convert "$1" -o "$2/out.pb" &
      while kill -0 $! 2>/dev/null; do
        for file in "$2"/.pproftool-*; do
          [ ! -e "$file" ] || { kill -\(signal) $!; break 2; }
        done
      done
      wait $! 2>/dev/null
      """, FixtureFiles.path("writers/ddtrace.pb.gz"), scratch.path)
    #expect(scratch.names.isEmpty || scratch.names == ["out.pb"])
    #expect(run.errors.isEmpty)
  }
}
