import Testing

/// No check passes because something is missing.
@Suite struct MissingThingTests {
  static let ways =
    MissingFiles.files + MissingFiles.parts + MissingFiles.content + MissingFunctionNames.all
    + MissingFacts.facts + [MissingFacts.perLabel] + MissingRules.all

  @Test(arguments: ways)
  func whatIsMissingIsNeverGood(_ way: MissingThing) throws {
    let run = try way.run()
    let text = run.text + run.errors
    #expect(run.status != 0 && !run.wasKilled, "\(text)")
    #expect(run.status == way.status, "\(text)")
    #expect(text.contains(way.message), "\(text)")
    if way.status == 2 { #expect(!run.text.hasPrefix("FAIL"), "\(text)") }
  }

  @Test func thereAreManyWays() {
    #expect(Self.ways.count >= 40)
    #expect(Set(Self.ways.map(\.what)).count == Self.ways.count)
  }

  static let healthy: [(command: String, rules: Int)] = [
    ("guard $H/goroutine.pb.gz", 1), ("guard $H/goroutine.debug1.txt", 1),
    ("guard $H/goroutine.debug2.txt", 1), ("guard $H/sigquit.txt.gz", 1),
    ("guard - <$H/goroutine.pb.gz", 1), ("listen $H/goroutine.pb.gz", 1),
    ("listen $H/goroutine.debug2.txt", 1),
    ("tr '\\t' ' ' <$H/goroutine.debug1.txt | listen -", 1),
    (
      "check --assert 'a: count() <= 500' --assert 'b: inuse_space() <= 64MB' $H/{goroutine,heap}.pb.gz",
      2
    ),
    ("check --assert 'leaked() == 0' $H/goroutineleak.pb.gz", 1),
    (
      "check --assert 'growth(count()) <= 100' --assert 'new_stacks(value>=20) == 0' "
        + "--baseline $H/goroutine.pb.gz $F/incident/fixed/goroutine.pb.gz", 2
    ),
    ("check --assert 'slope(count()) <= 5' $F/leak/series-steady", 1),
    ("check --assert 'delay() <= 10h' $H/mutex.pb.gz", 1),
    ("check --assert 'count(label.tenant:none) <= 5' $F/incident/labelled/goroutine.pb.gz", 1),
    ("\"$program\" folded $H/goroutine.pb.gz | guard --from folded -", 1),
    ("guard --allow-unknown $H/goroutine.pb.gz", 1),
  ]

  @Test(arguments: healthy)
  func whatIsHealthyPassesWithALineARule(_ command: String, _ rules: Int) throws {
    let run = try MissingThing.run(command)
    #expect(run.status == 0, "\(run.text)\(run.errors)")
    #expect(run.errors.isEmpty, "\(run.errors)")
    let lines = run.text.split(separator: "\n")
    #expect(lines.count { $0.hasPrefix("PASS ") } == rules, "\(run.text)")
    #expect(lines.count == rules + 1, "\(run.text)")
  }
}
