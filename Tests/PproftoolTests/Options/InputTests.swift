import Foundation
import ProfileSystem
import TestSupport
import Testing

@testable import pproftool

@Suite struct InputTests {
  private static let sum = "      flat  flat%   sum%        cum   cum%\n"

  /// Three profiles and a file that is not a profile.
  private func folder() throws -> ScratchFolder {
    let scratch = try ScratchFolder()
    for (name, count) in [("a.txt", 1), ("b.txt", 2), ("c[1].txt", 4)] {
      try scratch.write("main;work \(count)\n", to: name)
    }
    try scratch.write("Nothing of a profile.\n", to: "README")
    try scratch.write("main;work 8\n", to: ".hidden.txt")
    return scratch
  }

  @Test(arguments: [("*.txt", 7), ("[ab].txt", 3), ("?.txt", 3), ("c[1].txt", 4), (".*.txt", 8)])
  func patternsThatNoShellExpandedAreExpanded(_ pattern: String, _ total: Int) throws {
    let scratch = try folder()
    let run = try Program.run("folded", scratch.file(pattern))
    #expect(run.text == "main;work \(total)\n")
  }

  @Test func patternsHoldForFoldersToo() throws {
    let scratch = try folder()
    let name = scratch.path.split(separator: "/").last ?? ""
    let pattern = scratch.path.dropLast(name.count) + name.prefix(name.count - 3) + "*/a.txt"
    #expect(
      PathPattern.expanded(SystemPath(String(pattern))) == [SystemPath(scratch.file("a.txt"))])
    #expect(PathPattern.expanded("no/such*") == ["no/such*"])
  }

  @Test func aFolderStandsForTheProfilesInIt() throws {
    let scratch = try folder()
    let run = try Program.run("folded", scratch.path)
    #expect(run.text == "main;work 7\n")
    #expect(
      run.errors == """
        pproftool: \(scratch.path): 3 profiles of samples are added up
        pproftool: \(scratch.path): skipped: 1 hidden file, 1 text; info \(scratch.path) lists them

        """)
    let base = try Program.run("top", scratch.path, "--base", scratch.path, "--compact-labels")
    #expect(base.text.hasSuffix(Self.sum))
    #expect(base.status == 0)
  }

  @Test func refusalsNameTheTwoFiles() throws {
    let paths = ["heap", "goroutine"].map { FixtureFiles.path("incident/leaking/\($0).pb.gz") }
    for (flags, status) in [([], 2), (["--keep-going"], 0)] as [([String], Int32)] {
      let run = try Program.run(all: ["merge"] + flags + paths)
      #expect(run.status == status)
      #expect(
        run.errors.hasPrefix("pproftool: \(paths[1]): cannot be added to \(paths[0]): "))
      #expect(run.errors.contains("1 of 2 profiles was left out") == (status == 0))
    }
    // The rest is used as if it were alone.
    let left = try Program.run("top", "--keep-going", paths[0], paths[1])
    #expect(left.text == (try Program.run("top", paths[0])).text)
  }

  @Test func severalDumpsInAFileOfAFolderAreNotAddedUp() throws {
    let scratch = try ScratchFolder()
    let dump = "goroutine 1 [running]:\nmain.main()\n\t/m.go:1 +0x1\n\n"
    try scratch.write(dump + dump, to: "dumps")
    let run = try Program.run("top", scratch.path)
    #expect(run.status == 2)
    #expect(run.errors.hasSuffix("dumps: has 2 profiles; choose one with --nth\n"))
    #expect(try Program.run("top", "--nth", "2", scratch.path).status == 0)
  }

  /// The output of `curl -i`, after messages of a script.
  @Test func textBeforeAProfileIsNotItsOwn() throws {
    let scratch = try ScratchFolder()
    let headers = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nX: 1 @ 0x1\r\n\r\n"
    for before in [headers, "+ curl -s localhost\n"] {
      for name in ["goroutine", "heap", "mutex"] {
        let path = FixtureFiles.path("incident/healthy/\(name).debug1.txt")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try scratch.write(before + text, to: "saved")
        let run = try Program.run("top", scratch.file("saved"), "--strict")
        #expect(run.text == (try Program.run("top", path)).text)
        #expect(run.errors.isEmpty)
      }
    }
  }
}
