import LeakChecks
import ProfileFormats
import ProfileModel
import TestSupport
import Testing

@testable import IncidentReports

/// The content of an incident report.
@Suite struct IncidentTests {
  /// A series with its own rules.
  private static func series() throws -> Incident {
    try incident(
      "leak/series-leaking", { !$0.contains("delta") }, baseline: "leak/healthy", rules: leakRules)
  }

  /// One moment in all formats, with the built-in rules.
  private static func moment() throws -> Incident {
    try incident(
      "incident/leaking", { !$0.hasPrefix("goroutineleak") }, baseline: "incident/healthy")
  }

  @Test func aSeriesIsToldInMarkdown() throws {
    try Golden.expect(markdown(Self.series()).utf8, is: "series.md")
  }

  @Test func aMomentIsToldInMarkdown() throws {
    try Golden.expect(markdown(Self.moment()).utf8, is: "moment.md")
  }

  @Test func theSameInputsGiveTheSameBytes() throws {
    #expect(try page(Self.series()) == page(Self.series()))
  }

  /// The sections are in order, and the end names the missing ones.
  @Test func sectionsAreInOrder() throws {
    let sections = try Self.series().sections()
    #expect(
      sections.map(\.id) == ["what-happened", "rules", "goroutines", "pictures", "saved"])
    #expect(
      try markdown(Self.series()).contains(
        "Empty sections, which were left out: Memory, CPU and contention."
      ))
    #expect(
      try Self.moment().sections().map(\.id)
        == ["what-happened", "rules", "goroutines", "memory", "cpu", "pictures", "saved"])
  }

  @Test func eachSectionNamesItsCommands() throws {
    for section in try Self.moment().sections() + Self.series().sections() {
      #expect(!section.commands.isEmpty, "\(section.title)")
    }
  }

  /// Failing rules come before warnings; among them, the one farthest over its limit, a limit of 0 first.
  static let worst: [(rules: [String], id: String)] = [
    (["a: count() <= 3000", "b: count() <= 100"], "b"),
    (["a: count() <= 3000", "b: leaked(frame:x) <= 5", "c: count() <= 0"], "c"),
    (["a: count() <= 9000", "b: count() >= 100000"], "b"),
    (["a: count() >= 8000", "b: count() >= 100000"], "b"),
  ]
  @Test(arguments: worst)
  func theWorstRuleIsTold(_ rules: [String], _ id: String) throws {
    let snapshotSet = try SnapshotSet(profiles: [input("leak/series-leaking/11.goroutine.pb.gz")])
    let set = try RuleSet(files: [], assertions: rules.map { try Assertion($0, allowsID: true) })
    let incident = try Incident(snapshotSet, set, IncidentRequest())
    #expect(incident.worst?.verdict.rule.id == id)
  }

  /// Nothing was judged of what no rule measures, though all rules pass.
  @Test func whatNoRuleJudgesIsSaid() throws {
    let files = ["heap", "mutex", "goroutine"].map { "incident/healthy/\($0).pb.gz" }
    let set = try RuleSet(files: [], assertions: [Assertion("goroutine/count() <= 9000")])
    let incident = try Incident(SnapshotSet(profiles: files.map(input)), set, IncidentRequest())
    #expect(
      try markdown(incident).contains("The rule passes. No rule judges heap or mutex profiles.\n"))
  }

  @Test func aRuleThatWarnsComesBehindOneThatFails() throws {
    let rules = """
      version: 2
      rules:
        - {id: warns, assert: count() <= 1, severity: warn}
        - {id: fails, assert: count() <= 3000}
      """
    let incident = try incident("leak/series-leaking", rules: rules)
    #expect(incident.worst?.verdict.rule.id == "fails")
  }

  /// A level starts where its series exceeds the limit.
  @Test func aLevelBeginsWhereItPassesItsLimit() throws {
    let rules = "version: 2\nrules: [{id: many, assert: count() <= 1000}]"
    let text = try markdown(incident("leak/series-leaking", rules: rules))
    #expect(text.contains("- **Since when**: **2026-11-23T18:02:47Z**, snapshot 3 of 12"))
    #expect(text.contains("after 757 in the previous snapshot"))
  }

  /// A limit is crossed long after the growth began.
  @Test func theStartOfTheRiseIsTold() throws {
    let counts = [0, 0, 0, 0, 83, 380, 680, 980, 1260]
    let own = try markdown(night(counts, rules: ["guard: count() <= 700"]))
    #expect(
      own.contains(
        "- **Since when**: **2026-11-26T14:30Z**, snapshot 7 of 9: 745, over the limit of 700, after 442 in the previous snapshot; the rise began after **2026-11-26T12:15Z**, snapshot 4 of 9, when it was 63"
      ))
    let builtIn = try markdown(night(counts))
    #expect(
      builtIn.contains(
        "the rise began after **2026-11-26T12:15Z**, snapshot 4 of 9, when the total was 63"))
  }

  /// What was high before a restart is told, though all rules pass; a stack that was not there before was 0 there.
  @Test func aLevelBeforeARestartIsToldAndAStackThatIsNewHasALine() throws {
    let fallen = try markdown(night([300, 1500, 3000, 300, 305, 300]))
    #expect(
      fallen.contains(
        "The goroutines were **3,065** at **2026-11-26T11:30Z**, snapshot 3 of 6, and are 362 in the newest snapshot."
      ))
    let new = try markdown(night([0, 2400]))
    #expect(new.contains("> ❓ `one-stack"))
    #expect(new.contains("- **Since when**: **2026-11-26T10:45Z**, snapshot 2 of 2"))
  }

  /// A level that rises with too few snapshots for a trend is told, though all rules pass.
  @Test func aRiseWithTooFewSnapshotsIsTold() throws {
    let text = try markdown(night([300, 304, 298, 303, 350, 420, 500, 600]))
    #expect(text.contains("> ❓ The rule passes."))
    #expect(
      text.contains(
        "`goroutine/count()` rose with each of the last 5 of 8 snapshots, from 363 to 663 in 3.8 h; 12 are needed for a trend."
      ))
    let steady = try markdown(night([300, 304, 298, 303, 301, 299, 305, 310]))
    #expect(steady.contains("> ✅ The rule passes.") && !steady.contains("rose with"))
  }

  /// What ended before counts, too, but the start is that of the excess that lasts.
  @Test func theExcessThatLastsIsTold() throws {
    let text = try markdown(night([0, 900, 0, 1, 2, 800, 900], rules: ["guard: count() <= 700"]))
    #expect(
      text.contains(
        "- **Since when**: **2026-11-26T13:45Z**, snapshot 6 of 7: 862, over the limit of 700, after 66 in the previous snapshot; also over the limit for a time from **2026-11-26T10:45Z**, snapshot 2 of 7"
      ))
    // The point is told by its place: without times, an earlier one of the same value is not it.
    let undated = try [60, 865, 61, 62, 63, 300, 865].enumerated().map { number, count in
      let text =
        "goroutine profile: total \(count)\n\(count) @ 0x\(number + 1)\n#\t0x1\tmain.f\(number)+0x1\t/a.go:1\n\n"
      return SnapshotSet.Input(
        file: "\(number).goroutine.txt",
        read: try ProfileReader.read(ByteSource(Array(text.utf8)), named: "\(number).goroutine.txt")
      )
    }
    let set = try RuleSet(
      files: [], assertions: [try Assertion("guard: count() <= 700", allowsID: true)])
    let found = try markdown(Incident(SnapshotSet(profiles: undated), set, IncidentRequest()))
    #expect(
      found.contains(
        "snapshot 7 of 7**: 865, over the limit of 700, after 300 in the previous snapshot; the rise began after"
      ))
    // What a series is asked about is none of its values.
    let slope = try markdown(night([0, 100, 200, 300], rules: ["up: slope(count()) <= 1"]))
    #expect(!slope.contains("**Since when**"))
  }

  /// A restart makes a service look well.
  @Test func whatARestartHidesIsTold() throws {
    let passing = try markdown(night([0, 300, 900, 4, 5], rules: ["guard: count() <= 700"]))
    #expect(
      passing.contains(
        "`guard` holds now, and failed until **2026-11-26T11:30Z**, snapshot 3 of 5: **965** at its worst"
      ))
    #expect(passing.contains("> ❓ The rule passes."))
    let failing = try markdown(night([0, 900, 2000, 5, 800], rules: ["guard: count() <= 700"]))
    #expect(
      failing.contains(
        "- **Highest**: **2065** at **2026-11-26T11:30Z**, snapshot 3 of 5; 864 in the newest"))
    let risen = try markdown(night([0, 300, 900], rules: ["guard: count() <= 700"]))
    #expect(!risen.contains("**Highest**"))
  }

  @Test func whichNamesLackATimeIsTold() throws {
    let texts = ["a.goroutine.txt", "20261126T1000Z.goroutine.txt", "b.goroutine.txt"]
    let inputs = try texts.enumerated().map { number, name in
      let text = "goroutine profile: total \(900 + number)\n\(900 + number) @ 0x1\n"
      return SnapshotSet.Input(
        file: name, read: try ProfileReader.read(ByteSource(Array(text.utf8)), named: name))
    }
    let set = try RuleSet(
      files: [], assertions: [try Assertion("few: count() <= 500", allowsID: true)])
    let files = try SnapshotSet(profiles: inputs, instance: .folder)
    let report = try markdown(Incident(files, set, IncidentRequest()))
    #expect(
      report.contains(
        "the order of 3 snapshots is not known, because `a.goroutine.txt` and 1 more have no time; a name like `20261126T1000Z.a.goroutine.txt` contains one"
      ))
  }

  /// A chart of the others would hide the instance whose order is not known, and its numbers are of one file.
  @Test func whatNoChartShowsIsSaid() throws {
    let files = [
      ("a/20261126T1000Z.goroutine.txt", 100), ("a/20261126T1005Z.goroutine.txt", 101),
      ("b/20261126T1000Z.goroutine.txt", 100), ("b/goroutine.txt", 900), ("c/goroutine.txt", 7),
    ]
    let inputs = try files.map { name, count in
      let text = "goroutine profile: total \(count)\n\(count) @ 0x1\n"
      return SnapshotSet.Input(
        file: name, read: try ProfileReader.read(ByteSource(Array(text.utf8)), named: name))
    }
    let set = try RuleSet(
      files: [], assertions: [try Assertion("few: count() <= 500", allowsID: true)])
    let report = try markdown(Incident(SnapshotSet(profiles: inputs), set, IncidentRequest()))
    #expect(
      report.contains(
        "- **What it costs**: 900 goroutines in `(no name)`, of 900 in all\n"))
    #expect(
      report.contains("**100 goroutines** of `b` in `b/20261126T1000Z.goroutine.txt` at 1 site"))
    #expect(
      report.contains(
        "has been crossed\n\nNot drawn, because their order is not known: the 2 goroutine snapshots of `b`.\n"
      ))
    #expect(!report.contains("what-happened-1.svg"))
  }

  /// An instance that is gone is left out, and a report that says nothing of it would call a night good.
  @Test func aGoneInstanceThatFailedIsTold() throws {
    let text = { (number: Int) in
      "goroutine profile: total \(number)\n\(number) @ 0x1\n#\t0x1\tmain.work+0x1\t/main.go:10\n\n"
    }
    let inputs = try (0..<8).flatMap { hour in
      try [("a", 900 + hour), ("b", 10 + hour)].filter { $0.0 == "b" || hour < 3 }.map {
        pod, count in
        let name = "\(pod)/20261126T1\(hour)00Z.goroutine.txt"
        return SnapshotSet.Input(
          file: name, read: try ProfileReader.read(ByteSource(Array(text(count).utf8)), named: name)
        )
      }
    }
    let set = try RuleSet(
      files: [], assertions: [try Assertion("few: count() <= 500", allowsID: true)])
    let report = try markdown(Incident(SnapshotSet(profiles: inputs), set, IncidentRequest()))
    #expect(report.contains("> ❓ The rule passes. But `a` failed in the last snapshot"))
  }

  @Test(arguments: [
    [0, 100, 200, 300, 400, 500, 800], [0, 0, 800], [0, 0, 0, 0, 0, 800],
  ])
  func aRiseFromTheFirstSnapshotOrInOneStepHasNoOtherStart(_ counts: [Int]) throws {
    let text = try markdown(night(counts, rules: ["guard: count() <= 700"]))
    #expect(text.contains("**Since when**") && !text.contains("the rise began"))
  }

  /// The time until a passing rule fails, at the proven growth.
  @Test func theTimeUntilALimitIsTold() throws {
    let texts = (0..<24).map { number in
      (
        name: "m/2026-11-26T1\(number / 6):\(number % 6)0:00Z.goroutine.txt",
        text: "goroutine profile: total \(1000 + 100 * number)\n\(1000 + 100 * number) @ 0x1 0x2\n"
          + "#\t0x1\tmain.work+0x1\t/src/main.go:10\n#\t0x2\tmain.main+0x2\t/src/main.go:1\n\n"
      )
    }
    let inputs = try texts.map { file in
      SnapshotSet.Input(
        file: file.name,
        read: try ProfileReader.read(ByteSource(Array(file.text.utf8)), named: file.name))
    }
    let set = try RuleSet(
      files: [],
      assertions: [
        try Assertion("small: count() <= 100", allowsID: true),
        try Assertion("guard: count() <= 5000", allowsID: true),
      ])
    let incident = try Incident(SnapshotSet(profiles: inputs), set, IncidentRequest())
    #expect(incident.growth.slope?.assertion == "slope(count()) <= 0/h")
    #expect(incident.growth.limits.map(\.rule.id) == ["guard"])
    #expect(try markdown(incident).contains("`guard` (`count() <= 5000`) in **2.8 h**"))
  }

  /// Groups show the labels of their goroutines, and a table shows all labels.
  @Test func labelsAreTold() throws {
    let text = try markdown(incident("incident/labelled", { $0.hasPrefix("goroutine.") }))
    let key = try #require(text.firstMatch(of: #/`tenant:([a-z-]+)` (\d+)/#))
    #expect(text.contains("`\(key.1)` \(key.2)"))
    #expect(text.contains("### Labels"))
  }

  /// A service without a series has no chart, and nothing unknown is claimed.
  @Test func oneProfileIsEnough() throws {
    let snapshotSet = try SnapshotSet(profiles: [input("incident/leaking/heap.pb.gz")])
    let incident = try Incident(snapshotSet, RuleSet(), IncidentRequest())
    #expect(incident.sections().map(\.id) == ["what-happened", "memory", "pictures", "saved"])
    let text = try markdown(incident)
    #expect(text.contains("> ❓ Nothing was judged: no rule applies to these profiles."))
    #expect(text.contains("of heap in use; there is no other snapshot to compare it with."))
    #expect(!text.contains("svg)\n\n| Instance"))
  }

  @Test func aCrashComesFirst() throws {
    let incident = try incident("crash", { $0 == "panic.all.txt" })
    let section = try #require(incident.sections().first { $0.id == "goroutines" })
    guard case .lead(let words, .bad)? = section.blocks.first else {
      Issue.record("no lead")
      return
    }
    #expect(words.plain.hasPrefix("The program crashed: panic: "))
  }

  /// Names of the program are hidden; those of the runtime and the standard library stay.
  @Test func aRedactedReportTellsNoNames() throws {
    let incident = try incident(
      "incident/labelled", baseline: "incident/healthy", rules: leakRules
    ) { $0.isRedacted = true }
    for text in [try page(incident), try markdown(incident)] {
      for name in ["techfrontier", "buffer.", "listen", "routing", "wiki.example", "labelled/"] {
        #expect(!text.contains(name), "\(name)")
      }
      #expect(text.contains("select") || text.contains("chan receive"))
      #expect(text.contains("runtime"))
    }
  }

  @Test func withoutAFailureTheDifferenceIsTold() throws {
    let text = try markdown(
      incident(
        "incident/fixed", { $0.hasPrefix("goroutine.pb") }, baseline: "incident/healthy",
        rules: "version: 2\nrules: [{id: guard, assert: count() <= 5000}]"))
    #expect(text.contains("> ✅ The rule passes."))
    #expect(text.contains("goroutine: "))
  }
}
