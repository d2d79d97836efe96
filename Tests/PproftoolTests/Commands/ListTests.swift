import Foundation
import Testing

/// The expected texts were compared with those of `go tool pprof -list` on the converted profiles.
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

  /// A folder with a profile and the sources that some of its functions have.
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
    let run = try Program.run("list", ".", scratch.file("profile"), "--source-path", "/no/where")
    #expect(run.status == 0)
    #expect(
      run.text.contains(" Error: could not find file sub/idle.go on path /no/where\n"))
    #expect(run.text.contains(" Error: open /build/app/work.go: no such file or directory\n"))
  }

  /// A pipe would be waited for, and a device could have no end.
  @Test func onlyFilesAreOpened() throws {
    let scratch = try ScratchFolder()
    let text = "goroutine profile: total 1\n1 @ 0x1\n#\t0x1\tmain.f+0x1\t/dev/zero:2\n"
    try scratch.write(text, to: "profile")
    let run = try Program.run("list", "f", scratch.file("profile"))
    #expect(run.text.hasSuffix(" Error: open /dev/zero: not a regular file\n"))
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
    let negative = Fixtures.path("wire/negative-values.pb")
    #expect(try Program.run("list", ".", "--drop-negative", negative).status == 0)
    let all = try Program.run(
      "list", ".", "--drop-negative", "--base", Fixtures.path("incident/leaking/heap.pb.gz"),
      Fixtures.path("incident/healthy/heap.pb.gz"), "--focus", "newStream")
    #expect(all.status == 2)
  }

  @Test func noMatchIsNoAnswer() throws {
    let scratch = try scratch()
    let run = try Program.run("list", "nothing", scratch.file("profile"))
    #expect(run.status == 2)
    #expect(run.errors == "pproftool: no function matches 'nothing'\n")
  }
}
