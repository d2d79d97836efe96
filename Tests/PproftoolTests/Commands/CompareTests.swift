import Foundation
import ProfileAnalysis
import TestSupport
import Testing

@testable import pproftool

@Suite struct CompareTests {
  private static let runs = ["a", "b"].map { FixtureFiles.path("runs/\($0)") }

  /// Files of synthetic runs as folded stacks: some functions vary randomly, and one is multiplied.
  private final class Made {
    let folder: ScratchFolder
    let options: [String]
    var paths: [String] { options.filter { $0.hasSuffix(".folded") } }

    /// - `factors`: the factors of the function `f3`, before and after.
    init(
      _ runs: [Int] = [5, 5], functions: Int = 12, factors: [Double] = [1, 2],
      all: [Double] = [1, 1]
    ) throws {
      folder = try ScratchFolder()
      var random = SeededRandom(11)
      var options: [String] = []
      for (side, option) in ["--before", "--after"].enumerated() {
        for run in 0..<runs[side] {
          let lines = (0..<functions).map { function -> String in
            let noise = Double.random(in: 0.96...1.04, using: &random)
            let mean = Double(100 * (function + 1)) * (function == 3 ? factors[side] : 1)
            return "main;f\(function) \(Int(mean * noise * all[side]))"
          }
          let text = lines.joined(separator: "\n") + "\n"
          options += [option, try folder.write(text, to: "\(option)\(run).folded")]
        }
      }
      self.options = options
    }
  }

  /// A verdict must not be about the other direction than the user asked for.
  @Test func negatingSwapsTheSides() throws {
    let negated = try Program.run(
      "compare", "--negate", Self.runs[0], Self.runs[1], "--exit-code", "-q")
    let swapped = try Program.run("compare", Self.runs[1], Self.runs[0], "--exit-code", "-q")
    #expect(negated.output == swapped.output && negated.status == swapped.status)
    let plain = try Program.run("compare", Self.runs[0], Self.runs[1], "--exit-code", "-q")
    #expect(plain.output != negated.output)
  }

