import Foundation
import TestSupport
import Testing

/// The pages of `view`.
@Suite struct ViewTests {
  /// A profile of one function with a value of each type.
  private static func profile(_ types: [String], _ value: Int = 5) -> Data {
    let values = types.map { _ in "\(value)" }.joined(separator: " ")
    return Data(
      """
      PeriodType: space bytes
      Period: 1
      Samples:
      \(types.joined(separator: " "))
           \(values): 1
      Locations
           1: 0x1 M=1 main m.go:1:0 s=1
      Mappings
      1: 0x0/0x10/0x0 /bin/m

      """.utf8)
  }

  static let differences: [(before: [String], after: [String], options: [String], note: String)] = [
    (
      ["a/count", "b/bytes", "c/count"], ["b/bytes", "d/count", "a/count", "e/count"], [],
      "Left out of the page: d, e (not measured before); c (not measured after)."
    ),
    (
      ["a/count", "b/bytes"], ["b/count", "a/count"], [],
      "Left out of the page: b (in bytes before, in count after)."
    ),
    (["a/count", "b/bytes"], ["b/bytes", "a/count"], [], ""),
    (["a/count"], ["a/count"], ["--scale", "total"], ""),
  ]
  @Test(arguments: differences)
  func whatIsNotComparedIsSaid(
    _ before: [String], _ after: [String], _ options: [String], _ note: String
  ) throws {
    let folder = try ScratchFolder()
    let path = folder.file("before.txt")
    try Self.profile(before).write(to: URL(filePath: path))
    let run = try Program.run(
      all: ["diff", path, "-", "-o", folder.file("x.html"), "--sample-index", "a"] + options,
      input: Self.profile(after))
    #expect(run.status == 0)
    let notes = run.errors.split(separator: "\n").filter { $0.contains("Left out") }
    #expect(notes == (note.isEmpty ? [] : ["pproftool: \(note)"]))
  }

