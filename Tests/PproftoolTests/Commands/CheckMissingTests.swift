import TestSupport
import Testing

/// Anything missing, broken, stale, misspelt, duplicated or out of order keeps `check` from ending with 0; correct
/// input does not.
@Suite struct CheckMissingTests {
  /// The setup in an empty folder, the check, its exit status, and its message.
  struct Case: Sendable, CustomTestStringConvertible {
    let setup: String
    let command: String
    let status: Int32
    let message: String
    var testDescription: String { "\(setup) | check \(command)" }

    init(_ setup: String, _ command: String, _ status: Int32, _ message: String) {
      (self.setup, self.command, self.status, self.message) = (setup, command, status, message)
    }
  }

  /// Runs in a new folder; `$F` is the fixtures' folder.
  private func run(_ row: Case) throws -> Program {
    let scratch = try ScratchFolder()
    let script = """
      F=$1; cd "$2"; H=$F/incident/healthy; L=$F/leak/leak-full; S=$F/leak/series-steady
      \(row.setup)
      "$program" check \(row.command)
      """
    return try Program.shell(script, FixtureFiles.path(""), scratch.path)
  }

  private func check(_ row: Case) throws {
    let run = try run(row)
    #expect(run.status == row.status, "\(run.text)\(run.errors)")
    #expect((run.text + run.errors).contains(row.message), "\(run.text)\(run.errors)")
  }

  private static let guardRule = "--assert 'guard: count() <= 5000'"
  private static let pods = "mkdir a b; cp $H/goroutine.pb.gz a; cp $L/goroutine.pb.gz b"
  /// Goroutine texts with a given name and count.
  private static let text =
    "t() { printf 'goroutine profile: total %s\\n%s @ 0x1\\n#\\t0x1\\tmain.f+0x1\\t/a.go:1\\n' $2 $2 > $1; }; "

  // MARK: Missing and broken

  static let broken: [Case] = [
    Case("", "\(guardRule) none.pb.gz", 2, "none.pb.gz"),
    Case(": > goroutine.pb.gz", "\(guardRule) goroutine.pb.gz", 2, "goroutine.pb.gz: "),
    Case(
      "head -c 300 $H/goroutine.pb.gz > goroutine.pb.gz", "\(guardRule) goroutine.pb.gz", 2, "ERROR"
    ),
    Case("", "\(guardRule) $F/damaged/page.html", 2, "page.html"),
    Case("", "\(guardRule) .", 2, "there is no profile in this folder"),
    Case("", "\(guardRule) $F/damaged/page.html $L/goroutine.pb.gz", 1, "FAIL guard: 64281"),
    Case("", "\(guardRule) $F/damaged/page.html $H/goroutine.pb.gz", 2, "UNDECIDED guard"),
    Case(
      "cp $S/* .; head -c 99 $S/11.goroutine.pb.gz > 12.goroutine.pb.gz", "\(guardRule) .", 2,
      "12.goroutine.pb.gz could not be read"),
    Case(
      "cp $S/* .; head -c 99 $S/11.goroutine.pb.gz > 12.goroutine.pb.gz",
      "--keep-going --allow-unknown \(guardRule) .", 2, "UNDECIDED guard"),
    Case(
      "cp $H/goroutine.pb.gz .; ln -s nowhere heap.pb.gz", "\(guardRule) .", 2, "broken link"),
    Case("cp $H/goroutine.pb.gz .; : > heap.pb.gz", "\(guardRule) .", 2, "ERROR"),
    Case("", "\(guardRule) $H/goroutineleak.pb.gz", 2, "there is no goroutine profile"),
    Case("", "\(guardRule) $H/threadcreate.pb.gz", 2, "threadcreate()"),
    Case("", "\(guardRule) $H/heap.pb.gz $H/goroutineleak.pb.gz", 2, "goroutineleak()"),
    Case(
      "", "--assert 'heap/inuse_space() <= 1GB' $H/goroutine.pb.gz", 2,
      "no 'heap' profile"),
    Case("", "--assert 'goroutin() <= 5' $H/goroutine.pb.gz", 2, "goroutin"),
    Case("", "--assert 'rss() <= 5GB' $H/heap.pb.gz", 2, "heap?debug=1"),
    Case("", "\(guardRule) $F/truncated/goroutine.debug2.tail.txt", 2, "INCOMPLETE"),
    Case("", "--assert 'count() <= 5' $F/truncated/goroutine.debug2.tail.txt", 1, "FAIL"),
    Case("", "\(guardRule) $F/crash/panic.single.txt", 2, "only the goroutine that crashed"),
    Case("", "\(guardRule) $F/crash/panic.none.txt", 2, "INCOMPLETE"),
    Case(
      "echo 'goroutine profile: total 0' > goroutine.txt", "\(guardRule) goroutine.txt", 2,
      "no goroutine"),
    Case(
      "", "\(guardRule) $F/leak/healthy/goroutine.delta.pb.gz", 2,
      "difference between two snapshots"),
    Case(
      "cp $F/leak/healthy/goroutine.delta.pb.gz .", "\(guardRule) .", 2,
      "difference between two snapshots"
    ),
    Case("echo 'main;f 5' > stacks.txt", "\(guardRule) stacks.txt", 2, "--from"),
    Case("", "--rules none.yaml $H/goroutine.pb.gz", 2, "none.yaml"),
  ]

