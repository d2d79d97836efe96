import Foundation
import TestSupport
import Testing

@Suite struct FlameGraphCommandTests {
  /// Like the empty table of `top`; an empty file is not a profile.
  @Test func nothingToDrawIsAnEmptyPictureThatSaysSo() throws {
    let zeros = try Program.run("flamegraph", "-", input: Data("a 0\n".utf8))
    #expect(zeros.status == 0)
    #expect(zeros.text.contains(">Nothing to draw: no stack has a positive value of samples.<"))
    let none = try Program.run("flamegraph", FixtureFiles.path("wire/no-samples.pb"))
    #expect(none.status == 0)
    #expect(none.text.contains(">Nothing to draw: there is no sample.<"))
    let empty = try Program.run("flamegraph", "--from", "folded", "-", input: Data())
    #expect(empty.status == 2)
    #expect(empty.output.isEmpty)
    #expect(empty.errors.hasPrefix("pproftool: standard input: "))
  }

  static let emptyTypes: [(flags: [String], message: String)] = [
    ([], "No stack has a positive value of b; a is shown."),
    (["--sample-index", "b"], "No stack has a positive value of b; types with values: a."),
  ]
  /// If the default sample type has no values, the message names one that has.
  @Test(arguments: emptyTypes)
  func anEmptyTypeLeadsToOneWithValues(_ flags: [String], _ message: String) throws {
    let raw = """
      PeriodType: cpu nanoseconds
      Period: 1
      Samples:
      a/count b/count
                5          0: 1
      Locations
           1: 0x1 M=1 main main.c:1:0 s=0
      Mappings
      1: 0x0/0x10/0x0 prog

      """
    let run = try Program.run(all: ["flamegraph"] + flags + ["-"], input: Data(raw.utf8))
    #expect(run.status == 0)
    #expect(run.text.contains(message))
    #expect(run.errors.contains(message))
    #expect(run.text.contains("main (5 as, 100%)") == flags.isEmpty)
  }

  @Test func aProfileBecomesAPictureThatSaysWhatItIs() throws {
    let picture = try Program.run(
      "flamegraph", FixtureFiles.path("incident/leaking/goroutine.pb.gz"))
    #expect(picture.status == 0)
    #expect(picture.text.contains("<title>event-router · goroutines</title>"))
    #expect(picture.text.contains("64,281 goroutines"))
  }

