import Foundation
import TestSupport
import Testing

/// The expected texts were compared with `go tool pprof -list` on the converted profiles.
@Suite struct ListTests {
  private static let profile = """
    goroutine profile: total 4
    3 @ 0x1
    #\t0x1\tmain.work+0x1\t/build/app/work.go:2

    1 @ 0x2
    #\t0x2\tmain.idle+0x1\tsub/idle.go:1

    """
  private static let work = """
    ROUTINE ======================== main.work in FILE
             3          3 (flat, cum) 75.00% of Total

    """
  private static let lines = """
             .          .      1:package main
             3          3      2:\tfunc work() {}
             .          .      3:

    """

  /// A folder with a profile and the sources of some of its functions.
  private func scratch() throws -> ScratchFolder {
    let scratch = try ScratchFolder()
    try scratch.write(Self.profile, to: "profile")
    try FileManager.default.createDirectory(
      atPath: scratch.file("app"), withIntermediateDirectories: false)
    try scratch.write("package main\r\n\tfunc work() {}\r\n\r\n", to: "app/work.go")
    return scratch
  }

  @Test(arguments: [(["--trim-path", "/build"], "app/work.go"), ([], "work.go")])
  func sourcesAreFoundInAFolderAndThoseAboveIt(_ options: [String], _ file: String) throws {
    let scratch = try scratch()
    let folder = scratch.file(options.isEmpty ? "app" : "app/deep/deeper")
    let run = try Program.run(
      all: ["list", "work", scratch.file("profile"), "--source-path", folder] + options)
    #expect(run.text == "Total: 4\n" + Self.work.replacing("FILE", with: file) + Self.lines)
    #expect(run.errors.isEmpty)
  }

  @Test func whatIsMissingIsSaidInPlaceOfTheLines() throws {
    let scratch = try scratch()
    let path = scratch.file("app")
    let run = try Program.run("list", ".", scratch.file("profile"), "--source-path", path)
    #expect(run.status == 0)
    #expect(run.text.contains(Self.lines))
    #expect(run.text.contains(" Error: could not find file sub/idle.go on path \(path)\n"))
    #expect(
      run.errors
        == "pproftool: warning: 1 of 2 sources were not found: sub/idle.go; --source-path and --trim-path say where they are\n"
    )
    let trimmed = try Program.run(
      "list", ".", scratch.file("profile"), "--source-path", "/no/where", "--quiet")
    #expect((trimmed.status, trimmed.text) == (2, ""))
  }

  /// Reading a pipe could block, and a device could be endless.
  @Test func onlyFilesAreOpened() throws {
    let scratch = try scratch()
    let text = Self.profile + "\n1 @ 0x3\n#\t0x3\tmain.zero+0x1\t/dev/zero:2\n"
    try scratch.write(text, to: "profile")
    let run = try Program.run(
      "list", "work|zero", scratch.file("profile"), "--source-path", scratch.file("app"))
    #expect(run.text.hasSuffix(" Error: open /dev/zero: not a regular file\n"))
  }

  static let nothing: [(profile: String, message: String)] = [
    (
      "goroutine profile: total 2\n2 @ 0x1\n#\t0x1\tmain.work+0x1\t/no/app/work.go:2\n",
      "no source was found for /no/app/work.go (main.work); give their folders with --source-path, and what to cut from the beginning of their names with --trim-path"
    ),
    (
      "main;main.work 3\n",
      "the profile does not say which files these functions are in: main.work; --source-path and --trim-path find only files that it names"
    ),
  ]
  @Test(arguments: nothing)
  func noSourceAtAllIsNoAnswer(_ profile: String, _ message: String) throws {
    let scratch = try ScratchFolder()
    let path = try scratch.write(profile, to: "profile")
    let run = try Program.run("list", "work", path)
    #expect((run.status, run.text) == (2, ""))
    #expect(run.errors == "pproftool: \(path): \(message)\n")
  }

  /// `go tool pprof` adds up the lines of a function, and shows 9 of 4 here.
  @Test func aSampleCountsOnceForAFunctionAndALine() throws {
    let scratch = try scratch()
    let frame = { (line: Int) in "#\t0x\(line)\tmain.work+0x1\t/build/app/work.go:\(line)\n" }
    let text =
      "goroutine profile: total 4\n3 @ 0x1 0x2 0x2 0x3\n\(frame(1))\(frame(2))\(frame(2))\(frame(3))"
      + "\n1 @ 0x3\n\(frame(3))"
    try scratch.write(text, to: "profile")
    let run = try Program.run(
      "list", "work", scratch.file("profile"), "--source-path", scratch.file("app"))
    #expect(run.text.contains("         4          4 (flat, cum)   100% of Total\n"))
    #expect(run.text.contains("         3          3      1:package main\n"))
    #expect(run.text.contains("         .          3      2:\tfunc work() {}\n"))
    #expect(run.text.contains("         1          4      3:\n"))
  }

  @Test func linesThatAreTooLongEndAListing() throws {
    let scratch = try scratch()
    let long = String(repeating: "x", count: 65_536)
    for (line, count) in [(long, 3), (String(long.dropLast()), 5)] {
      try scratch.write("a\n\(line)\nb\n", to: "app/work.go")
      let run = try Program.run(
        "list", "work", scratch.file("profile"), "--source-path", scratch.file("app"))
      #expect(run.text.split(separator: "\n").count == count + 1)
    }
  }

  @Test func whatIsLeftOutIsNotLookedFor() throws {
    let negative = FixtureFiles.path("wire/negative-values.pb")
    let missing = try Program.run("list", ".", "--drop-negative", negative)
    #expect(missing.errors.contains("no source was found for"))
    let all = try Program.run(
      "list", ".", "--drop-negative", "--base", FixtureFiles.path("incident/leaking/heap.pb.gz"),
      FixtureFiles.path("incident/healthy/heap.pb.gz"), "--focus", "newStream")
    #expect(all.status == 2)
  }

  static let unmatched: [(pattern: String, advice: String)] = [
    ("nothing", ""), ("nothing.*", ""), ("nothing|else", ""), ("main[.]idle[.]x", ""),
    ("Cache[T]", #"; to match it as a name, write 'Cache\[T\]'"#),
    ("conn[int]", #"; to match it as a name, write 'conn\[int\]'"#),
    ("main.(work)", #"; to match it as a name, write 'main\.\(work\)'"#),
  ]
  @Test(arguments: unmatched, ["list", "peek"])
  func noMatchIsNoAnswer(_ unmatched: (pattern: String, advice: String), _ command: String) throws {
    let scratch = try scratch()
    let path = try scratch.write(Self.profile.replacing("main.work+", with: "main.x+"), to: "other")
    let run = try Program.run(command, unmatched.pattern, path)
    #expect(run.status == 2)
    #expect(
      run.errors == "pproftool: no function matches '\(unmatched.pattern)'\(unmatched.advice)\n")
  }

  @Test func aNameInTheProfileIsKnownHoweverItLooks() throws {
    let scratch = try ScratchFolder()
    let path = try scratch.write("a;f|g^h 1\n", to: "p.folded")
    let run = try Program.run("peek", "f|g^h", path)
    #expect(run.status == 0)
    let anchored = try Program.run("peek", "^x|g^h", path)
    #expect(anchored.errors == "pproftool: no function matches '^x|g^h'\n")
    let exact = try Program.run("peek", "g^h", path)
    #expect(
      exact.errors
        == #"pproftool: no function matches 'g^h'; to match it as a name, write 'g\^h'"# + "\n")
  }
}
