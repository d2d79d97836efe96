import Foundation
import TestSupport
import Testing

@testable import pproftool

/// The parts of a profile that `convert` and `merge` save. `Scripts/differential/run` compares the filters with
/// `-proto` on random profiles.
@Suite struct SavingTests {
  private static let heap = FixtureFiles.path("incident/leaking/heap.pb.gz")
  private static let labelled = FixtureFiles.path("incident/labelled/goroutine.pb.gz")

  /// Reports on the saved profile equal reports on that part of the original.
  static let parts: [[String]] = [
    ["--focus", "listen"], ["--ignore", "gopark"], ["--hide", "runtime"], ["--show-from", "main"],
    ["--tagfocus", "tenant=acme"], ["--taghide", "tenant"], ["--tagroot", "tenant"],
    ["--noinlines"], ["--granularity", "functions"],
  ]

  @Test(arguments: parts)
  func whatIsSavedIsWhatIsSeen(_ part: [String]) throws {
    let saved = try Program.run(all: ["convert", Self.labelled] + part)
    #expect(saved.status == 0)
    // Which frames there are does not affect labels, and tags refuses --tagroot.
    let isOfFrames = ["--noinlines", "--granularity", "--tagroot"].contains(part[0])
    for report in [["folded"], ["tags", "--relative-percentages"]].prefix(isOfFrames ? 1 : 2) {
      let seen = try Program.run(all: report + [Self.labelled] + part)
      #expect(seen.status == 0)
      #expect(try Program.run(all: report + ["-"], input: saved.output).text == seen.text)
    }
  }

  @Test(arguments: ["functions", "filefunctions", "lines"])
  func aGranularityLeavesWhatItTellsApart(_ granularity: String) throws {
    let saved = try Program.run("convert", Self.heap, "--granularity", granularity)
    let seen = try Program.run("top", Self.heap, "--granularity", granularity)
    let again = try Program.run("top", "-", "--granularity", granularity, input: saved.output)
    #expect(again.text == seen.text)
    let raw = try Program.run("raw", "-", input: saved.output).text
    #expect(!raw.contains(#/: 0x[1-9a-f]\w* M=\d+ \w/#))
  }

