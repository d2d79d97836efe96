import TestSupport
import Testing

/// `check` as a script sees it: its output and its exit status.
@Suite struct CheckTests {
  /// Runs a command in the fixtures' folder.
  private func run(_ command: String, _ scratch: String = "") throws -> Program {
    try Program.shell("cd \"$1\"; \"$program\" check \(command)", FixtureFiles.path(""), scratch)
  }

  static let statuses: [(command: String, status: Int32, message: String)] = [
    // All rules pass, or there are only warnings.
    ("--assert 'count() <= 200' incident/healthy/goroutine.pb.gz", 0, "PASS count() <= 200: 178"),
    ("incident/leaking/goroutine.pb.gz", 1, "FAIL crowd"),
    ("incident/healthy/goroutine.pb.gz", 0, "PASS crowd: 178 <= 10000"),
    ("leak/series-leaking", 1, "FAIL trend"),
    ("leak/series-steady", 0, "PASS trend"),
    (
      "--assert 'count(wait>=1m) <= 1' --allow-unknown incident/healthy/goroutine.pb.gz", 0,
      "UNDECIDED"
    ),
    // A rule fails.
    ("--assert 'a: count() <= 100' incident/healthy/goroutine.pb.gz", 1, "FAIL a: 178 > 100"),
    ("--fail-on-warnings incident/leaking/goroutine.pb.gz", 1, "WARN one-stack"),
    (
      "--fail-on-warnings --suppress 'site:none <= 5' --assert 'count() <= 200' "
        + "incident/healthy/goroutine.pb.gz", 1, "suppression site:none: it matches nothing"
    ),
    (
      "--assert 'count() <= 1' --assert 'count(wait>=1m) <= 1' incident/healthy/goroutine.pb.gz", 1,
      "1 failed, 1 undecided"
    ),
    // A rule cannot be decided.
    ("--assert 'count(wait>=1m) <= 1' incident/healthy/goroutine.pb.gz", 2, "UNDECIDED"),
    ("--assert 'growth(count()) <= 1' incident/healthy/goroutine.pb.gz", 2, "no baseline"),
    ("--assert 'heap/inuse_space() <= 1MB' incident/healthy/goroutine.pb.gz", 2, "UNDECIDED"),
    ("--assert 'slope(count()) <= 1' incident/healthy/goroutine.pb.gz", 2, "12 are needed"),
    (
      "--allow-unknown --assert 'count() <= 1' truncated/goroutine.debug2.tail.txt", 1,
      "INCOMPLETE"
    ),
    ("--allow-unknown --assert 'count() <= 5' crash/panic.none.txt", 2, "INCOMPLETE"),
    (
      "--assert 'count() <= 1' leak/healthy/goroutine.delta.pb.gz", 2,
      "rules need the snapshots themselves"
    ),
    ("--assert 'count() <= 1' --keep-going no-such incident/leaking/goroutine.pb.gz", 1, "FAIL"),
    ("--assert 'count() <= 1' README.md", 2, "README.md: is no profile; it says: \"# Fixtures\""),
    ("--assert 'count() <= 1' generators", 2, "there is no profile in this folder"),
    ("--assert 'count() <= ' incident/healthy/goroutine.pb.gz", 2, "column 12: expected a number"),
    (
      "--assert 'count() <= 1' --assert 'count() <= 1' incident/healthy/goroutine.pb.gz", 2,
      "another rule has the id"
    ),
    ("--rules /dev/null incident/healthy/goroutine.pb.gz", 2, "has no rules"),
    ("--rules <(echo 'version: 1') incident/healthy/goroutine.pb.gz", 2, "it has no rule under"),
    ("incident/healthy/heap.pb.gz", 2, "no built-in rules for such profiles"),
    ("--format nonsense incident/healthy/goroutine.pb.gz", 2, "--format takes text, json"),
    ("--format text,json incident/healthy/goroutine.pb.gz", 2, "give --out"),
    ("--today 2026-02-30 incident/healthy/goroutine.pb.gz", 2, "a date such as 2027-03-01"),
    ("--assert 'count() <= 1' --baseline - -", 2, "can be read only once"),
    ("--assert 'count() <= 1' --rules - -", 2, "can be read only once"),
    ("--init --baseline x incident/healthy/goroutine.pb.gz", 2, "--baseline has no effect"),
    ("--test --explain x.yaml", 2, "--explain has no effect with --test"),
    ("--write-suppressions --format json incident/healthy/goroutine.pb.gz", 2, "has no effect"),
    (
      "--init --test incident/healthy/goroutine.pb.gz", 2,
      "--init and --test cannot be given together"
    ),
    ("--init incident/healthy/mutex.pb.gz", 2, "neither a goroutine nor a heap profile"),
  ]

