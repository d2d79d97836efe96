import Foundation
import ProfileFormats
import ProfileModel
import TestSupport
import Testing

/// Numbers and times at the ends of their range, as damaged and hostile profiles have them: nothing traps, and no sum
/// is wrong in silence.
@Suite struct RangeTests {
  private static let heap = FixtureFiles.path("incident/leaking/heap.pb.gz")

  /// Folded stacks as pprof with a time.
  private static func write(
    _ stacks: String, at time: Int64 = 0, to name: String, in scratch: ScratchFolder
  ) throws -> String {
    var profile = try ProfileReader.read(ByteSource(Array(stacks.utf8))).profile
    profile.header.timeNanos = time
    let path = scratch.file(name)
    try Data(pprofBytes(profile)).write(to: URL(filePath: path))
    return path
  }

  // MARK: Sums

  private static let large = "main;a 9223372036854775000\nmain;b 9223372036854775000\n"
  private static let warning = "add up to at least 9223372036854775807"

  @Test(arguments: ["top", "folded", "tree", "convert"])
  func sumsBeyondTheRangeAreSaid(_ command: String) throws {
    let scratch = try ScratchFolder()
    let path = try Self.write(Self.large, to: "large.pb.gz", in: scratch)
    let run = try Program.run(command, path)
    #expect(run.status == 0)
    #expect(run.errors.contains(Self.warning), "\(run.errors)")
    let strict = try Program.run(command, path, "--strict")
    #expect(strict.status == 2)
    #expect(strict.output.isEmpty)
  }

  @Test func theSumOfTwoIsSaidToo() throws {
    let scratch = try ScratchFolder()
    let paths = try ["1.pb", "2.pb"].map {
      try Self.write("main;a 9223372036854775000\n", to: $0, in: scratch)
    }
    let merged = try Program.run(all: ["merge"] + paths)
    #expect(merged.status == 0)
    #expect(merged.errors.contains(Self.warning))
    #expect(try Program.run(all: ["merge", "--strict"] + paths).status == 2)
    // Each side alone is within the range; both together are not.
    let drawn = try Program.run(all: ["diff"] + paths + ["-o", scratch.file("x.svg")])
    #expect(drawn.status == 0, "\(drawn.errors)")
    let picture = try scratch.text(of: "x.svg")
    #expect(picture.contains("so a frame is as wide as its value after."))
    #expect(!picture.contains("→ 0"))
  }

  // MARK: Times

  private static let ends = [Int64.min, .min + 1, -1, .max - 1, .max]

  @Test(arguments: ends)
  func aTimeAtTheEndIsBorne(_ time: Int64) throws {
    let scratch = try ScratchFolder()
    for index in 0..<6 {
      let moment = time < 0 ? time &+ Int64(index) : time - Int64(index)
      for kind in ["goroutine", "heap"] {
        _ = try Self.write(
          "main;a \(index + 1)\n", at: moment, to: "\(index).\(kind).pb.gz", in: scratch)
      }
    }
    let files = (0..<6).map { scratch.file("\($0).goroutine.pb.gz") }
    let commands = [
      ["check", scratch.path, "--assert", "slope(count()) <= 0"], ["check", scratch.path],
      ["compare"] + files[..<3] + ["--", ":::"] + files[3...], ["info", scratch.path],
      ["report", scratch.path], ["top", files[0], "--since", "1h"],
    ]
    for command in commands {
      let run = try Program.run(all: command)
      #expect((0...2).contains(run.status) && !run.wasKilled, "\(command) \(run.errors)")
    }
  }