  @Test func equalInputsGiveEqualBytes() throws {
    let path = FixtureFiles.path("incident/leaking/heap.pb.gz")
    #expect(
      try Program.run("flamegraph", path).output == Program.run("flamegraph", path).output)
  }

  static let flameCharts: [(flags: [String], order: [String])] = [
    (["--flamechart"], ["a", "b", "a"]), (["--order", "name"], ["a", "b"]), ([], ["b", "a"]),
  ]
  @Test(arguments: flameCharts)
  func orderIsAsAsked(_ flags: [String], _ order: [String]) throws {
    let stacks = Data("a 1\nb 3\na 1\n".utf8)
    let arguments = ["flamegraph", "--no-script"] + flags + ["-"]
    let picture = try Program.run(all: arguments, input: stacks)
    let names = picture.text.matches(of: #/<g><title>([ab]) /#).map { String($0.output.1) }
    #expect(names == order)
  }

  static let comparisons: [(flags: [String], titles: [String])] = [
    (
      [],
      [
        "a (5 → 2 samples, -3, ÷2.5)", "b (5 → 2 samples, -3, ÷2.5)",
        "d (0 → 3 samples, +3, new)", "c (1 → 0 samples, -1, gone)",
      ]
    ),
    (
      ["--layout", "after", "--negate"],
      [
        "a (2 → 5 samples, +3, ×2.5)", "b (2 → 5 samples, +3, ×2.5)",
        "c (0 → 1 sample, +1, new)",
      ]
    ),
    (
      ["--sample-index", "before"],
      ["a (5 befores, 83.33%)", "b (5 befores, 83.33%)", "c (1 before, 16.67%)"]
    ),
  ]
  @Test(arguments: comparisons)
  func twoCountsALineAreAComparison(_ flags: [String], _ titles: [String]) throws {
    let stacks = Data("a;b 5 2\nc 1 0\nd 0 3\n".utf8)
    let picture = try Program.run(all: ["flamegraph", "-"] + flags, input: stacks)
    #expect(picture.status == 0)
    let found = picture.text.matches(of: #/<g><title>(.*?)<\/title>/#).map { String($0.output.1) }
    #expect(Array(found.dropFirst()) == titles)
  }

  /// The unit of two columns is read back, so bytes stay bytes.
  @Test func twoColumnsKeepTheirUnit() throws {
    let sides = ["healthy", "leaking"].map { FixtureFiles.path("incident/\($0)/heap.pb.gz") }
    let folded = try Program.run(all: ["diff", "--format", "folded"] + sides)
    #expect(folded.text.hasPrefix("# before/bytes after/bytes\n"))
    let picture = try Program.run("flamegraph", "-", input: folded.output)
    #expect(picture.text.contains("<g><title>all (1.10MB → 132.97MB, +131.88MB, ×121)</title>"))
    let counts = try Program.run(
      all: ["diff", "--format", "folded"]
        + ["healthy", "leaking"].map {
          FixtureFiles.path("incident/\($0)/goroutine.pb.gz")
        })
    #expect(counts.status == 0 && !counts.text.hasPrefix("#"))
  }

  /// The change, the times, and the frames not drawn.
  @Test func aDifferenceLooksLikeOne() throws {
    let picture = try Program.run(
      "flamegraph", "--diff-base", FixtureFiles.path("incident/leaking/heap.pb.gz"),
      FixtureFiles.path("incident/fixed/heap.pb.gz"))
    #expect(picture.text.contains("<title>event-router · memory in use, what was added</title>"))
    #expect(
      picture.text.contains(
        "leaking/heap.pb.gz → fixed/heap.pb.gz · inuse_space · +1.62MB · "
          + "2026-11-23 20:47:55 UTC → 2026-11-23 20:48:06 UTC"))
    #expect(picture.text.contains("18 stacks that did not grow are not drawn: -131.93MB in all."))
  }

  @Test func aLayoutOfOneSideSaysWhatItLeavesOut() throws {
    let stacks = Data("a;b 5 2\nc 1 0\nd 0 3\n".utf8)
    let picture = try Program.run("flamegraph", "-", "--layout", "before", input: stacks)
    #expect(
      picture.text.contains(
        "1 stack is only after: 0 → 3 samples, not drawn; --layout union shows both sides."))
    let after = try Program.run("flamegraph", "-", "--layout", "after", input: stacks)
    #expect(after.text.contains("1 stack is only before: 1 → 0 samples, not drawn; --layout"))
    let narrow = try Program.run(
      "flamegraph", "-", "--layout", "before", "--min-width", "20", input: stacks)
    // Small frames and frames only in the after side are counted separately.
    #expect(narrow.text.contains("1 small frame is not drawn: 1 → 0 samples"))
    #expect(narrow.text.contains("1 stack is only after: 0 → 3 samples, not drawn; --layout union"))
    #expect(narrow.text.contains(#""small":[[0,1,1,0,1,3]]"#))
    #expect(!picture.text.contains("small frame is"))
  }

  static let sums: [(arguments: [String], note: String)] = [
    (
      ["flamegraph", "heap"],
      "2 heap profiles are added up; what changed: pproftool diff A B -o change.svg"
    ),
    (
      ["view", "goroutine"],
      "2 goroutine profiles are added up; what changed: pproftool diff A B -o change.html"
    ),
    (["top", "heap"], ""), (["flamegraph", "heap", "--quiet"], ""),
  ]
  /// Two moments are no state of a process.
  @Test(arguments: sums)
  func statesThatAreAddedUpAreNoted(_ arguments: [String], _ note: String) throws {
    let paths = ["healthy", "fixed"].map {
      FixtureFiles.path("incident/\($0)/\(arguments[1]).pb.gz")
    }
    let run = try Program.run(all: [arguments[0]] + arguments.dropFirst(2) + paths)
    let text = note.replacing("A", with: paths[0]).replacing("B", with: paths[1])
    #expect(run.errors == (note.isEmpty ? "" : "pproftool: \(text)\n"))
  }

  /// Own shares are those of what is drawn, and the values that are not drawn have their unit.
  @Test func whatShrankIsSaidWithItsUnit() throws {
    let (before, after) = (
      FixtureFiles.path("incident/leaking/heap.pb.gz"),
      FixtureFiles.path("incident/fixed/heap.pb.gz")
    )
    let picture = try Program.run("flamegraph", "--base", before, after)
    let message = try #require(
      picture.errors.firstMatch(
        of: #/left out \d+ stacks without a positive value \((.*) in total\); (.*)/#))
    #expect(message.output.1 == "-131.93MB")
    #expect(message.output.2.hasPrefix("what shrank: pproftool diff "))
    #expect(message.output.2.hasSuffix(" -o change.svg"))
    let legend = picture.text.matches(of: #/<text class="soft"[^>]*>([^<]*)<\/text>/#)
    let heading = try #require(legend.firstIndex { $0.output.1 == "Own share:" })
    #expect(legend[heading + 1].output.1.hasSuffix("%"))
  }

  static let shapes: [(flags: [String], message: String)] = [
    (["--reverse"], "reversed: leaves on top"),
    (["--reverse", "--direction", "up"], "reversed: leaves at the bottom"),
    (["--tagroot", "state"], "tagroot=state"), (["--tagleaf", "state"], "tagleaf=state"),
  ]
  /// In the subtitle and in the description.
  @Test(arguments: shapes)
  func anUnusualShapeIsSaid(_ flags: [String], _ message: String) throws {
    let path = FixtureFiles.path("incident/leaking/goroutine.debug2.txt.gz")
    let picture = try Program.run(all: ["flamegraph", path] + flags)
    let line = try #require(picture.text.firstMatch(of: #/<text class="soft"[^>]*>(.*?)<\/text>/#))
    #expect(line.output.1.hasSuffix(" · \(message)"))
    let description = try #require(picture.text.firstMatch(of: #/<desc>(.*?)<\/desc>/#))
    #expect(description.output.1.contains(" · \(message)."))
  }

  static let changes: [(sides: [String], message: String)] = [
    (["healthy", "leaking"], "; most of it at site …/buffer.(*Stream).listen +64,102 (new): "),
    (["healthy", "healthy"], "; nothing changed: "),
  ]
  /// The same text as in `diff`.
  @Test(arguments: changes)
  func aComparisonSaysWhatChangedMost(_ sides: [String], _ message: String) throws {
    let paths = sides.map { FixtureFiles.path("incident/\($0)/goroutine.pb.gz") }
    let picture = try Program.run(all: ["diff", "--format", "svg"] + paths)
    let description = try #require(picture.text.firstMatch(of: #/<desc>(.*?)<\/desc>/#))
    #expect(description.output.1.contains(message))
  }

  /// A label value has a neutral colour, and is not in the legend.
  @Test func labelsAreNoPackages() throws {
    let path = FixtureFiles.path("incident/leaking/goroutine.debug2.txt.gz")
    let picture = try Program.run("flamegraph", path, "--tagroot", "state")
    let titles = picture.text.matches(of: #/<g><title>([^<]*) \([^<]*<\/title><rect class="(p.)"/#)
    let colors = Dictionary(
      titles.map { (String($0.output.1), String($0.output.2)) },
      uniquingKeysWith: { first, _ in first })
    #expect(colors["select"] == "pn" && colors["chan receive"] == "pn" && colors["IO wait"] == "pn")
    #expect(colors["main.main"] != "pn")
    let legend = picture.text.matches(of: #/<text class="soft"[^>]*>([^<]*)<\/text>/#)
    #expect(legend.contains { $0.output.1.contains("internal/buffer 99.74%") })
    #expect(!legend.contains { $0.output.1.contains("IO wait") })
    #expect(picture.text.contains("\"labels\":[\"state\"]"))
  }

  /// A function without a name is not confused with samples without a label.
  @Test(arguments: [(true, "no state"), (false, "&lt;unknown&gt;")])
  func samplesWithoutALabelAreSaidToHaveNone(_ isNamed: Bool, _ name: String) throws {
    let line = isNamed ? "M=1 work work.c:1:0 s=0" : ""
    let raw = """
      PeriodType: cpu nanoseconds
      Period: 1
      Samples:
      a/count
                5: 1
                      state:[run]
                3: 1 2
      Locations
           1: 0x1 M=1 main main.c:1:0 s=0
           2: 0x2 \(line)
      Mappings
      1: 0x0/0x10/0x0 prog

      """
    let picture = try Program.run("flamegraph", "--tagroot", "state", "-", input: Data(raw.utf8))
    #expect(picture.status == 0)
    #expect(picture.text.contains("<g><title>\(name) (3 as, 37.50%)</title>"))
    #expect(picture.text.contains("no state") == isNamed)
  }

  @Test func aFrameWithoutANameIsCalledAsInTop() throws {
    let picture = try Program.run("flamegraph", "-", input: Data("a;;b 3\n".utf8))
    #expect(picture.text.contains(">&lt;unknown&gt;</text>"))
    // Other tools read the name, and there is none.
    #expect(picture.text.contains("<g><title> (3 samples, 100%)</title>"))
    #expect(picture.text.contains("\"names\":[\"all\",\"a\",\"&lt;unknown&gt;\",\"b\"]"))
  }

  static let misuses: [[String]] = [
    ["--width", "10"], ["--frame-height", "1"], ["--min-width", "101"], ["--factor", "0"],
    ["--flamechart", "--reverse"], ["--colors", "rainbow"],
  ]
  @Test(arguments: misuses)
  func misuseIsExplained(_ flags: [String]) throws {
    let picture = try Program.run(all: ["flamegraph"] + flags + ["-"], input: Data("a 1\n".utf8))
    #expect(picture.status == 2)
    #expect(picture.errors.hasPrefix("pproftool: "))
  }

  static let noStacks: [(flags: [String], message: String)] = [
    (["--mean"], "--mean does not work with stacks"), (["--nodecount", "5"], "--nodecount is for"),
    (["--cum"], "--cum is for tables and graphs"), (["--no-trim"], "--no-trim is for"),
  ]
  /// The error comes before the missing file is opened.
  @Test(arguments: ["flamegraph", "folded"], noStacks)
  func whatIsForTablesIsRefusedBeforeReading(
    _ command: String, _ option: (flags: [String], message: String)
  ) throws {
    let run = try Program.run(all: [command] + option.flags + ["missing"])
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("pproftool: \(option.message)"))
    #expect(run.errors.split(separator: "\n").count == 1)
  }

  static let optionsForTwo: [(flags: [String], name: String)] = [
    (["--colors", "change"], "--colors change"), (["--negate"], "--negate"),
    (["--layout", "union"], "--layout"),
  ]
  @Test(arguments: optionsForTwo)
  func whatIsForTwoIsRefusedForOne(_ flags: [String], _ name: String) throws {
    let run = try Program.run(all: ["flamegraph"] + flags + ["-"], input: Data("a;b 1\n".utf8))
    let message = "\(name) is for two profiles, but this is one; see diff"
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("pproftool: standard input: \(message)"))
  }

  static let waysToOne: [[String]] = [
    ["--flamechart"], ["--sample-index", "before"], ["--base", "missing"],
    ["--diff-base", "missing"], ["--from", "pprof"],
  ]
  /// The error comes before the missing file is opened.
  @Test(arguments: optionsForTwo, waysToOne)
  func whatCanOnlyBeOneIsRefusedBeforeReading(
    _ option: (flags: [String], name: String), _ way: [String]
  ) throws {
    let run = try Program.run(all: ["flamegraph"] + option.flags + way + ["missing"])
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("pproftool: \(option.name) is for two profiles, but "))
    #expect(run.errors.split(separator: "\n").count == 1)
  }
}