  @Test(arguments: statuses)
  func theStatusTellsWhatCameOfIt(_ command: String, _ status: Int32, _ message: String) throws {
    let run = try run(command)
    #expect(run.status == status, "\(run.text)\(run.errors)")
    #expect((run.text + run.errors).contains(message), "\(run.text)\(run.errors)")
  }

  /// An expired suppression is an error, and its finding is reported again.
  @Test(arguments: [("2027-03-01", 0), ("2027-03-02", 1)])
  func anExpiredSuppressionIsAnError(_ today: String, _ status: Int32) throws {
    let scratch = try ScratchFolder()
    try scratch.write(
      """
      version: 1
      rules: [{id: guard, assert: count() <= 200}]
      suppress: [{match: site:listen, max: 70000, expires: 2027-03-01, reason: known}]
      """, to: "rules.yaml")
    let run = try run(
      "--rules \"$2/rules.yaml\" --today \(today) incident/leaking/goroutine.pb.gz", scratch.path)
    #expect(run.status == status)
    #expect(run.text.contains("expired on 2027-03-01") == (status == 1))
  }

  /// A night in which goroutines rose may be a wave or a leak, which the limits would include.
  @Test func profilesThatMayGrowAreNoSureMeasure() throws {
    let folder = try ScratchFolder()
    for hour in 10..<24 {
      let count = 200 + 25 * hour
      _ = try folder.write(
        "goroutine profile: total \(count)\n\(count) @ 0x1\n#\t0x1\tmain.f+0x1\t/a.go:1\n",
        to: "20261126T\(hour)00Z.goroutine.txt")
    }
    let made = try Program.run("check", "--init", folder.path)
    #expect(made.status == 0 && made.text.contains("count() <= "))
    #expect(
      made.errors.contains("built-in rules are undecided on them: 'trend'; the limits may already"))
  }

  /// A rule file made by `--init` from healthy profiles passes on them, and finds the leak.
  @Test func aStarterFileIsAGuard() throws {
    let scratch = try ScratchFolder()
    let made = try run(
      "--init incident/healthy/{goroutine,heap}.pb.gz -o \"$2/rules.yaml\"", scratch.path)
    #expect(made.status == 0)
    let healthy = try run(
      "--rules \"$2/rules.yaml\" incident/healthy/{goroutine,heap}.pb.gz", scratch.path)
    #expect(healthy.status == 0, "\(healthy.text)\(healthy.errors)")
    let leaking = try run(
      "--rules \"$2/rules.yaml\" incident/leaking/{goroutine,heap}.pb.gz", scratch.path)
    #expect(leaking.status == 1)
    #expect(leaking.text.contains("FAIL goroutines: 64281"))
  }

  @Test func builtInRulesAreSilentOnHealthyProfiles() throws {
    for state in ["healthy", "fixed", "held", "aged"] {
      let run = try run("--quiet incident/\(state)")
      #expect(run.status == 0, "\(state): \(run.text)\(run.errors)")
      #expect(!run.text.contains("rule") || !run.text.contains("warned"), "\(run.text)")
    }
  }

  /// A leak found by the garbage collector fails even without rules.
  @Test func aProvenLeakFailsWithoutRules() throws {
    let run = try run("--quiet incident/labelled")
    #expect(run.status == 1 && run.text.contains("FAIL leaked: 30 != 0"), "\(run.text)")
  }

  /// Limits are above the highest value of the history; a failing built-in rule gives no limit.
  @Test func aStarterFileOfALeakHasNoLimit() throws {
    let steady = try run("--init leak/series-steady")
    #expect(steady.status == 0 && steady.text.contains("up to"), "\(steady.text)")
    #expect(steady.text.contains("  - id: trend\n"))
    let leaking = try run("--init incident/leaking/goroutine.pb.gz")
    #expect(leaking.status == 1)
    #expect(leaking.text.contains("# No limit: the built-in rule 'crowd' fails"))
    #expect(!leaking.text.contains("count() <="))
  }

  static let ruleTests: [(tests: String, status: Int32, message: String)] = [
    ("{rule: listen, profile: leak.pb.gz, expect: fail, value: 64102}", 0, "1 test: 1 passed"),
    ("{rule: listen, profile: leak.pb.gz, expect: fail, fp: c84e}", 0, "1 test: 1 passed"),
    ("{rule: listen, profile: leak.pb.gz, expect: fail, fp: 0000}", 1, "found c84ecb6d5081"),
    ("{rule: listen, profile: leak.pb.gz, expect: fail, value: 5}", 1, "expected the value 5"),
    ("{rule: listen, profile: leak.pb.gz, expect: pass}", 1, "expected pass, found fail"),
    (
      "{rule: listen, profile: ok.pb.gz, expect: pass}", 2,
      "no test of it has a profile that matches frame:listenx"
    ),
    ("{rule: listen, series: \"5 7\", expect: pass}", 2, "UNTESTED listen"),
    ("{rule: listen, profile: none.pb.gz, expect: pass}", 2, "line 3, column 9: "),
    ("{rule: listen, expect: pass}", 2, "needs the key 'series' or 'profile'"),
  ]

  @Test(arguments: ruleTests)
  func rulesAreTestedOnProfiles(_ test: String, _ status: Int32, _ message: String) throws {
    let scratch = try ScratchFolder()
    let pattern = message.contains("listenx") ? "listenx" : "listen"
    try scratch.write(
      "version: 2\nrules: [{id: listen, assert: count(frame:\(pattern)) <= 200}]\ntests: [\(test)]\n",
      to: "r.yaml")
    let made = try Program.shell(
      """
      cd "$1"; cp "$2/leak/leak-full/goroutine.pb.gz" leak.pb.gz; cp "$2/leak/healthy/goroutine.pb.gz" ok.pb.gz
      "$program" check --test r.yaml
      """, scratch.path, FixtureFiles.path(""))
    #expect(made.status == status, "\(made.text)\(made.errors)")
    #expect((made.text + made.errors).contains(message), "\(made.text)\(made.errors)")
  }

  @Test func everyFormIsWrittenWhole() throws {
    let scratch = try ScratchFolder()
    let formats = "text,json,junit,tap,sarif,github,markdown,prometheus"
    let command = "--format \(formats) --explain --assert 'count() <= 5' --out \"$2/OUT\" "
    for folder in ["a", "b"] {
      let run = try run(
        command.replacing("OUT", with: folder) + "incident/leaking/goroutine.pb.gz", scratch.path)
      #expect(run.status == 1)
      #expect(run.output.isEmpty)
    }
    let same = try Program.shell("diff -r \"$1/a\" \"$1/b\" && ls \"$1/a\"", scratch.path)
    #expect(same.status == 0)
    #expect(
      same.text.split(separator: "\n") == [
        "check.github.txt", "check.json", "check.junit.xml", "check.md", "check.prom",
        "check.sarif", "check.tap", "check.txt",
      ])
  }

  /// Consecutive dumps in one file are a series; `--nth` picks one.
  @Test func dumpsOfOneFileAreASeries() throws {
    let dumps = "<(for i in healthy labelled aged; do cat incident/$i/goroutine.debug1.txt; done)"
    let series = try run("--assert 'rises(count()) <= 0' \(dumps)")
    #expect(series.text.hasPrefix("PASS"))
    let one = try run("--nth 2 --assert 'rises(count()) <= 0' \(dumps)")
    #expect(one.text.contains("there is 1 snapshot; 2 are needed"))
  }

  @Test func whatAPostmortemSaysIsExplained() throws {
    let run = try run(
      "--explain --assert 'listen: count(frame:(*Stream).listen) <= 200' "
        + "leak/leak-full/{goroutine.pb.gz,heap.pb.gz,heap.debug1.txt}")
    for line in [
      "64,102 goroutines in `(*Stream).listen`, of 64,281 in all",
      "the same package has 96.58MB of heap; the profile cannot tie it to these goroutines",
      "stacks of all goroutines: 129.53MB, 2.06kB per goroutine, 37 % of RSS",
    ] { #expect(run.text.contains(line), "\(run.text)") }
  }

  @Test func testsOfRulesNeedNoProfile() throws {
    let scratch = try ScratchFolder()
    try scratch.write(
      """
      version: 1
      rules: [{id: trend, assert: slope(count()) <= 1}]
      tests:
        - {rule: trend, series: "170+5x24", expect: fail}
        - {rule: trend, series: "170x24", expect: pass}
      """, to: "good.yaml")
    #expect(try run("--test \"$2/good.yaml\"", scratch.path).status == 0)
    try scratch.write(
      """
      version: 1
      rules: [{id: trend, assert: slope(count()) <= 1}]
      tests: [{rule: trend, series: "170x24", expect: fail}]
      """, to: "bad.yaml")
    let bad = try run("--test \"$2/bad.yaml\"", scratch.path)
    #expect(bad.status == 1)
    #expect(bad.text.contains("expected fail, found pass"))
  }
}