  @Test(arguments: broken)
  func whatIsMissingOrBrokenIsNoSuccess(_ row: Case) throws { try check(row) }

  // MARK: Misspelt

  static let misspelt: [Case] = [
    Case(
      "", "--assert 'a: count(frame:Strem.listen) <= 5' $L/goroutine.pb.gz", 2,
      "near: (*Stream).listen"),
    Case("", "--assert 'a: count(frame:.*listen) <= 5' $L/goroutine.pb.gz", 2, "between slashes"),
    Case("", "--assert 'a: count(frame:^main) <= 5' $L/goroutine.pb.gz", 2, "between slashes"),
    Case("", "--assert 'a: count(label.tenat:x) <= 5' $L/goroutine.pb.gz", 2, "label 'tenat'"),
    Case(
      "", "--assert 'a: count(state:chan-receive) <= 5' $L/goroutine.pb.gz", 2, "is not a state"),
    Case("", "--assert 'a: count(frame: listen) <= 5' $L/goroutine.pb.gz", 2, "remove the space"),
    Case("", "--assert 'a: count(*) <= 5' $L/goroutine.pb.gz", 2, "count()"),
    Case(
      "", "--assert 'a: count(frame:a,state:b) <= 5' $L/goroutine.pb.gz", 2, "separated by spaces"),
    Case("", "--assert 'a: growth(count()) <= 100%' $L/goroutine.pb.gz", 2, "growth_pct"),
    Case("", "--assert 'a: count() <= 5/h' $L/goroutine.pb.gz", 2, "slope"),
    Case(
      "", "--suppress site:main \(guardRule) $L/goroutine.pb.gz", 2, "a cap after the selector"),
    Case(
      "printf 'version: 2\\nrules: [{id: a, assert: count() <= 5000, per: tenant}]\\n' > r.yaml",
      "--rules r.yaml $H/goroutine.pb.gz", 2, "label.tenant"),
    Case(
      "printf 'version: 2\\nrules: [{id: a, assert: count() <= 5000, per: label.tenant}]\\n' > r.yaml",
      "--rules r.yaml $H/goroutine.pb.gz", 2, "no sample has the label"),
    Case(
      "printf 'version: 2\\nrules: [{id: a, assert: count() <= 5000, ovre: sum}]\\n' > r.yaml",
      "--rules r.yaml $H/goroutine.pb.gz", 2, "'ovre' is not a key"),
    Case(
      "printf 'version: 2\\nrules: [{id: a, assert: count() <= 5}, {id: a, assert: count() <= 6}]\\n' > r.yaml",
      "--rules r.yaml $H/goroutine.pb.gz", 2, "another rule has the id"),
  ]

  @Test(arguments: misspelt)
  func whatIsMisspeltIsNoSuccess(_ row: Case) throws { try check(row) }

  // MARK: The wrong process or moment

