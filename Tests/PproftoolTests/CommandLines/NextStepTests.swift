import TestSupport
import Testing

@testable import pproftool

/// The commands that are suggested for a profile without a command.
@Suite struct NextStepTests {
  static let lines: [(given: String, suggested: String)] = [
    (
      "heap.pb.gz",
      "functions: pproftool top heap.pb.gz · picture: pproftool view heap.pb.gz -o x.html"
    ),
    (
      "goroutine.pb.gz",
      "goroutines: pproftool goroutines goroutine.pb.gz · picture: pproftool view goroutine.pb.gz -o x.html"
    ),
    // Profiles of several kinds are neither compared nor added up.
    (".", "leaks: pproftool check . · in the browser: pproftool serve ."),
    ("heap.pb.gz mutex.pb.gz", "in the browser: pproftool serve heap.pb.gz mutex.pb.gz"),
    (
      ". --kind heap -r",
      "leaks: pproftool check -r --kind heap . · in the browser: pproftool serve -r --kind heap . · picture: pproftool view -r --kind heap . -o x.html"
    ),
    ("<(cat heap.pb.gz)", ""),
  ]

  @Test(arguments: lines)
  func aSuggestedLineIsRight(_ given: String, _ suggested: String) throws {
    let run = try Program.shell(
      "cd \"$1\" && exec bash -c '\"$0\" \(given)' \"$program\"",
      FixtureFiles.path("incident/leaking"))
    #expect(run.status == 0)
    #expect(run.errors == (suggested.isEmpty ? "" : "pproftool: \(suggested)\n"))
    for step in suggested.split(separator: " · ") {
      let words = step.split(separator: " ").drop { $0 != "pproftool" }.dropFirst().map(String.init)
      #expect(throws: Never.self) { try LineCheck.check(words) }
    }
  }

  /// What a shell or the program would take for something else.
  static let words: [(name: [UInt8], quoted: String)] = [
    (Array("-x.pb.gz".utf8), "./-x.pb.gz"), (Array("-".utf8), "-"),
    (Array("fold a".utf8), "'fold a'"), ([0x68, 0xFF, 0x27], #"$'h\377\''"#),
  ]

  @Test(arguments: words)
  func namesAreQuoted(_ name: [UInt8], _ quoted: String) {
    #expect(ShellLine.text([ShellLine.argument(.init(name))]) == quoted)
  }
}
