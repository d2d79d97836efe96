import Foundation
import TestSupport
import Testing

/// For a file that is not a profile, commands print one line that says what it is, and exit with 2.
@Suite struct RefusalTests {
  /// Files of real programs, and the messages about them.
  static let fixtures: [(file: String, message: String)] =
    FixtureFiles.text("foreign/expected.tsv").split(separator: "\n").dropFirst().map { row in
      let columns = row.split(separator: "\t").map(String.init)
      return (columns[0], columns.count == 2 ? columns[1] : "")
    }

  static let commands: [[String]] = [
    ["info"], ["top"], ["goroutines"], ["check", "--assert", "guard: count() <= 5000"],
  ]

  @Test(arguments: fixtures)
  func fileIsToldWhatItIs(_ file: String, _ message: String) throws {
    let path = FixtureFiles.path("foreign/\(file)")
    for command in Self.commands {
      let run = try Program.run(all: command + [path])
      #expect(run.status == 2)
      // A check always writes its report, with an error here.
      let isCheck = command[0] == "check"
      #expect(run.output.isEmpty == !isCheck)
      #expect(!isCheck || run.text.contains("UNDECIDED guard: ") && run.text.contains("\nERROR "))
      #expect(run.errors == "pproftool: \(path): \(message)\n")
    }
  }

  @Test(arguments: fixtures)
  func standardInputIsToo(_ file: String, _ message: String) throws {
    let input = try Data(contentsOf: URL(filePath: FixtureFiles.path("foreign/\(file)")))
    let run = try Program.run("top", "-", input: input)
    #expect(run.status == 2)
    #expect(run.errors == "pproftool: standard input: \(message)\n")
  }

  static let texts: [(text: String, message: String)] = [
    (
      "HTTP/1.1 404 Not Found\r\nX-Go-Pprof: 1\r\n\r\nUnknown profile\n",
      #"the server answered 404 Not Found: "Unknown profile""#
    ),
    (
      "{ the answer is 42\n",
      #"is no profile; it says: "{ the answer is 42"; --from folded if these are stacks"#
    ),
    (
      "\u{1F}\u{01}",
      "begins with the bytes 1f 01, unlike any known format: pproftool help formats"
    ),
    ("a \u{1B}[2J b\n", #"is no profile; it says: "a \u{1b}[2J b""#),
    ("", "is empty"),
  ]

  @Test(arguments: texts)
  func hintsNameOptionsAndCommands(_ text: String, _ message: String) throws {
    let scratch = try ScratchFolder()
    let path = try scratch.write(text, to: "saved")
    let run = try Program.run("top", path)
    #expect(run.status == 2)
    #expect(run.errors == "pproftool: \(path): \(message)\n")
  }

  /// `go tool pprof` accepts the program before its profiles.
  @Test func programBesideAProfileIsToBeLeftOut() throws {
    let (program, profile) = (
      FixtureFiles.path("foreign/program"), FixtureFiles.path("incident/healthy/goroutine.pb.gz")
    )
    let message = "is a program; leave out \(program), its names are in the profile"
    for command in Self.commands {
      let run = try Program.run(all: command + [program, profile])
      #expect(run.status == 2)
      #expect(run.errors == "pproftool: \(program): \(message)\n")
    }
    let kept = try Program.run("top", "--keep-going", program, profile)
    #expect(kept.status == 0)
    #expect(kept.errors.hasPrefix("pproftool: \(program): \(message) (left out)\n"))
  }

  /// A file named like a profile should be one; other files in a folder are skipped.
  @Test func folderIsReadWithoutWhatIsNone() throws {
    let scratch = try ScratchFolder()
    try scratch.write("main;work 3\n", to: "a.folded")
    for name in ["page.html", "empty", "busy.txt"] {
      try scratch.write(name == "empty" ? "" : "<html><title>a</title>", to: name)
    }
    let run = try Program.run("folded", scratch.path)
    #expect(run.text == "main;work 3\n")
    #expect(
      run.errors
        == "pproftool: \(scratch.path): skipped: 2 web pages, 1 empty file; info \(scratch.path) lists them\n"
    )
    try scratch.write("<html><title>a</title>", to: "heap.pb.gz")
    let refused = try Program.run("folded", scratch.path)
    #expect(refused.status == 2)
    #expect(
      refused.errors.hasSuffix(
        "heap.pb.gz: is a web page: \"a\"; curl -f would have failed (--keep-going skips it)\n"
      ))
  }
}