  static let wrong: [Case] = [
    Case(pods, "\(guardRule) a b", 1, "FAIL guard [b]: 64281"),
    Case(pods, "-r \(guardRule) .", 1, "FAIL guard [b]: 64281"),
    Case(
      "cp $H/goroutine.pb.gz pod-a.pb.gz; cp $L/goroutine.pb.gz pod-b.pb.gz", "\(guardRule) .", 1,
      "[pod-b]"),
    Case(
      "\(text)t 1.goroutine.txt 9; t 2.goroutine.txt 3",
      "--assert 'count() <= 5' 1.goroutine.txt 2.goroutine.txt", 1, "1.goroutine.txt"),
    Case(
      "mkdir a b; cp $H/goroutine.pb.gz $H/heap.pb.gz a; cp $L/heap.pb.gz b", "\(guardRule) a b", 2,
      "b"),
    Case("", "--assert 'growth(count()) <= 5' $H/goroutine.pb.gz", 2, "no baseline"),
    Case("", "--assert 'new_stacks() == 0' $H/goroutine.pb.gz", 2, "no baseline"),
    Case(
      "", "--assert 'growth(count()) <= 5' --baseline $H/heap.pb.gz $H/goroutine.pb.gz", 2,
      "no baseline"),
    Case(
      "", "--assert 'growth(count()) <= 5' --baseline $H/goroutine.pb.gz $H/goroutine.pb.gz", 2,
      "is the checked profile itself"),
    Case(
      "cp $H/goroutine.pb.gz old.pb.gz",
      "--assert 'growth(count()) <= 5' --baseline old.pb.gz $H/goroutine.pb.gz", 2,
      "is the checked profile itself"),
    Case("", "--assert 'slope(count()) <= 5' $H/goroutine.pb.gz", 2, "12 are needed"),
    Case(
      "for i in $(seq 10 24); do cp $H/goroutine.pb.gz $i.goroutine.pb.gz; done",
      "--assert 'slope(count()) <= 5' .", 2, "the same content"),
    // A repeated snapshot counts at its last position, so the one in between is not the newest.
    Case(
      "\(text)t 1.txt 9000; t 2.txt 100; cp 1.txt 3.txt", "--assert 'count() <= 500' .", 1,
      "3.txt: has the same content"),
    Case(
      "\(text)t 2026-11-26T1000Z.txt 9000; t 2026-11-26T1100Z.txt 100; cp 2026-11-26T1000Z.txt 2026-11-26T1200Z.txt",
      "--assert 'count() <= 500' .", 1, "the same content"),
    // All are judged where nobody knows which is the newest, and a trend is undecided.
    Case(
      "\(text)t g-2200.txt 100; t g-2330.txt 101; t g-0030.txt 900; t g-0630.txt 901",
      "--assert 'count() <= 500' .", 1, "may be times of day that cross midnight"),
    Case(
      "\(text)for i in 2000 2030 2100 2130 2200 2230 2300 2330 0000 0030 0100 0130; do t g-$i.txt 1$i; done",
      "--assert 'slope(count()) <= 5' .", 2, "the order of the snapshots is not known"),
    Case(
      "\(text)t snap-1.txt 9000; t snap-2.txt 100", "--assert 'count() <= 50' .", 1,
      "taken as the newest of 2 snapshots by the number in its name"),
    // These may be two replicas as well.
    Case(
      "\(text)t pod-1.txt 9000; t pod-2.txt 100", "--assert 'count() <= 500' .", 1,
      "9000 > 500 · 1 of 2 instances fail"),
    // A text hides the frames that show a state, and the protobuf beside it does not cover all goroutines.
    Case(
      "\"$program\" merge $F/incident/leaking/goroutine.debug1.txt $H/goroutine.pb.gz -o m.pb.gz",
      "--assert 'count(state:select) <= 500' m.pb.gz", 2, "does not show state"),
    // Truncated between two lines of a stack, at a line end.
    Case(
      "head -8 $F/incident/leaking/block.debug1.txt >b.txt",
      "--assert 'delay(frame:Partition) <= 1ms' b.txt", 2, "its last stack ends before its root"),
    // If one file has no time, all are checked.
    Case(
      "\(text)t pod-1.txt 9000; cp $H/goroutine.pb.gz pod-2.pb.gz", "--assert 'count() <= 500' .",
      1, "9000 > 500"),
    // The same name, but different moments.
    Case(
      "\(text)t goroutine.debug1.txt 9000; cp $H/goroutine.pb.gz .",
      "--assert 'count() <= 500' .", 1, "9000 > 500"),
    Case(
      "", "--suppress ' <= 65000' --assert 'count() <= 5' $H/goroutine.pb.gz", 2,
      "expected a selector before the cap"),
    Case(
      "for i in $(seq 10 24); do cp $H/goroutine.debug1.txt 2026-11-26T${i}00Z.goroutine.txt; done",
      "--assert 'slope(count()) <= 5' .", 2, "the same content"),
    Case(
      "\(text)for i in $(seq 10 24); do t a$i.b$i.txt $i; done",
      "--instance folder --assert 'slope(count()) <= 5' .",
      2, "the order of the snapshots is not known"),
    Case(
      "\(text)for i in $(seq 10 24); do t snap$i.txt $i; done", "--assert 'slope(count()) <= 5' .",
      2,
      "15 instances of one snapshot; --instance folder makes them one series"),
    Case(
      "\(text)for i in $(seq 10 24); do t $i.txt $i; done", "--assert 'slope(count()) <= 5/h' .", 2,
      "times are not known"),
    Case("", "--assert 'slope(count()) <= 5/h' $S", 2, "less than a tenth of an hour"),
    Case(
      "printf 'version: 2\\nrules: [{id: a, assert: count() <= 5000, max_age: 15m}]\\n' > r.yaml",
      "--rules r.yaml --now 2027-01-01T00:00Z $H/goroutine.pb.gz", 2, "max_age is 15m"),
    Case(
      "printf 'version: 2\\nrules: [{id: a, assert: slope(count()) <= 5, window: 1h}]\\n' > r.yaml; \(text)for i in $(seq 10 24); do t $i.txt $i; done",
      "--rules r.yaml .", 2, "the window cannot be applied"),
    Case(
      "\(text)for i in 10 11 12; do t 2026-11-26T${i}00Z.goroutine.txt 1$i; cp $H/heap.debug1.txt 2026-11-26T${i}00Z.heap.txt; done; for i in 18 19; do cp $F/incident/fixed/heap.debug1.txt 2026-11-26T${i}00Z.heap.txt; done",
      "\(guardRule) .", 2, "older than those of other kinds"),
  ]

