import Foundation
import ProfileKit
import TestSupport
import Testing

/// Rules, as a user of the library checks them.
@Suite struct CheckingTests {
  static let goroutines = ProfileKitTests.goroutines

  static let verdicts: [(rule: String, line: String, status: Int32)] = [
    ("all: count() <= 5", "FAIL all: ", 1), ("all: count() > 5", "PASS all: ", 0),
    ("heap: inuse_space() <= 1MB", "UNDECIDED heap: ", 2),
  ]

  @Test(arguments: verdicts)
  func verdictsPrint(_ rule: String, _ line: String, _ status: Int32) throws {
    let report = try RuleSet(asserting: rule).check(try Profile(contentsOf: Self.goroutines))
    #expect(report.verdicts.map { "\($0)".hasPrefix(line) } == [true])
    #expect(report.exitStatus == status && report.passes == (status == 0))
    #expect(!"\(report.verdicts[0])".contains("--"))
    #expect(report.problems.isEmpty && report.notes.isEmpty)
    for stack in report.verdicts[0].stacks {
      #expect(stack.value > 0 && !stack.frames.isEmpty && stack.fingerprint != nil)
    }
    #expect(report.verdicts[0].stacks.isEmpty == (status != 1))
  }

  /// Other programs read the report as the program writes it.
  @Test func reportsAreForPrograms() throws {
    let report = try RuleSet(asserting: "all: count() <= 5").check(
      try Profile(contentsOf: Self.goroutines))
    let json = try JSONSerialization.jsonObject(with: Data(report.text(as: .json).utf8))
    #expect((json as? [String: Any])?["schema"] as? String == "pproftool/check")
    #expect(report.text(as: .junit).hasPrefix("<?xml"))
    #expect(report.text(as: .tap).contains("not ok 1 - all"))
    #expect(report.text(as: .sarif).contains("\"version\""))
    #expect(report.text(as: .markdown).contains("| `all` |"))
  }

  /// A limit in another unit than the values is an error of the rules.
  @Test func aRuleThatCannotBeMeantIsInvalid() throws {
    let text = "widgets profile: total 1\n1 @ 0x1\n#\t0x1\tmain.f+0x1\t/a.go:1\n\n"
    let profile = try Profile(Array(text.utf8))
    let rules = try RuleSet(asserting: "all: widgets() <= 5MB")
    let error = #expect(throws: InvalidRules.self) { try rules.check(profile) }
    #expect(error?.reason.contains("the unit MB does not fit widgets()") == true)
  }

  /// Memory is sampled: the value is the estimate, and the range what chance may have made of it.
  @Test func sampledMemoryHasAnEstimate() throws {
    let rules = try RuleSet(asserting: "inuse_space() <= 1GB")
    let verdict = try rules.check(try Profile(contentsOf: ProfileKitTests.heap)).verdicts[0]
    let (value, range) = (try #require(verdict.value), try #require(verdict.range))
    #expect(range.lowerBound < value && value < range.upperBound)
  }

  /// A number that is known only as a range is no number.
  @Test func aRangeIsNoValue() throws {
    let rules = try RuleSet(asserting: "count(wait>=10m) <= 5", "count() <= 5")
    let verdicts = try rules.check(try Profile(contentsOf: Self.goroutines)).verdicts
    let total = try #require(verdicts[1].value)
    #expect(verdicts.map(\.value) == [nil, total])
    #expect(verdicts.map(\.range) == [0...total, total...total])
  }

  /// Of a crash that printed no goroutine, a rule would hold.
  @Test(arguments: ["deadlock.none.txt", "panic.none.txt"])
  func whatHasNoSampleIsNoProfile(_ name: String) {
    let path = FixtureFiles.path("crash/\(name)")
    let error = #expect(throws: ReadingError.self) { try Profile(contentsOf: path) }
    #expect(error?.reason.hasPrefix("no goroutine was printed") == true)
    #expect(error?.kind == .damaged)
  }

  static let stacks = Array("main;work 3\n".utf8)

  /// As the program refuses them: nobody said what folded stacks count.
  @Test func foldedStacksDecideNothing() throws {
    let profile = try Profile(Self.stacks)
    let report = try RuleSet(asserting: "count() <= 50", "count() > 50").check(profile)
    let reason =
      "profile is folded, which does not say what was counted; name the format folded when reading it to have it checked"
    #expect(report.verdicts.map(\.undecidedReason) == [reason, reason])
    #expect(report.verdicts[0].description == "UNDECIDED count() <= 50: \(reason)")
    #expect(report.exitStatus == 2)
  }

  /// A format that was only guessed is no better.
  @Test func guessesDecideNothing() throws {
    var notes: [String] = []
    let profile = try Profile(Array("a 5\nb 3\n".utf8)) { notes.append($0) }
    try #require(notes.first?.hasPrefix("read as folded because ") == true)
    let report = try RuleSet(asserting: "count() <= 50").check(profile)
    #expect(report.verdicts[0].undecidedReason?.hasPrefix("profile may be folded (") == true)
    #expect(report.exitStatus == 2)
  }

  /// Whoever names the format says what is counted.
  @Test func namedFormatsAreChecked() throws {
    let profile = try Profile(Self.stacks, from: .folded)
    #expect(try RuleSet(asserting: "count() <= 50").check(profile).exitStatus == 0)
    #expect(try RuleSet(asserting: "count() <= 2").check(profile).exitStatus == 1)
  }

  /// What combines profiles keeps what is not known of them.
  @Test func sumsAndPartsOfUnknownDecideNothing() throws {
    let profile = try Profile(Self.stacks)
    let rules = try RuleSet(asserting: "count() <= 50")
    var query = ProfileQuery()
    query.names.focus = try Pattern("work")
    #expect(try rules.check(profile.filtered(query)).exitStatus == 2)
    let known = try Profile(Self.stacks, from: .folded)
    #expect(try rules.check(Profile(merging: [known, profile])).exitStatus == 2)
    #expect(try rules.check(Profile(merging: [known, known])).exitStatus == 0)
  }

  /// The limits of the input format are kept: folded stacks have no files, so rules about files are undecided.
  @Test func foldedStacksAreCheckedAsTheProgramDoes() throws {
    let profile = try Profile(Self.stacks, from: .folded)
    let report = try RuleSet(asserting: "x: count(file:/a/) <= 0").check(profile, name: "a.folded")
    let start = "UNDECIDED x: 0 to 3, limit <= 0 · a.folded does not show file:/a/ reliably: "
    #expect(report.verdicts.map { "\($0)".hasPrefix(start) } == [true])
  }

  @Test func nothingToMeasureIsSaid() throws {
    let report = try RuleSet(asserting: "count() <= 5").check(Profile())
    #expect(
      report.verdicts[0].undecidedReason
        == "profile has no sample type, so there is nothing to measure")
  }