  @Test func whatGrewIsSaidFirst() throws {
    let made = try Made()
    let run = try Program.run(all: ["compare"] + made.options)
    #expect(run.status == 0)
    #expect(
      run.text.hasPrefix(
        "samples: 11 functions cannot be told apart from noise, 2 changed (q ≤ 5 %, more than 1 %); most of it f3 +"
      ))
    #expect(run.text.contains("\nTotal: +"))
    let table = run.text.split(separator: "\n").first { $0.hasSuffix("5+5  f3") }
    #expect(table != nil)
  }

  @Test func diffWithRunsIsTheSame() throws {
    let made = try Made()
    let compared = try Program.run(all: ["compare"] + made.options)
    let diff = try Program.run(all: ["diff"] + made.options + ["--runs"])
    #expect(diff.output == compared.output && !diff.output.isEmpty)
    #expect(
      Diff.withRunsAsCommand(["diff", "a", "--", "--runs"]) == ["diff", "a", "--", "--runs"])
    #expect(Diff.withRunsAsCommand(["top", "--runs"]) == ["top", "--runs"])
  }

  /// Growth is bad, shrinking is good, and untestable runs give no verdict.
  static let codes: [(factors: [Double], options: [String], status: Int32)] = [
    ([1, 2], [], 0), ([1, 2], ["--exit-code"], 1), ([2, 1], ["--exit-code"], 0),
    ([2, 1], ["--exit-code", "--both-directions"], 1),
    ([1, 1], ["--exit-code", "--both-directions"], 0), ([0, 3], ["--exit-code"], 1),
    ([3, 0], ["--exit-code"], 0), ([1, 2], ["--exit-code", "--focus", "nothing"], 2),
    ([1, 2], ["--exit-code", "--format", "json"], 1),
    ([1, 2], ["--exit-code", "--min-change", "300%"], 0),
  ]

  @Test(arguments: codes)
  func theStatusIsOneOnlyWhereItIsAskedFor(
    _ factors: [Double], _ options: [String], _ status: Int32
  ) throws {
    let made = try Made(factors: factors)
    #expect(try Program.run(all: ["compare"] + made.options + options).status == status)
  }

  /// Where too few functions tell the scale, and the total changed, what grew relative to it decides nothing.
  @Test func aScaleThatIsAGuessDecidesNothing() throws {
    let made = try Made(functions: 4)
    let guess = try Program.run(all: ["compare", "--exit-code"] + made.options)
    #expect(guess.status == 2 && guess.text.contains("scaled to equal totals"))
    #expect(
      guess.errors.contains("choose --scale none for amounts, or --scale total for shares alone\n"))
    for (scale, status) in [("none", 1), ("total", 1)] {
      let run = try Program.run(
        all: ["compare", "--exit-code", "--scale", scale] + made.options)
      #expect(run.status == status)
    }
    let same = try Made(functions: 4, factors: [1, 1])
    #expect(try Program.run(all: ["compare", "--exit-code"] + same.options).status == 0)
  }

  @Test func operationsAreDividedBy() throws {
    let made = try Made(factors: [1, 1], all: [1, 2])
    let numbers = made.paths.map { path in
      "\(path.split(separator: "/").last ?? "") \(path.contains("--after") ? 2000 : 1000)"
    }
    let list = try made.folder.write(
      (["# how much work", ""] + numbers + ["other 5"]).joined(separator: "\n"), to: "ops")
    let run = try Program.run(all: ["compare", "--operations", list] + made.options)
    #expect(run.text.contains("scaled to equal numbers of operations, ×0.71 … ×1.41"))
    #expect(run.text.contains("\nTotal: ") && run.text.contains(", no significant change\n"))
    #expect(run.errors.contains("pproftool: \(list): there is no run 'other'\n"))
    let none = try Program.run(all: ["compare", "--scale", "none"] + made.options)
    #expect(none.text.contains(", a significant change\n"))
    try made.folder.write(numbers.dropLast().joined(separator: "\n"), to: "ops")
    let missing = try Program.run(all: ["compare", "--operations", list] + made.options)
    #expect(missing.status == 2)
    #expect(missing.errors.hasSuffix("--after4.folded: has no number of operations\n"))
  }

  static let lists: [(text: String, message: String)] = [
    ("a.pb.gz", "line 1: expected a path and a number above 0"),
    ("a 5\n\nb -1\n", "line 3: expected a path and a number above 0"),
    ("a 5\na 6\n", "line 2: 'a' is repeated"), ("a nan", "line 1: expected"),
  ]

  @Test(arguments: lists)
  func aLineThatIsNoNumberOfOperationsIsNamed(_ text: String, _ message: String) throws {
    let made = try Made()
    let list = try made.folder.write(text, to: "ops")
    let run = try Program.run(all: ["compare", "--operations", list] + made.options)
    #expect(run.status == 2 && run.errors.contains("\(list): \(message)"))
  }

  @Test func aRunThatIsGivenTwiceIsSaidOrRefused() throws {
    let made = try Made([3, 3])
    let twice = try Program.run(all: ["compare", "--before", made.paths[0]] + made.options)
    #expect(twice.status == 0)
    #expect(twice.errors.contains("has the same numbers as"), "\(twice.errors)")
    let timed = FixtureFiles.path("incident/leaking/goroutine.pb.gz")
    let refused = try Program.run(
      all: ["compare", "--before", timed, "--before", timed, "--after", timed, "--after", timed])
    #expect(refused.status == 2)
    #expect(
      refused.errors.hasSuffix(
        "goroutine.pb.gz: is the same profile as \(timed); a run counts only once\n"),
      "\(refused.errors)")
  }

  static let misuses: [(runs: [Int], arguments: [String], message: String)] = [
    ([1, 3], [], "before has 1 run: each side needs at least 2, better 5"),
    ([2, 2], ["--paired"], "before has 2 runs: each side needs at least 3"),
    ([3, 4], ["--paired"], "pairs need as many runs before as after"),
    ([3, 3], ["--mean"], "--mean does not work with compare"),
    (
      [3, 3], ["--exit-code", "--by", "label.nobody"], "the runs: no sample has the label 'nobody'"
    ),
    ([3, 3], ["--scale", "operations"], "--scale operations needs --operations FILE"),
    ([3, 3], ["--scale", "5"], "--scale takes typical, none, total, duration or operations"),
    ([3, 3], ["--scale", "duration"], "has no duration"),
    ([3, 3], ["--both-directions"], "give both"), ([3, 3], ["--fdr", "0"], "between 0 and 100"),
    ([3, 3], ["--min-change", "x"], "expected a percentage"),
    ([3, 3], ["--value", "own"], "--value takes cum or flat"),
    ([3, 3], ["--nodefraction", "2"], "a share from 0 to 1"),
    ([3, 3], ["--by", "site", "--format", "svg"], "--by is for tables"),
    ([3, 3], ["--width", "800"], "--width is for --format svg"),
    ([3, 3], ["--redact"], "--redact is for --format html"),
    ([3, 3], ["-o", "x.folded"], "cannot write"),
  ]

  @Test(arguments: misuses)
  func misuseIsOneLine(_ runs: [Int], _ arguments: [String], _ message: String) throws {
    let made = try Made(runs)
    let run = try Program.run(all: ["compare"] + made.options + arguments)
    #expect(run.status == 2)
    #expect(
      run.errors.contains(message) && run.errors.split(separator: "\n").count == 1, "\(run.errors)")
  }

  /// The function that grew, and its callers.
  @Test func onlyWhatIsCalledHasAColour() throws {
    let made = try Made()
    let picture = try Program.run(all: ["compare", "--format", "svg"] + made.options)
    #expect(picture.text.components(separatedBy: "class=\"bar ").count == 3)
    #expect(
      picture.text.contains("Only functions whose change stands out from noise are coloured"))
    #expect(picture.text.contains("not distinguishable from noise"))
    let nothing = try Made(factors: [1, 1])
    let plain = try Program.run(all: ["compare", "--format", "svg"] + nothing.options)
    #expect(!plain.text.contains("class=\"bar ") && plain.text.contains("\"called\":[]"))
    #expect(plain.text.contains("No change stands out from noise"))
  }

  @Test func aPageSaysWhatRunsSay() throws {
    let made = try Made([3, 4])
    let page = made.folder.file("change.html")
    #expect(try Program.run(all: ["compare", "-o", page] + made.options).status == 0)
    let text = try made.folder.text(of: "change.html")
    #expect(text.contains("cannot be told apart from noise") && text.contains("f3 +"))
    let hidden = made.folder.file("hidden.html")
    #expect(try Program.run(all: ["compare", "--redact", "-o", hidden] + made.options).status == 0)
    let redacted = try made.folder.text(of: "hidden.html")
    #expect(redacted.contains("cannot be told apart from noise"))
    // A digest may end with the same letters.
    #expect(text.contains(/[^0-9a-f]f3 \(/) && !redacted.contains(/[^0-9a-f]f3 [(+]/))
  }

  /// Each snapshot in a folder is a run, not only the newest.
  @Test func foldersHaveARunAFile() throws {
    let run = try Program.run("compare", Self.runs[0], Self.runs[1], "--value", "flat")
    #expect(run.status == 0 && run.text.contains("Before: 5 runs, "))
    let series = ["series/steady", "series/leaking"].map(FixtureFiles.path)
    let states = try Program.run(all: ["compare", "--kind", "goroutine"] + series)
    #expect(states.text.contains("Before: 12 runs, "))
    #expect(states.errors.contains("seem to be snapshots of one process"))
    #expect(!states.errors.contains("added up"))
    let summed = try Program.run("compare", "--sum-instances", Self.runs[0], Self.runs[1])
    #expect(summed.status == 2 && summed.errors.contains("before has 1 run"))
  }

  /// A comparison of runs with themselves finds nothing, whatever happened.
  @Test func aRunIsOfOneSide() throws {
    let run = try Program.run("compare", Self.runs[0], Self.runs[0], "--exit-code")
    #expect(run.status == 2 && run.text.isEmpty)
    let message = "\(Self.runs[0])/01.pb.gz: is a run of both sides\n"
    #expect(run.errors == "pproftool: \(message)")
    let shown = try Program.run("compare", Self.runs[0], Self.runs[0])
    #expect(shown.status == 0 && shown.errors.contains("pproftool: warning: \(message)"))
  }

  static let caveats: [(caveat: RunCaveat, message: String)] = [
    (.few, "2 runs per side show little; use 5 or more"),
    (
      .noTypical,
      "fewer than 5 functions have enough samples in all runs, so none is typical: scaled to equal totals"
    ),
    (.order, "the sides were not measured in turn: a drift of the machine looks like a change"),
    (
      .alternating,
      "the sides were measured in turn: --paired sees smaller changes where the machine drifts"
    ),
    (
      .moments(isBefore: true),
      "the runs before seem to be snapshots of one process, not separate runs: they repeat each other's noise"
    ),
    (
      .outlier(name: "x", isDropped: false),
      "x is far from the other runs of its side; --drop-outliers leaves such runs out"
    ),
    (
      .outlier(name: "x", isDropped: true),
      "x is far from the other runs of its side: it was left out"
    ),
    (.outliersKept, "at most one in five runs of a side is left out; the others stay"),
    (
      .oneDirection(called: 9, tested: 30, .total),
      "9 of 30 rows changed in one direction, perhaps because of --scale total: if the amount of work changed, give --operations or --scale none"
    ),
    (.builds(isBefore: false, count: 2), "the runs after are of 2 builds"),
    (.processors([4, 8]), "the runs had different numbers of processors: 4, 8"),
  ]

  @Test(arguments: caveats)
  func warningsAreSentences(_ caveat: RunCaveat, _ message: String) {
    #expect(caveat.message == message)
  }

  @Test func warningsAreInTheReportToo() throws {
    let made = try Made([2, 2])
    let message = "2 runs per side show little; use 5 or more"
    let run = try Program.run(all: ["compare"] + made.options)
    #expect(run.text.contains("\nNote: \(message)\n"))
    #expect(run.errors.contains("pproftool: warning: \(message)\n"))
    let json = try Program.run(all: ["compare", "--quiet", "--format", "json"] + made.options)
    #expect(json.errors.isEmpty && json.text.contains("\"\(message)\""))
  }

  /// A message about every run's profile is printed once.
  @Test func whatFiltersMissIsSaidOnce() throws {
    let made = try Made([3, 3])
    let run = try Program.run(all: ["compare", "--ignore", "nothing"] + made.options)
    #expect(
      run.errors.components(separatedBy: "Ignore expression matched no samples").count == 2)
  }
}