  /// With the granularity files, files take the place of function names.
  @Test func filesHaveNames() throws {
    let saved = try Program.run("convert", Self.heap, "--granularity", "files")
    let top = try Program.run("top", "-", input: saved.output).text
    #expect(
      top.contains(
        "   93.57MB 70.37% 70.37%    93.57MB 70.37%  github.com/techfrontier/event-router/internal/buffer/stream.go"
      ))
  }

  /// What was saved is not all, and a rule that it would break or pass by that is undecided.
  @Test(arguments: [
    (["--ignore", "listen"], "count() <= 5000", "shows only what filters kept"),
    (["--min-share", "100"], "count() <= 5000", "shows only stacks above a minimum share"),
    (["--divide-by", "100"], "count() <= 5000", "shows only values that were divided"),
    (["--redact"], "count(frame:(*Stream).listen) <= 200", "names were lost by redaction"),
    (
      ["--noinlines"], "count(frame:absent) <= 200",
      "names were lost by leaving out inlined functions"
    ),
    (
      ["--granularity", "files"], "count(frame:listen) <= 200",
      "names were lost by granularity files"
    ),
    (["--redact"], "count(created-by:absent) <= 100", "names were lost by redaction"),
  ])
  func aRuleOnAPartIsUndecided(_ part: [String], _ rule: String, _ reason: String) throws {
    let dump = FixtureFiles.path("incident/leaking/goroutine.debug2.txt.gz")
    let saved = try Program.run(all: ["convert", dump] + part)
    let checked = try Program.run("check", "--assert", rule, "-", input: saved.output)
    #expect(checked.status == 2, "\(checked.text)")
    #expect(checked.text.contains(reason), "\(checked.text)")
  }

  /// A goroutine that waits is none that runs because the frames that show it were left out.
  @Test(arguments: [
    ["--hide", "^runtime"], ["--show", "listen"], ["--prune-from", "internal/buffer"],
  ])
  func statesStayWhereFramesWereLeftOut(_ filter: [String]) throws {
    let profile = FixtureFiles.path("incident/leaking/goroutine.pb.gz")
    let states = try Program.run(all: ["goroutines", "--by", "state", profile] + filter).text
    #expect(states.contains("99.74%  select\n") && !states.contains("runnable"), "\(states)")
    let saved = try Program.run(all: ["convert", profile] + filter)
    let rule = "count(state:runnable) <= 5"
    let checked = try Program.run("check", "--assert", rule, "-", input: saved.output)
    #expect(checked.status == 2, "\(checked.text)")
  }

  /// Redaction hides names and never that something is missing.
  @Test func whatIsIncompleteStaysSo() throws {
    let text = "goroutine 7 [select]:\nmain.work()\n\tmain.go:2 +0x2\n"
    let saved = try Program.run("convert", "-", "--redact", input: Data(text.utf8))
    let top = try Program.run("top", "-", input: saved.output)
    #expect(top.errors.contains("incomplete: the dump is truncated"), "\(top.errors)")
    let diff = try Program.run(
      "diff", "--exit-code", FixtureFiles.path("incident/healthy/goroutine.pb.gz"), "-",
      input: saved.output)
    #expect(diff.status == 2)
    #expect(diff.errors.contains("so there is no verdict"))
  }

  @Test func aWeightBeyondTheRangeIsRefused() throws {
    let merged = try Program.run("merge", "--weighted-input", "9223372036854775807,\(Self.heap)")
    #expect(merged.status == 2 && merged.output.isEmpty)
    #expect(merged.errors.contains("is beyond 9223372036854775807"), "\(merged.errors)")
  }

  @Test func aWeightCountsAsOften() throws {
    let often = try Program.run("merge", Self.heap, Self.heap, Self.heap)
    let weighted = try Program.run("merge", "--weighted-input", "3,\(Self.heap)")
    #expect(weighted.output == often.output)
    let healthy = FixtureFiles.path("incident/healthy/heap.pb.gz")
    let both = try Program.run("merge", healthy, "--weighted-input", "2,\(Self.heap)")
    let all = try Program.run("merge", healthy, Self.heap, Self.heap)
    #expect(both.output == all.output)
  }

  @Test func smallStacksGoAndAreSaid() throws {
    let run = try Program.run("convert", Self.heap, "--min-share", "5%")
    #expect(
      run.errors
        == "pproftool: \(Self.heap): left out 18 stacks below --min-share: 2.39MB of 132.97MB (1.80%)\n"
    )
    let all = try Program.run("convert", Self.heap, "--min-share", "0")
    func total(_ profile: Data) throws -> Int {
      let rows = try Program.run("folded", "-", input: profile).text.split(separator: "\n")
      return rows.compactMap { Int($0.split(separator: " ").last ?? "") }.reduce(0, +)
    }
    let (kept, whole) = (try total(run.output), try total(all.output))
    #expect(Double(whole - kept) / Double(whole) < 0.02 && kept < whole)
  }

  @Test func namesAreReplacedInOrder() throws {
    let run = try Program.run(
      "convert", Self.labelled, "--to", "folded", "--quiet", "--rename",
      #"github.com/techfrontier/event-router/internal/(\w+)=\1"#, "--rename", "^buffer=b")
    #expect(run.text.contains("b.(*Stream).listen;runtime.selectgo;runtime.gopark 30\n"))
    let labels = try Program.run("convert", Self.labelled, "--rename", "^(acme|globex)$=other")
    let tags = try Program.run("tags", "-", input: labels.output).text
    #expect(tags.contains(" 20 ( 9.62%): other"))
    let file = try Program.run("convert", Self.labelled, "--rename", "^/.*/=")
    #expect(try Program.run("raw", "-", input: file.output).text.contains(" event-router "))
  }

  @Test func aPatternThatMatchesNothingIsSaid() throws {
    let run = try Program.run("convert", Self.heap, "--rename", "nobody=x")
    #expect(
      run.errors == "pproftool: \(Self.heap): warning: --rename: nothing matches 'nobody'\n")
  }

  /// A division truncates, and samples reduced to 0 are reported.
  @Test func whatADivisionLeavesNothingOfIsSaid() throws {
    let run = try Program.run("convert", Self.labelled, "--divide-by", "50")
    #expect(
      run.errors.hasPrefix("pproftool: \(Self.labelled): warning: --divide-by reduces "))
    #expect(try Program.run("folded", "-", input: run.output).text.hasSuffix(" 3\n"))
  }

  static let refused: [(arguments: [String], message: String)] = [
    (["convert", heap, "--rename", "a"], "--rename: expected regex=text, found 'a'"),
    (
      ["convert", heap, "--rename", "(=b"], "--rename '(=b': error parsing regexp: missing closing"
    ),
    (["convert", heap, "--divide-by=-2"], "expected a number above 0"),
    (["convert", heap, "--min-share", "nan"], "expected a percentage, as in 1%"),
    (["convert", heap, "--min-share", "101"], "expected a percentage from 0 to 100"),
    (["merge", "--weighted-input", "0,x"], "expected a whole number above 0, a comma"),
    (["merge", "--weighted-input", "1.5,x"], "expected a whole number above 0, a comma"),
    (["merge", "--weighted-input", "x"], "expected a whole number above 0, a comma"),
    (["merge", "--weighted-input", "9,no-such"], "no-such: no such file or directory"),
    (["merge", "-", "--weighted-input", "2,-"], "standard input (-) can be read only once"),
    (["merge"], "standard input: is empty"),
    (["convert", heap, "--unit", "ms"], "--unit"), (["convert", heap, "--mean"], "--mean"),
  ]

  @Test(arguments: refused)
  func mistakesAreRefused(_ arguments: [String], _ message: String) throws {
    let run = try Program.run(all: arguments)
    #expect(run.status == 2)
    #expect(run.errors.contains(message))
    #expect(run.errors.split(separator: "\n").count == 1)
    #expect(run.output.isEmpty)
  }

  // MARK: - Redaction

  @Test(arguments: ["heap.pb.gz", "goroutine.pb.gz", "goroutine.debug2.txt.gz"])
  func nothingIsTold(_ name: String) throws {
    let path = FixtureFiles.path("incident/leaking/\(name)")
    let saved = try Program.run("convert", path, "--redact", "--to", "protobuf").output
    let text = String(decoding: saved, as: UTF8.self)
    for word in ["event-router", "techfrontier", "listen", "/tmp/", "56d5a6c8", "main.main"] {
      #expect(!text.contains(word), "\(word)")
    }
    #expect(text.contains("runtime"))
  }

  @Test func valuesOfLabelsAreNotTold() throws {
    let saved = try Program.run("convert", Self.labelled, "--redact", "--to", "protobuf").output
    let text = String(decoding: saved, as: UTF8.self)
    for word in ["acme", "globex", "initech", "/v1/events"] { #expect(!text.contains(word)) }
    #expect(text.contains("tenant"))
  }

  /// Values, lines and call edges are unchanged.
  @Test(arguments: [
    "leaking/heap.pb.gz", "labelled/goroutine.pb.gz", "labelled/goroutine.debug2.txt",
  ])
  func everyNumberStays(_ name: String) throws {
    let path = FixtureFiles.path("incident/\(name)")
    func shape(_ option: String...) throws -> [String] {
      let saved = try Program.run(all: ["convert", path] + option).output
      let raw = try Program.run("raw", "-", input: saved).text.split(separator: "\n")
      return raw.compactMap { line in
        if line.contains(#/^ *-?\d+( +-?\d+)*: /#), !line.contains("0x") { return String(line) }
        return line.firstMatch(of: #/^ +\d+: 0x\w+ M=\d+|:\d+:\d+ s=\d+/#).map { String($0.output) }
      }
    }
    let plain = try shape("--rename", "nothing at all=")
    #expect(try shape("--redact") == plain)
    #expect(plain.count > 30)
  }

  /// The names of library functions may contain types of the program.
  @Test func argumentsOfLibrariesAreNotTold() throws {
    let path = FixtureFiles.path("writers/gperftools.cpu.pb.gz")
    let saved = try Program.run("convert", path, "--redact", "--to", "protobuf").output
    let text = String(decoding: saved, as: UTF8.self)
    #expect(!text.contains("router"))
    #expect(text.contains("std::vector<"))
  }

  @Test func aCommentThatWasAskedForStays() throws {
    let run = try Program.run("convert", Self.heap, "--redact", "--add-comment", "for Jo")
    #expect(
      try Program.run("comments", "-", input: run.output).text
        == "for Jo\n# names lost by: redaction\n")
  }

  /// Two names may have the same 8 digits, and then look like one.
  @Test func functionsThatLookAlikeAreSaid() throws {
    let stacks = Data("main.f35453;main.a 1\nmain.f70162;main.a 1\n".utf8)
    let run = try Program.run("convert", "-", "--redact", input: stacks)
    #expect(
      run.errors
        == "pproftool: standard input: warning: --redact: 1 function or label has the same digits as another, so both look like one\n"
    )
  }

  @Test func whatWasToBeDroppedIsNotTold() throws {
    let scratch = try ScratchFolder()
    let file = scratch.file("a.json")
    let json = #"""
      {"schema":"pproftool/profile","version":1,"comments":["secret"],"documentation":"secret","drop_frames":"secret.*",
      "keep_frames":"secret2","default_sample_type":"","period":{"type":"x","unit":"count","value":1},
      "duration_nanoseconds":0,"time_nanoseconds":0,"samples":[{"labels":[],
      "stack":[{"function":"main.a"},{"function":"secret1"}],"values":[{"type":"x","unit":"count","value":1}]}]}
      """#
    try json.write(toFile: file, atomically: true, encoding: .utf8)
    let saved = try Program.run("convert", file, "--redact", "--to", "protobuf").output
    #expect(!String(decoding: saved, as: UTF8.self).contains("secret"))
    #expect(try Program.run("folded", "-", input: saved).text.split(separator: ";").count == 1)
  }
}
