import Foundation
import TestSupport
import Testing

@Suite struct DiffTests {
  private static let healthy = FixtureFiles.path("incident/healthy/goroutine.pb.gz")
  private static let leaking = FixtureFiles.path("incident/leaking/goroutine.debug1.txt")

  @Test func theVerdictComesFirst() throws {
    let run = try Program.run("diff", Self.healthy, Self.leaking)
    #expect(run.status == 0)
    #expect(
      run.text.hasPrefix(
        "goroutine: 178 → 64,281 (+64,103, ×361); most of it at site …/buffer.(*Stream).listen +64,102 (new)\n"
      ))
  }

  static let verdicts: [(before: String, after: String, text: String)] = [
    ("a 10\nb 5", "a 60\nb 9", "15 → 69 (+54, ×4.6); most of it at site a +50 (×6)"),
    (
      "a 10\nb 10\nc 10", "a 30\nb 29\nc 28",
      "30 → 87 (+57, ×2.9); the largest rise is at site a +20 (×3)"
    ),
    (
      "a 90\nb 50\nc 20", "a 20\nb 10\nc 80",
      "160 → 110 (-50, -31.25%); the largest fall is at site a -70 (÷4.5)"
    ),
    (
      "a 90\nb 50\nc 1", "a 20\nb 10\nc 81",
      "141 → 111 (-30, -21.28%); the largest change, at site c +80 (×81), goes the other way; "
        + "the largest fall is at site a -70 (÷4.5)"
    ),
    ("a 5\nb 1", "a 1\nb 5", "6 → 6 (no change); the largest change is at site a -4 (÷5)"),
  ]
  /// What is not most of the change is not said to be, and what goes the other way is not hidden.
  @Test(arguments: verdicts)
  func theVerdictNamesTheLargestSite(_ before: String, _ after: String, _ text: String) throws {
    let folder = try ScratchFolder()
    let sides = [
      try folder.write(before + "\n", to: "before.txt"),
      try folder.write(after + "\n", to: "after.txt"),
    ]
    let run = try Program.run(all: ["diff"] + sides)
    #expect(run.text.hasPrefix("samples: \(text)\n"), "\(run.text)")
    let picture = try Program.run(all: ["diff", "--format", "svg"] + sides)
    #expect(picture.text.contains(text.split(separator: "; ", maxSplits: 1)[1]))
  }

  /// A dump hides more of the runtime's frames than the other text does.
  @Test func textsOfTwoKindsHaveNoRuntimeFrames() throws {
    let sides = ["goroutine.debug2.txt", "goroutine.debug1.txt"].map {
      FixtureFiles.path("goroutines/\($0)")
    }
    let run = try Program.run(all: ["diff", "-n", "0", "-q"] + sides)
    #expect(run.text.contains("goroutine: 64 → 64 (no change)\n"))
    #expect(!run.text.contains("  runtime."))
    // Whoever writes the profile is in it.
    #expect(run.text.contains("  runtime/pprof."))
  }

  @Test func foldedHasAColumnForEachSide() throws {
    let folder = try ScratchFolder()
    let path = try folder.write("a;b 5\nc 1\n", to: "before.txt")
    let after = Data("a;b 2\nd 3\n".utf8)
    let run = try Program.run("diff", "--format", "folded", path, "-", input: after)
    #expect((run.status, run.text) == (0, "a;b 5 2\nc 1 0\nd 0 3\n"))
  }

  @Test func sidesMayBeSeveralFiles() throws {
    let sums = ["--before", Self.healthy, "--before", Self.healthy, "--after", Self.leaking]
    let run = try Program.run(all: ["diff"] + sums + ["--nodecount", "1"])
    #expect(run.text.hasPrefix("goroutine: 356 → 64,281 "))
    #expect(run.text.contains("Before: 2 profiles, "))
  }

  @Test func theSubtractedProfileIsReadAgain() throws {
    let run = try Program.run("diff", "--format", "pprof", Self.healthy, Self.healthy)
    #expect(run.status == 0)
    let read = try Program.run("info", "-", input: run.output)
    #expect(read.text.contains("goroutine  0  count"))
  }

  /// The same as with `-diff_base` and `-proto`.
  @Test func theSubtractedProfileIsFilteredAndDivided() throws {
    let folder = try ScratchFolder()
    let path = try folder.write("a;b 5\nc 1\n", to: "before.txt")
    let options = ["--divide-by", "2", "--hide", "nothing"]
    let run = try Program.run(
      all: ["diff", "--format", "pprof", path, "-"] + options, input: Data("a;b 9\n".utf8))
    #expect(run.errors == "pproftool: Hide expression matched no samples\n")
    let read = try Program.run("traces", "-", input: run.output)
    #expect(read.text.contains("\n         4   b\n"))
    #expect(read.text.contains("\n        -2   b\n"))
  }

  @Test func negateSwapsTheSides() throws {
    let swapped = try Program.run("diff", "--negate", Self.leaking, Self.healthy)
    #expect(swapped.output == (try Program.run("diff", Self.healthy, Self.leaking).output))
  }

  /// A contention profile: its duration, and its sampling period.
  private static func contention(seconds: Int, period: Int = 1) -> String {
    """
    --- contentionz 1 ---
    cycles/second = 1000000000
    sampling period = \(period)
    ms since reset = \(seconds * 1000)
    discarded samples = 0
     3000 5 @ 0x40a001 0x40a002

    """
  }

  static let unlike: [(before: [String], after: [String], note: String)] = [
    (
      [contention(seconds: 30)], [contention(seconds: 60)],
      "before was measured for 30s, after for 60s: values grow with time; --scale duration compares rates"
    ),
    (
      [contention(seconds: 30)], [contention(seconds: 30, period: 100)],
      "before was sampled every 1 contentions, after every 100 contentions: the side sampled less often shows less of what is rare; --scale total compares shares"
    ),
    (
      ["a 3\n"], ["a 3\n", "a 2\n"],
      "before is one profile, after the sum of 2 profiles: --scale 2 evens out the number, --scale total compares shares"
    ),
    (
      ["a 3\n", "a 1\n", "b 1\n"], ["a 3\n"],
      "before is the sum of 3 profiles, after one profile: --scale 0.3333 evens out the number, --scale total compares shares"
    ),
  ]
  @Test(arguments: unlike)
  func sidesThatAreNotAlikeAreSaidInEveryForm(
    _ before: [String], _ after: [String], _ note: String
  ) throws {
    let folder = try ScratchFolder()
    let sides = try [("--before", before), ("--after", after)].flatMap { option, texts in
      try texts.enumerated().flatMap { number, text in
        [option, try folder.write(text, to: "\(option)\(number).folded")]
      }
    }
    let reports: [(options: [String], message: String)] = [
      ([], "\nNote:   \(note)\n"),
      (["--format", "json"], "\n  \"warnings\": [\n    \"\(note)\"\n  ]"),
      (["--format", "markdown"], "`Note:   \(note)`  \n"), (["--compact-labels"], ""),
      (["--format", "folded"], ""), (["--format", "pprof"], ""),
    ]
    for report in reports {
      let run = try Program.run(all: ["diff"] + sides + report.options)
      // The warning that some profiles have no names is ignored.
      let warnings = run.errors.split(separator: "\n").filter { !$0.contains("no function names") }
      #expect(warnings.last == "pproftool: warning: \(note)", "\(report.options)")
      #expect(report.message.isEmpty || run.text.contains(report.message), "\(report.options)")
    }
    // Its text is wrapped to the width of the picture.
    let picture = try Program.run(all: ["diff", "--format", "svg", "--quiet"] + sides)
    #expect(picture.errors.isEmpty)
    #expect(picture.text.contains("\"remarks\":[\"\(note)\"]"))
    let chosen = try Program.run(all: ["diff", "--scale", "total"] + sides)
    #expect(!chosen.text.contains("Note:") && !chosen.errors.contains("--scale"))
  }

  @Test func aScaleIsSaidAsPeopleSayIt() throws {
    let text = try Program.run("diff", "--scale", "total", Self.healthy, Self.leaking)
    #expect(text.text.contains("UTC, ×361\n"))
    #expect(text.errors.contains("goroutine counts what exists at one moment"))
    let picture = try Program.run(
      "diff", "--format", "svg", "--scale", "total", Self.healthy, Self.leaking)
    #expect(picture.text.contains("UTC → unknown time · before ×361<"))
  }

  static let codes: [(options: [String], status: Int32)] = [
    ([], 0), (["--exit-code"], 1), (["--exit-code", "--threshold", "64101"], 1),
    (["--exit-code", "--threshold", "64104"], 0), (["--exit-code", "--threshold", "50%"], 1),
    (["--exit-code", "--threshold", "40000%"], 0), (["--exit-code", "--format", "pprof"], 1),
  ]
  @Test(arguments: codes)
  func theStatusIsOneOnlyWhereItIsAskedFor(_ options: [String], _ status: Int32) throws {
    let run = try Program.run(all: ["diff", Self.healthy, Self.leaking] + options)
    #expect(run.status == status)
    // Who reads a log learns which row it was.
    #expect(run.errors.contains("pproftool: exit 1: ") == (status == 1))
  }

  @Test(arguments: [["--focus", "lissten"], ["--ignore", "."], ["--show", "zzz"]])
  func nothingLeftIsNoVerdict(_ filter: [String]) throws {
    let run = try Program.run(all: ["diff", "--exit-code", Self.healthy, Self.leaking] + filter)
    #expect(run.status == 2)
    #expect(
      run.errors.hasSuffix("the two profiles: the filters leave nothing, so there is no verdict\n"))
  }

  @Test(arguments: [true, false])
  func whatWasNotReadWholeHasNoVerdict(_ isBefore: Bool) throws {
    let scratch = try ScratchFolder()
    let text = FixtureFiles.text("incident/leaking/goroutine.debug1.txt")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).prefix(30)
    try scratch.write(lines.joined(separator: "\n"), to: "cut.txt")
    let sides = [scratch.file("cut.txt"), Self.leaking]
    let run = try Program.run(
      all: ["diff", "--exit-code", "--threshold", "1000000"] + (isBefore ? sides : sides.reversed())
    )
    #expect(run.status == 2)
    #expect(run.errors.contains("cut.txt: it was not read whole (incomplete: "))
    #expect(run.errors.hasSuffix("so there is no verdict\n"))
  }

  static let misuses: [(arguments: [String], message: String)] = [
    ([healthy], "diff needs two profiles, before and after: pproftool diff "),
    ([healthy, "--after", leaking], "two profiles are compared; give before and after"),
    (["-", "-"], "only once"), ([healthy, leaking, "--threshold", "5"], "--exit-code"),
    ([healthy, leaking, "--by", "colour"], "--by takes function, stack, site"),
    ([healthy, leaking, "--by", "line", "--granularity", "files"], "give only one of them"),
    ([healthy, leaking, "--nodefraction", "nan"], "--nodefraction: expected a share"),
    ([healthy, leaking, "--mean"], "--mean does not work with diff"),
    ([healthy, leaking, "--by", "site", "--format", "folded"], "--by is for tables"),
    ([healthy, FixtureFiles.path("incident/healthy/heap.pb.gz")], "no sample type in common"),
    (
      [healthy, leaking, "--sample-index", "bytes"],
      "healthy/goroutine.pb.gz: it has no sample type 'bytes'"
    ),
    ([healthy, leaking, "--scale", "duration"], "before has none"),
    ([healthy, "missing.pb.gz"], "missing.pb.gz: "),
    ([healthy, FixtureFiles.path("damaged/prose.txt")], "prose.txt: "),
  ]
  @Test(arguments: misuses)
  func whatCannotBeComparedIsSaid(_ arguments: [String], _ message: String) throws {
    let run = try Program.run(all: ["diff"] + arguments)
    #expect(run.status == 2)
    #expect(run.text.isEmpty)
    #expect(run.errors.contains(message))
    #expect(run.errors.split(separator: "\n").count == 1)
  }

  @Test func filtersWorkOnBothSides() throws {
    let run = try Program.run("diff", "--focus", "Pool", Self.healthy, Self.leaking)
    #expect(run.text.hasPrefix("goroutine: 158 → 160 (+2, +1.27%)"))
  }

  @Test func theOutputsNameTellsTheForm() throws {
    let folder = try ScratchFolder()
    let path = folder.file("changes.json")
    #expect(try Program.run("diff", Self.healthy, Self.leaking, "-o", path).status == 0)
    #expect(try folder.text(of: "changes.json").contains("\"schema\": \"pproftool/diff\""))
  }

  static let layouts: [(layout: String, frames: [String])] = [
    (
      "union",
      [
        "a (5 → 2 samples, -3, ÷2.5)", "gone (1 → 0 samples, -1, gone)",
        "new (0 → 3 samples, +3, new)",
      ]
    ),
    ("after", ["a (5 → 2 samples, -3, ÷2.5)", "new (0 → 3 samples, +3, new)"]),
    ("before", ["a (5 → 2 samples, -3, ÷2.5)", "gone (1 → 0 samples, -1, gone)"]),
  ]
  @Test(arguments: layouts)
  func thePictureHoldsTheFramesOfItsLayout(_ layout: String, _ frames: [String]) throws {
    let folder = try ScratchFolder()
    let path = try folder.write("a 5\ngone 1\n", to: "before.txt")
    let run = try Program.run(
      "diff", "--format", "svg", "--layout", layout, path, "-", input: Data("a 2\nnew 3\n".utf8))
    #expect(run.status == 0)
    let titles = run.text.matches(of: /<g><title>(.*?)<\/title>/).map { String($0.output.1) }
    #expect(Set(titles.dropFirst()) == Set(frames))
    #expect(run.text.contains("class=\"bar dc\""))
  }

  static let wrongPictures: [(options: [String], message: String)] = [
    (["--flamechart"], "--flamechart does not work with diff"),
    (["--nodecount", "5", "-o", "x.svg"], "--nodecount is for tables, not for --format svg"),
    (["--layout", "union"], "--layout is for --format svg, not for text"),
    (["--colors", "hot", "--format", "folded"], "--colors is for --format svg, not for folded"),
    (["--min-width", "0", "-o", "x.json"], "--min-width is for --format svg, not for json"),
    (["--title", "x", "--format", "pprof"], "--title is for --format svg, not for pprof"),
  ]
  @Test(arguments: wrongPictures)
  func whatAPictureCannotShowIsSaid(_ options: [String], _ message: String) throws {
    let run = try Program.run(all: ["diff", "missing", "missing"] + options)
    #expect(run.status == 2)
    #expect(run.errors.contains(message))
  }
}