  /// A rule that only warns fails, but the check does not.
  @Test func factsOfAVerdict() throws {
    let yaml = """
      version: 2
      rules:
        - id: guard
          assert: count() <= 5
          severity: warn
        - id: enough
          assert: count() > 1
      """
    let report = try RuleSet(yaml: Array(yaml.utf8)).check(try Profile(contentsOf: Self.goroutines))
    #expect(report.verdicts.map(\.id) == ["guard", "enough"])
    #expect(report.verdicts.map(\.severity) == [.warn, .fail])
    #expect(report.verdicts.map(\.outcome) == [.fail, .pass])
    #expect(report.passes && report.problems.isEmpty)
    let failed = report.verdicts[0]
    #expect(try #require(failed.value) > 5 && failed.limit == 5)
    #expect(failed.site != nil && failed.undecidedReason == nil)
    #expect(report.verdicts[1].site == nil)
  }

  /// Why a check fails although all rules pass.
  @Test func expiredSuppressionsAreProblems() throws {
    let yaml = """
      version: 2
      rules:
        - id: enough
          assert: count() > 1
      suppress:
        - id: old
          match: frame:main.gone
          max: 5
          reason: was known
          expires: 2020-01-01
        - id: unused
          match: frame:main.gone
          max: 5
          reason: was known
      """
    let report = try RuleSet(yaml: Array(yaml.utf8)).check(try Profile(contentsOf: Self.goroutines))
    #expect(report.verdicts.map(\.outcome) == [.pass] && report.exitStatus == 1 && !report.passes)
    #expect(
      report.problems
        == ["FAIL suppression old: expired on 2020-01-01, so its samples count again"])
    #expect(report.notes == ["WARN suppression unused: it matches nothing"])
  }

  // MARK: Invalid rules

  static let invalid: [(rules: [String], error: String)] = [
    ([], "there is no rule"),
    (
      ["a: count() <= 1", "count("],
      "'count(': column 7: expected a term such as site:NAME, or a ')', found the end"
    ),
    (["a: count() <= 1", "a: count() <= 2"], "another rule has the id 'a'"),
    (
      ["share(count()) <= 50%"],
      "share(count()) is 100% of everything; it needs a selector, or 'per:' in a rule file"
    ),
  ]

  @Test(arguments: invalid)
  func theInvalidRuleIsNamed(_ rules: [String], _ message: String) {
    let error = #expect(throws: InvalidRules.self) { try RuleSet(asserting: rules) }
    #expect(error?.description == message)
  }

  @Test(arguments: ["listen count() <= 5", "count() <= 5;"])
  func itsColumnIsToldAsWell(_ rule: String) {
    let error = #expect(throws: InvalidRules.self) { try RuleSet(asserting: rule) }
    #expect(error?.source == "'\(rule)'" && error?.reason.hasPrefix("column ") == true)
  }

  @Test func ruleFilesAreNamed() throws {
    let missing = #expect(throws: InvalidRules.self) { try RuleSet(contentsOf: "nosuch.yaml") }
    #expect(missing?.description == "nosuch.yaml: no such file or directory")
    let yaml = Array("version: 2\nrules:\n  - id: a\n    asert: count() <= 5\n".utf8)
    let invalid = #expect(throws: InvalidRules.self) { try RuleSet(yaml: yaml, named: "a.yaml") }
    #expect(invalid?.description.hasPrefix("a.yaml: line 4, column 5: ") == true)
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).yaml")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data("version: 2\nrules:\n  - id: a\n    assert: count() > 5\n".utf8).write(to: file)
    let rules = try RuleSet(contentsOf: file.path())
    #expect(try rules.check(try Profile(contentsOf: Self.goroutines)).passes)
  }
}