  @Test(arguments: [
    "9999-12-31", "9999-12-31T00:00:00Z", "2262-04-11", "2262-04-12T00:00:00+14:00",
  ])
  func aTimeThatNoProfileReachesExcludesNone(_ time: String) throws {
    let run = try Program.run("top", Self.heap, "--until", time)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.text == (try Program.run("top", Self.heap).text))
  }

  @Test(arguments: ["0001-01-01", "0001-01-01T00:00:00Z", "1677-09-21T00:00:00+14:00"])
  func aTimeBeforeAllProfilesExcludesNone(_ time: String) throws {
    let run = try Program.run("top", Self.heap, "--since", time)
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test(arguments: ["2026-02-31T10:00:00Z", "2026-02-01T24:00:00Z", "2026-02-01T10:60:00Z"])
  func aTimeThatDoesNotExistIsRefused(_ time: String) throws {
    #expect(try Program.run("top", Self.heap, "--since", time).status == 2)
  }

  @Test(arguments: ["9999", "9223372036854775807"])
  func aHeaderOfAFarYearIsBorne(_ year: String) throws {
    let scratch = try ScratchFolder()
    let dump = try scratch.write(
      FixtureFiles.text("goroutines/goroutine.debug2.txt"), to: "goroutine.debug2.txt")
    _ = try scratch.write(
      "Date: Mon, 23 Nov \(year) 17:45:51 GMT\r\n", to: "goroutine.debug2.txt.headers")
    let run = try Program.run("check", dump, "--assert", "count() <= 100000")
    #expect(run.status == 0, "\(run.errors)")
  }

  /// A pipe without a writer would be waited for.
  @Test func onlyAFileHasHeaders() throws {
    let scratch = try ScratchFolder()
    let dump = try scratch.write(
      FixtureFiles.text("goroutines/goroutine.debug2.txt"), to: "goroutine.debug2.txt")
    #expect(unsafe mkfifo("\(dump).headers", 0o600) == 0)
    let run = try Program.run("check", dump, "--assert", "count() <= 100000")
    #expect(run.status == 0, "\(run.errors)")
  }

  // MARK: Selections

  @Test func aNamedFileThatIsNotSelectedIsSaid() throws {
    let scratch = try ScratchFolder()
    let old = try Self.write("main;a 1\n", at: 1_000_000_000, to: "old.pb", in: scratch)
    let new = try Self.write("main;b 2\n", at: 1_700_000_000_000_000_000, to: "new.pb", in: scratch)
    let merged = try Program.run("merge", old, new, "--until", "2010-01-01", "-o", "-")
    #expect(merged.status == 0)
    #expect(merged.errors.contains("\(new): not selected by --until\n"))
    for command in [["top"], ["check", "--assert", "count() <= 5"], ["info"]] {
      let none = try Program.run(all: command + [new, "--until", "2010-01-01"])
      #expect(none.status == 2)
      #expect(none.errors.contains("\(new): not selected by --until\n"), "\(none.errors)")
      #expect(!none.errors.contains("could be read"))
    }
  }

  // MARK: Statistics of the process

  /// A sum of two processes has no most resident memory, whatever the order.
  @Test func aSumHasNoStatisticsOfOneProcess() throws {
    let scratch = try ScratchFolder()
    let sides = ["healthy", "leaking"].map { FixtureFiles.path("incident/\($0)/heap.debug1.txt") }
    for (index, order) in [sides, sides.reversed()].enumerated() {
      let sum = scratch.file("\(index).pb.gz")
      #expect(try Program.run(all: ["merge"] + order + ["-o", sum]).status == 0)
      let run = try Program.run("check", sum, "--assert", "rss() <= 100MB")
      #expect(run.status == 2)
      #expect(run.text.contains("only heap?debug=1 text of one process has rss"), "\(run.text)")
    }
  }

  /// Digits may be missing behind the last ones of a text without an end.
  @Test func aStatisticWithoutAnEndIsNotRead() throws {
    let text = FixtureFiles.text("incident/leaking/heap.debug1.txt")
    let scratch = try ScratchFolder()
    let cut = try scratch.write(String(text.dropLast(3)), to: "cut.txt")
    let run = try Program.run("check", cut, "--assert", "rss() <= 100MB")
    #expect(run.status == 2)
    #expect(run.errors.contains("the last line has no end, so '# MaxRSS = "), "\(run.errors)")
  }

  // MARK: Parts

  private static let leaking = FixtureFiles.path("incident/leaking/goroutine.pb.gz")

  /// Of all goroutines, 0.25 % have the function that all of the part have.
  @Test(arguments: [">= 50%", "<= 50%"])
  func aShareOfAPartIsUndecided(_ limit: String) throws {
    let scratch = try ScratchFolder()
    let part = scratch.file("part.pb.gz")
    #expect(try Program.run("convert", Self.leaking, "--focus", "Pool", "-o", part).status == 0)
    let run = try Program.run("check", part, "--assert", "share(count(frame:Pool)) \(limit)")
    #expect(run.status == 2, "\(run.text)")
  }

  @Test func aSumThatLacksAProfileSaysSoForEver() throws {
    let scratch = try ScratchFolder()
    let cut = try Data(FixtureFiles.bytes("incident/leaking/goroutine.pb.gz").prefix(200))
    try cut.write(to: URL(filePath: scratch.file("cut.pb.gz")))
    let sum = scratch.file("sum.pb.gz")
    let healthy = FixtureFiles.path("incident/healthy/goroutine.pb.gz")
    let merged = try Program.run(
      "merge", "--keep-going", healthy, scratch.file("cut.pb.gz"), "-o", sum)
    #expect(merged.status == 0, "\(merged.errors)")
    let run = try Program.run("check", sum, "--assert", "count() <= 500")
    #expect(run.status == 2)
    #expect(run.text.contains("1 of 2 profiles was left out"), "\(run.text)")
  }

  /// A crash dump in a folder is not read in place of a snapshot, and not silently.
  @Test func aDumpBesideASnapshotIsNamed() throws {
    let scratch = try ScratchFolder()
    try Data(FixtureFiles.bytes("incident/healthy/goroutine.pb.gz")).write(
      to: URL(filePath: scratch.file("goroutine.pb.gz")))
    try scratch.write(
      FixtureFiles.text("goroutines/goroutine.debug2.txt"), to: "sigquit.txt")
    let run = try Program.run("goroutines", scratch.path)
    #expect(run.status == 0)
    #expect(run.errors.contains("/sigquit.txt is not read: a program printed it as it ended"))
  }

  // MARK: Redaction

  /// These two names share the first 8 digits of their SHA-256.
  @Test(arguments: ["convert", "view"])
  func namesThatLookAlikeAreCounted(_ command: String) throws {
    let scratch = try ScratchFolder()
    let path = try Self.write("main.fn89452 1\nmain.fn100752 2\n", to: "x.pb.gz", in: scratch)
    let run = try Program.run(command, path, "--redact", "-o", scratch.file("out.html"), "--quiet")
    #expect(run.status == 2 || run.errors.isEmpty)
    let output = command == "view" ? "out.html" : "out.pb.gz"
    let told = try Program.run(command, path, "--redact", "-o", scratch.file(output))
    #expect(told.status == 0)
    #expect(told.errors.contains("1 function or label has the same digits as another"))
  }
}