  @Test(arguments: wrong)
  func theWrongProcessOrMomentIsNoSuccess(_ row: Case) throws { try check(row) }

  // MARK: What the data cannot decide

  static let open: [Case] = [
    Case("", "--assert 'count(wait>=10m) <= 5' $H/goroutine.pb.gz", 2, "wait>=10m"),
    Case("", "--assert 'count(created-by:main) <= 5' $H/goroutine.pb.gz", 2, "created-by:main"),
    Case("", "--assert 'leaked() == 0' $H/goroutine.pb.gz", 2, "leaked"),
    Case(
      "",
      "--assert 'ratio(inuse_space() / count(frame:nowhere)) <= 5B' $H/heap.pb.gz $H/goroutine.pb.gz",
      2, "is 0"),
    Case(
      "", "--assert 'ratio(inuse_space() / count()) <= 5GB' $H/heap.pb.gz $L/goroutine.pb.gz", 2,
      "within 60 s"),
    Case(
      "printf 'heap profile: 0: 0 [0: 0] @ heap/0\\n' > heap.txt",
      "--assert 'inuse_space() <= 1GB' heap.txt", 2, "UNDECIDED"),
  ]

  @Test(arguments: open)
  func whatDataCannotDecideIsNoSuccess(_ row: Case) throws { try check(row) }

  // MARK: What is plain

  static let plain: [Case] = [
    Case(
      "", "\(guardRule) $H/goroutine.pb.gz", 0,
      "PASS guard: 178 <= 5000\n1 rule: 1 passed, exit 0\n"),
    Case("", "\(guardRule) $H/goroutine.pb.gz $H/heap.pb.gz", 0, "PASS guard: 178 <= 5000\n1 rule"),
    Case(
      "cp $H/goroutine.debug1.txt ok.txt; cp $H/heap.pb.gz .", "\(guardRule) ok.txt heap.pb.gz", 0,
      "PASS guard: 178 <= 5000\n1 rule"),
    Case(
      "cp $H/goroutine.debug1.txt x.txt; cp $H/heap.pb.gz y.pb.gz", "\(guardRule) .", 0,
      "PASS guard: 178 <= 5000\n1 rule"),
    Case(
      "",
      "--assert 'listen: count(frame:(*Stream).listenx) <= 200' $H/block.pb.gz $H/goroutine.pb.gz",
      0, "nothing here matches frame:(*Stream).listenx"),
    Case(
      "", "--assert 'ratio(count(frame:no.where) / count(frame:never)) <= 5' $H/goroutine.pb.gz", 0,
      "PASS"),
    Case(
      "mkdir a b; cp $H/goroutine.pb.gz a; cp $F/leak/leak-held/goroutine.pb.gz b",
      "\(guardRule) a b", 0, "2 of 2 instances pass"),
    Case("", "--assert 'slope(count()) <= 5' $S", 0, "PASS"),
    Case("", "--allow-unknown --assert 'count(wait>=10m) <= 5' $H/goroutine.pb.gz", 0, "UNDECIDED"),
    Case(
      "", "--suppress 'site:main <= 500' \(guardRule) $H/goroutine.pb.gz", 0,
      "SUPPRESSED guard by site:main: "),
  ]

  @Test(arguments: plain)
  func whatIsPlainStaysPlain(_ row: Case) throws { try check(row) }

