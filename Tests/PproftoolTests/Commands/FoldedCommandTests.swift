import Foundation
import TestSupport
import Testing

@Suite struct FoldedCommandTests {
  @Test func foldedIsAPipeThatWorks() throws {
    let stacks = Data("b;c 2\na;b 1\n".utf8)
    let folded = try Program.run("folded", "-", input: stacks)
    #expect(folded.text == "a;b 1\nb;c 2\n")
    #expect(folded.status == 0)
    let picture = try Program.run("flamegraph", "-", input: folded.output)
    #expect(picture.status == 0)
    #expect(picture.text.contains("<title>c (2 samples, 66.67%)</title>"))
  }

  @Test func badLinesAreSaidAndStrictRefusesThem() throws {
    let stacks = Data("a;b 1\nno count\n".utf8)
    let read = try Program.run("folded", "-", input: stacks)
    #expect((read.status, read.text) == (0, "a;b 1\n"))
    #expect(read.errors.contains("line 2: 'count' is not a count"))
    #expect(try Program.run("folded", "--strict", "-", input: stacks).status == 2)
    #expect(
      try Program.run("folded", "--from", "folded", "-", input: Data("no\n".utf8)).status == 2)
  }

  @Test func aGuessIsReadWithAWarning() throws {
    let scratch = try ScratchFolder()
    let why = "every line ends in a number, none has a ';'"
    for name in ["x.txt", "x.folded", "x.pb.gz"] { try scratch.write("main 5\nwork 7\n", to: name) }
    let guessed = try Program.run("top", scratch.file("x.txt"))
    #expect(guessed.status == 0)
    #expect(
      guessed.errors
        == "pproftool: \(scratch.file("x.txt")): warning: read as folded because \(why); give --from folded if it is\n"
    )
    #expect(try Program.run("top", "--from", "folded", scratch.file("x.txt")).errors.isEmpty)
    #expect(try Program.run("top", scratch.file("x.folded")).errors.isEmpty)
    #expect(try Program.run("top", scratch.file("x.pb.gz")).status == 2)
    let info = try Program.run("info", "--quiet", scratch.file("x.txt"))
    #expect(info.text.contains("Format:         folded (guessed: \(why))\n"))
  }

  @Test func leftOutStacksAreCounted() throws {
    let nothing = try Program.run("folded", "-", input: Data("a 0\nb;c 1\n".utf8))
    #expect((nothing.text, nothing.errors) == ("b;c 1\n", ""))
    let path = FixtureFiles.path("wire/negative-values.pb")
    let folded = try Program.run("folded", path)
    #expect(folded.text.split(separator: "\n").count == 2)
    #expect(
      folded.errors.hasSuffix(
        "pproftool: \(path): warning: left out 2 stacks without a positive value (\(Int64.min) in total)\n"
      )
    )
    #expect(try Program.run("folded", "--quiet", path).errors.isEmpty)
  }

  @Test func fractionsKeepTheirWeightInEveryReport() throws {
    let scratch = try ScratchFolder()
    try scratch.write("main;work 334.618\nmain;io 0.25\nidle 0.004\n", to: "x.folded")
    try scratch.write("main;work 334.618\nmain;io 1\n", to: "y.folded")
    let (x, y) = (scratch.file("x.folded"), scratch.file("y.folded"))
    let written = try Program.run("folded", x)
    #expect((written.text, written.errors) == ("idle 0.004\nmain;io 0.25\nmain;work 334.618\n", ""))
    let top = try Program.run("top", "--no-trim", x)
    #expect(top.text.contains("Showing nodes accounting for 334.87, 100% of 334.87 total\n"))
    #expect(top.text.contains("\n      0.25 0.075%   100%       0.25 0.075%  io\n"))
    #expect(try Program.run("flamegraph", x).text.contains("<title>main (334.87 samples, 100.00%)"))
    let info = try Program.run("info", x).text
    #expect(info.contains("  samples  334872  1e-3*count  334.87  default\n"))
    #expect(info.contains("Note:           counts have fractions, so values are in 1e-3*count\n"))
    #expect(
      try Program.run("diff", x, y).text.hasPrefix("samples: 334.87 → 335.62 (+0.75, +0.22%)"))
    #expect(try Program.run("folded", x, y).text.contains("main;io 1.25\n"))
    let less = try Program.run("folded", x, "--base", y)
    #expect(less.text == "idle 0.004\n")
    #expect(less.errors.contains("left out 1 stack without a positive value (-0.75 in total)"))
    let rules = try Program.run("check", "--from", "folded", "--assert", "samples() <= 400", x)
    #expect(rules.status == 2)
    #expect(rules.text.contains("the values of 'samples' have fractions"))
  }

  @Test func oneOfTwoColumnsIsChosen() throws {
    let stacks = Data("a;b 1 2\nc 3 0\n".utf8)
    #expect(try Program.run("folded", "-", input: stacks).text == "a;b 2\n")
    #expect(
      try Program.run("folded", "--sample-index", "before", "-", input: stacks).text
        == "a;b 1\nc 3\n")
  }

  @Test func aGranularityNamesTheFrames() throws {
    let profile = FixtureFiles.path("cpu/labelled.pb.gz")
    let files = try Program.run("folded", "--granularity", "files", profile)
    #expect(files.status == 0)
    #expect(
      files.text.split(separator: "\n").allSatisfy { $0.contains(".go") || $0.contains(".s") })
    let towers = try Program.run("folded", "--tagroot", "endpoint", profile)
    #expect(towers.status == 0)
  }

  /// A dimension with one key per sample makes frames as a label does.
  @Test(arguments: [("state", "go.state"), ("created-by", "go.created_by")])
  func aDimensionMakesFrames(_ dimension: String, _ label: String) throws {
    let dump = FixtureFiles.path("incident/healthy/goroutine.debug2.txt")
    let ofDimension = try Program.run("folded", "--tagroot", dimension, dump)
    let ofLabel = try Program.run("folded", "--tagroot", label, dump)
    #expect(ofDimension.status == 0 && !ofDimension.errors.contains("TagRoot"))
    let unnamed = ofLabel.text.replacing("<unknown>;", with: "(not known);")
    #expect(ofDimension.text == unnamed)
  }

  @Test func aPackageIsARoot() throws {
    let profile = FixtureFiles.path("incident/healthy/goroutine.pb.gz")
    let lines = try Program.run("folded", "--tagroot", "package", profile).text.split(
      separator: "\n")
    let roots = Set(lines.map { $0.prefix { $0 != ";" } })
    #expect(roots.isSuperset(of: ["main", "net/http"]))
    #expect(roots.allSatisfy { !$0.contains(".(") })
    #expect(lines.compactMap { Int($0.split(separator: " ").last ?? "") }.reduce(0, +) == 178)
  }

  @Test func aKeyThatNothingHasIsSaid() throws {
    let profile = FixtureFiles.path("incident/healthy/goroutine.pb.gz")
    let folded = try Program.run("folded", "--tagroot", "stat", profile)
    #expect(folded.errors.contains("TagRoot"))
  }

  /// For a label that no sample has, the message names the existing labels.
  @Test(arguments: ["goroutines", "diff", "convert --to speedscope"])
  func aLabelThatNoSampleHasIsSaid(_ command: String) throws {
    let dump = FixtureFiles.path("incident/labelled/goroutine.debug2.txt")
    let arguments = command.split(separator: " ").map(String.init)
    let paths = command == "diff" ? [dump, dump] : [dump]
    let unmatched = try Program.run(all: arguments + ["--by", "label.nope"] + paths)
    #expect(unmatched.errors.contains("no sample has the label 'nope'; the labels include "))
    let matched = try Program.run(all: arguments + ["--by", "label.tenant"] + paths)
    #expect(!matched.errors.contains("no sample has"))
  }

  @Test func meansAreRefused() throws {
    let folded = try Program.run(
      "folded", "--mean", FixtureFiles.path("incident/leaking/mutex.pb.gz"))
    #expect(folded.status == 2)
    #expect(folded.errors.contains("means do not add up"))
  }
}