  /// A type that is zero on one side cannot be scaled to equal totals.
  @Test func whatCannotBeScaledIsSaid() throws {
    let folder = try ScratchFolder()
    let path = folder.file("before.txt")
    let text = String(decoding: Self.profile(["a/count", "b/count"]), as: UTF8.self)
    try Data(text.replacing("5 5: 1", with: "5 0: 1").utf8).write(to: URL(filePath: path))
    let run = try Program.run(
      all: [
        "diff", path, "-", "-o", folder.file("x.html"), "--sample-index", "a", "--scale", "total",
      ], input: Self.profile(["a/count", "b/count"]))
    #expect(
      run.errors.contains(
        "Left out of the page: b (equal totals need a total above 0 on both sides).\n"))
  }

  /// Sources of the sample order: none, the option, or a label on every sample.
  static let orders: [(labels: [String], options: [String], isKnown: Bool)] = [
    (["", ""], [], false), (["", ""], ["--flamechart"], true),
    (["end_timestamp_ns:[1795466794378839809]", "end_timestamp_ns:[7]"], [], true),
    (["Timestamp:[3]", "Timestamp:[3]"], [], true),
    (["end_timestamp_ns:[1]", "other:[1]"], [], false),
    (["latency:[1]", "latency:[2]"], [], false),
  ]
  @Test(arguments: orders)
  func theOrderOfSamplesIsKept(_ labels: [String], _ options: [String], _ isKnown: Bool) throws {
    // Numeric labels are on the second line of labels.
    let indent = String(repeating: " ", count: 16)
    let samples = labels.map { "     5: 1\n\(indent)thread:[a]\n\(indent)\($0)\n" }
    let text = String(decoding: Self.profile(["a/count"]), as: UTF8.self)
      .replacing("     5: 1\n", with: samples.joined())
    let folder = try ScratchFolder()
    let run = try Program.run(
      all: ["view", "-", "-o", folder.file("x.html")] + options, input: Data(text.utf8))
    #expect(run.status == 0, "\(run.errors)")
    #expect(try folder.text(of: "x.html").contains("id=\"s0-order\"") == isKnown)
  }

  @Test func twoProfilesShareNoTime() throws {
    let folder = try ScratchFolder()
    let two = try Program.run(
      "view", "-", "--flamechart", "-o", folder.file("x.html"),
      input: Data("a;b 1 2\na;c 2 1\n".utf8))
    #expect(
      two.errors.contains(
        "Two profiles have no common time line, so the page has no chart over time.\n"))
    let run = try Program.run("view", "a", "--flamechart", "--base", "b", "-o", "x.html")
    #expect(run.status == 2)
    #expect(run.errors.contains("--flamechart draws the time of one profile and takes no base"))
  }

  /// A page keeps to its size limit, and says what is merged for that.
  @Test func aPageIsAsLongAsItMayBe() throws {
    let folder = try ScratchFolder()
    var random = SeededRandom(5)
    let text = (0..<20000).map { line in
      let frames = (0..<5).map { _ in "f\(Int.random(in: 0..<40, using: &random))" }
      return "\(frames.joined(separator: ";")) \(1 + line % 13)"
    }
    let input = Data(text.joined(separator: "\n").utf8)
    let page = folder.file("x.html")
    let run = try Program.run("view", "-", "-o", page, "--max-bytes", "150kB", input: input)
    #expect(run.status == 0)
    #expect(run.errors.contains(" of any sample type, are folded; all totals stay correct.\n"))
    let count = try Data(contentsOf: URL(filePath: page)).count
    #expect((100_000...150 << 10).contains(count))
    let whole = try Program.run("view", "-", "-o", page, input: input)
    #expect((whole.status, whole.errors) == (0, ""))
    #expect(try Data(contentsOf: URL(filePath: page)).count > 150 << 10)
  }

  static let refusals: [(options: [String], message: String)] = [
    (
      ["--max-bytes", "50kB"],
      "leaving out more frames would not bring it to 51,200; raise --max-bytes"
    ),
    (["--max-bytes", "many"], "expected a number of bytes, as in 512MB or 8GiB"),
    (["--max-bytes", "0"], "expected a number of bytes, as in 512MB or 8GiB"),
  ]
  @Test(arguments: refusals)
  func whatIsTooShortIsRefused(_ options: [String], _ message: String) throws {
    let folder = try ScratchFolder()
    let page = folder.file("x.html")
    let run = try Program.run(
      all: ["view", "-", "-o", page] + options, input: Self.profile(["a/count"]))
    #expect(run.status == 2)
    #expect(run.errors.contains(message))
    #expect(!FileManager.default.fileExists(atPath: page))
  }

  @Test func onlyPagesAreLimited() throws {
    let heap = FixtureFiles.path("incident/leaking/heap.pb.gz")
    let run = try Program.run("diff", heap, heap, "--max-bytes", "8MB")
    #expect(run.errors.contains("--max-bytes is for --format html, not for text"))
  }

  private static let heap = FixtureFiles.path("incident/leaking/heap.pb.gz")
  private static let leaking = String(heap.dropLast("/heap.pb.gz".count))

  /// The blocks of a page with its frames and values.
  private static func blocks(_ page: String) throws -> [String] {
    let names = ["s0-tree", "s0-samples0", "s0-names", "s0-labels"]
    return try names.map { name in
      let start = try #require(page.range(of: "id=\"\(name)\">")).upperBound
      return String(page[start...].prefix { $0 != "<" })
    }
  }

  static let inputs: [(name: String, arguments: [String], isPiped: Bool)] = [
    ("a file", [heap], false), ("standard input", ["-"], true),
    ("a folder", [leaking, "--kind", "heap"], false),
    ("a folder of folders", [leaking, "-r", "--kind", "inuse_space"], false),
  ]
  @Test(arguments: inputs)
  func whateverHoldsItAProfileIsShown(
    _ name: String, _ arguments: [String], _ isPiped: Bool
  ) throws {
    let folder = try ScratchFolder()
    let (page, other) = (folder.file("x.html"), folder.file("file.html"))
    let input = isPiped ? try Data(contentsOf: URL(filePath: Self.heap)) : Data()
    let run = try Program.run(all: ["view"] + arguments + ["-o", page], input: input)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try Program.run("view", Self.heap, "-o", other).status == 0)
    let text = try folder.text(of: "x.html")
    #expect(text.contains("<title>event-router · memory in use</title>"))
    #expect(text.contains("60.21% of 132.97MB in use was allocated in buffer.newStream"))
    #expect(try Self.blocks(text) == Self.blocks(folder.text(of: "file.html")))
  }

  static let unread: [(arguments: [String], input: String, message: String)] = [
    ([leaking], "", "there are profiles of several kinds in this folder: "),
    (["-"], "", "standard input: "),
    (["-"], "hello\n", "standard input: is no profile; it says: \"hello\""),
    (["/nowhere"], "", "/nowhere: "),
  ]
  @Test(arguments: unread)
  func whatIsNoProfileGivesNoPage(_ arguments: [String], _ input: String, _ message: String) throws
  {
    let folder = try ScratchFolder()
    let page = folder.file("x.html")
    let run = try Program.run(all: ["view"] + arguments + ["-o", page], input: Data(input.utf8))
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("pproftool: "))
    #expect(run.errors.contains(message))
    #expect(!FileManager.default.fileExists(atPath: page))
  }

  @Test func foldersAndStandardInputAreCompared() throws {
    let folder = try ScratchFolder()
    let healthy = Self.leaking.replacing("leaking", with: "healthy")
    let folders = try Program.run(
      "diff", healthy, Self.leaking, "--kind", "heap", "-o", folder.file("folders.html"))
    let input = try Data(contentsOf: URL(filePath: Self.heap))
    let piped = try Program.run(
      "diff", healthy + "/heap.pb.gz", "-", "-o", folder.file("piped.html"), input: input)
    #expect((folders.status, piped.status) == (0, 0))
    let pages = try ["folders.html", "piped.html"].map { try folder.text(of: $0) }
    #expect(pages[0].contains("<title>event-router · memory in use · healthy → leaking</title>"))
    #expect(pages[1].contains("→ standard input</title>"))
    #expect(try Self.blocks(pages[0]) == Self.blocks(pages[1]))
  }
}