  @Test func thereAreManyWays() {
    let ways = Self.broken + Self.misspelt + Self.wrong + Self.open
    #expect(ways.count >= 60 && ways.allSatisfy { $0.status != 0 })
  }

  // MARK: The name of the output

  static let outputs: [Case] = [
    Case("", "\(guardRule) $H/goroutine.pb.gz -o x.sarif; head -c 12 x.sarif", 0, "$schema"),
    Case(
      "", "\(guardRule) $H/goroutine.pb.gz -o x.sarif.json; head -c 12 x.sarif.json", 0, "$schema"),
    Case("", "\(guardRule) $H/goroutine.pb.gz -o x.json; cat x.json", 0, "pproftool/check"),
    Case("", "\(guardRule) $H/goroutine.pb.gz -o X.XML; cat X.XML", 0, "<testsuite"),
    Case("", "\(guardRule) $H/goroutine.pb.gz -o x.md; cat x.md", 0, "### pproftool check"),
    Case("", "\(guardRule) $H/goroutine.pb.gz -o x.tap; cat x.tap", 0, "TAP version 13"),
    Case("", "\(guardRule) $H/goroutine.pb.gz -o x.prom; cat x.prom", 0, "leakcheck_exit_status"),
    Case("", "\(guardRule) $H/goroutine.pb.gz -o x.txt; cat x.txt", 0, "PASS guard"),
    Case("", "\(guardRule) --format github $H/goroutine.pb.gz -o x.txt; cat x.txt", 0, "::notice"),
    Case("", "\(guardRule) $H/goroutine.pb.gz -o x.report; cat x.report", 0, "PASS guard"),
    Case("", "\(guardRule) --format json $H/goroutine.pb.gz -o x.report; cat x.report", 0, "{"),
    Case("", "\(guardRule) $H/goroutine.pb.gz -o -", 0, "PASS guard"),
    Case("", "\(guardRule) --format json $H/goroutine.pb.gz -o /dev/stdout", 0, "{"),
    // A file that is open is not removed before it is written.
    Case(
      "", "\(guardRule) $H/goroutine.pb.gz -o /dev/fd/3 3>x.txt; cat x.txt", 0, "PASS guard"),
    Case("", "\(guardRule) --format json $H/goroutine.pb.gz -o x.sarif", 2, "--format says json"),
    Case("", "\(guardRule) --format text $H/goroutine.pb.gz -o x.xml", 2, "--format says text"),
    Case("", "\(guardRule) $H/goroutine.pb.gz -o x.svg", 2, "check cannot write .svg"),
    Case("", "\(guardRule) $H/goroutine.pb.gz -o x.csv", 2, "check cannot write .csv"),
    Case("", "\(guardRule) $H/goroutine.pb.gz -o x.pb.gz", 2, "check cannot write .pb.gz"),
    Case("", "--init $H/goroutine.pb.gz -o x.json", 2, "--init cannot write .json"),
    Case("", "--init $H/goroutine.pb.gz -o x.yaml; cat x.yaml", 0, "rules:"),
  ]

  @Test(arguments: outputs)
  func theNameOfTheOutputSaysTheForm(_ row: Case) throws { try check(row) }

  /// Limits derived from a leak must not be accepted silently.
  @Test func sickProfilesAreNoBeginning() throws {
    try check(
      Case("", "--init $L/goroutine.pb.gz", 1, "the other limits may already include a leak"))
    try check(Case("", "--init $L/goroutine.pb.gz", 1, "'crowd'"))
  }

  // MARK: Old reports

  /// A report with PASS does not survive a later run that cannot decide.
  @Test(arguments: ["--out r --format text,json", "-o r/check.txt"])
  func noOldReportStays(_ options: String) throws {
    let setup = """
      mkdir r; "$program" check \(options) \(Self.guardRule) $H/goroutine.pb.gz
      grep -q passed r/check.txt || exit 9
      """
    try check(
      Case(
        setup, "\(options) \(Self.guardRule) none.pb.gz; echo \"[$?]\"; cat r/check.txt", 0,
        "ERROR none.pb.gz"))
    try check(
      Case(setup, "\(options) --rules none.yaml x; echo \"[$?]\"; cat r/check.txt 2>&1", 1, "[2]"))
  }

  @Test func noReportIsWrittenOverWhatIsRead() throws {
    try check(
      Case(
        "cp $H/goroutine.debug1.txt x.txt", "\(Self.guardRule) x.txt -o x.txt", 2,
        "no report can be written there"))
  }
}
