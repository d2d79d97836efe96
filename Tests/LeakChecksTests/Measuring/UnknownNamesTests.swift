import ProfileAnalysis
import ProfileModel
import Testing

@testable import LeakChecks

/// Frames without names: in a library they do not matter, in the program they may be any function.
@Suite struct UnknownNamesTests {
  /// A frame of a synthetic profile.
  enum Frame {
    case named(String)
    case program(UInt64)
    case library(UInt64)
    /// Without name, address or mapping.
    case lost
  }

  /// 500 goroutines with a nameless leaf, 7 whose leaf is in a library without names, and 3 with all names.
  static let stacks: [(count: Int64, frames: [Frame])] = [
    (500, [.program(0x40_1234), .named("main.worker")]),
    (7, [.library(0x7f00_1000), .named("main.read"), .named("main.main")]),
    (3, [.named("main.a"), .named("main.main")]),
  ]

  static func snapshotSet(
    _ stacks: [(count: Int64, frames: [Frame])] = stacks, baseline: Bool = false
  ) throws -> SnapshotSet {
    let input = SnapshotSet.Input(
      file: "a.pb.gz",
      read: ReadProfile(profile: profile(stacks), notes: ReadNotes(format: "pprof")))
    let named: [(count: Int64, frames: [Frame])] = [(2, [.named("main.a"), .named("main.main")])]
    let before = SnapshotSet.Input(
      file: "before.pb.gz",
      read: ReadProfile(
        profile: profile(baseline ? stacks + stacks : named), notes: ReadNotes(format: "pprof")))
    return try SnapshotSet(profiles: [input], baselines: [before])
  }

  private static func profile(_ stacks: [(count: Int64, frames: [Frame])]) -> Profile {
    var builder = ProfileBuilder()
    builder.header.sampleTypes = [
      ValueType(type: builder.string("goroutine"), unit: builder.string("count"))
    ]
    let program = builder.addMapping(
      Mapping(
        id: 1, start: 0x40_0000, limit: 0x80_0000, filename: builder.string("/app/router"),
        buildID: builder.string("7f3a")))
    let library = builder.addMapping(
      Mapping(
        id: 2, start: 0x7f00_0000, limit: 0x7f10_0000, filename: builder.string("/lib/libc.so.6")))
    for (count, frames) in stacks {
      let locations = frames.map { frame in
        switch frame {
        case .named(let name):
          let function = builder.function(
            name: builder.string(name), filename: builder.string("/src/\(name).go"))
          return builder.location(
            lines: [.init(function: function, number: 1)], address: 0x50_0000, mapping: program)
        case .program(let address):
          return builder.location(lines: [], address: address, mapping: program)
        case .library(let address):
          return builder.location(lines: [], address: address, mapping: library)
        case .lost: return builder.location(lines: [])
        }
      }
      builder.appendSample(stack: builder.stack(locations), values: [count])
    }
    return builder.finish()
  }

  static let counts: [(measure: String, low: Double, high: Double)] = [
    ("count()", 510, 510), ("count(frame:worker)", 500, 500), ("count(frame:listen)", 0, 500),
    ("count(-frame:listen)", 10, 510), ("count(frame:libc)", 0, 500),
    ("count(leaf:main.worker)", 0, 500), ("count(leaf:main.read)", 7, 507),
    ("count(root:main.worker)", 500, 500), ("count(root:main.main)", 10, 10),
    ("count(site:main.read)", 7, 507), ("count(site:main.worker)", 0, 500),
    ("count(package:main)", 10, 510), ("count(file:main.worker.go)", 500, 500),
    ("count(file:stream.go)", 0, 500), ("count(fp:*)", 510, 510), ("count(fp:0000)", 0, 500),
    ("count(value>=500)", 500, 510), ("count(value>=508)", 0, 0), ("count(value<4)", 0, 3),
    ("count(frame:worker leaf:x)", 0, 500), ("count(frame:main.a root:x)", 0, 0),
    ("stacks()", 2, 3), ("new_stacks()", 1, 2), ("gone_stacks()", 0, 0),
    ("growth(count())", 508, 508), ("growth(count(frame:listen))", 0, 500),
    ("share(count(frame:worker))", 500 / 5.1, 500 / 5.1),
    ("share(count(frame:listen))", 0, 500 / 5.1),
  ]

  @Test(arguments: counts)
  func whatMayHaveAnyNameMayMatch(_ measure: String, _ low: Double, _ high: Double) throws {
    let limit = measure.hasPrefix("share") ? "50%" : "1"
    let snapshotSet = try Self.snapshotSet()
    let group = try #require(
      try verdict("\(measure) <= \(limit)", on: snapshotSet) { $0.isOptional = true }.groups.first)
    #expect((group.interval.low * 100).rounded() == (low * 100).rounded(), "\(group)")
    #expect((group.interval.high * 100).rounded() == (high * 100).rounded(), "\(group)")
  }

  @Test func theReasonSaysWhereNamesAreMissing() throws {
    let verdict = try verdict("count(frame:listen) <= 5", on: Self.snapshotSet())
    #expect(verdict.outcome == .undecided && !verdict.isAllowable)
    #expect(
      verdict.groups.first?.reason
        == "a.pb.gz does not show frame:listen reliably: no function names in 1 of 2 mappings: "
        + "libc.so.6, and at 1 other location; "
        + "go tool pprof -symbolize=force -proto PROGRAM PROFILE adds them")
  }

  /// Stacks with unknown names may be stacks of the baseline.
  @Test func nothingIsNewOrGoneForSureWhereNamesAreMissing() throws {
    for measure in ["new_stacks", "gone_stacks"] {
      let verdict = try verdict("\(measure)() == 0", on: Self.snapshotSet(baseline: true))
      #expect(verdict.outcome == .undecided)
      #expect(verdict.groups.first?.reason?.contains("no function names") == true)
    }
  }

  /// Samples with an unknown site may belong to any site; those with the same address belong together.
  static let grouped: [(rule: String, per: SampleDimension, outcome: Outcome)] = [
    ("count() <= 510", .site, .pass), ("count() <= 505", .site, .undecided),
    ("count() <= 499", .site, .fail), ("count() <= 499", .stack, .fail),
    ("count() <= 505", .package, .undecided), ("count() >= 3", .site, .pass),
    ("count() >= 4", .site, .undecided), ("count() >= 500", .stack, .undecided),
    ("count() >= 504", .stack, .fail),
    ("growth(count()) <= 400", .site, .undecided), ("growth(count()) <= 510", .site, .pass),
    ("share(count()) <= 90%", .site, .fail), ("share(count()) <= 99%", .site, .undecided),
    ("stacks() <= 2", .site, .pass), ("stacks() <= 1", .site, .undecided),
  ]

  @Test(arguments: grouped)
  func whatHasNoNameMayBelongToAnyGroup(
    _ rule: String, _ per: SampleDimension, _ outcome: Outcome
  ) throws {
    let verdict = try verdict(rule, on: Self.snapshotSet()) { $0.per = per }
    #expect(verdict.outcome == outcome, "\(verdict.groups)")
  }

  /// Without addresses, the number of distinct stacks is unknown.
  @Test func whatHasNoAddressMayBeManyStacks() throws {
    let snapshotSet = try Self.snapshotSet([(30, [.lost, .named("main.main")])])
    for (rule, outcome) in [
      ("count() <= 30", Outcome.pass), ("stacks() <= 1000", .undecided),
      ("count(value>=30) == 0", .undecided), ("count(value>=31) == 0", .pass),
    ] {
      #expect(try verdict(rule, on: snapshotSet).outcome == outcome, "\(rule)")
    }
    let perStack = try verdict("count() <= 20", on: snapshotSet) { $0.per = .stack }
    #expect(perStack.outcome == .undecided)
  }

  @Test func evidenceHasNoFingerprintWhereNamesAreMissing() throws {
    let stacks = try verdict("count() <= 5", on: Self.snapshotSet()).stacks
    #expect(stacks.map(\.site) == ["main.worker", "main.read", "main.a"])
    #expect(stacks.map(\.isSiteKnown) == [false, true, true])
    #expect(stacks.map { $0.fingerprint == nil } == [true, false, false])
    #expect(stacks[0].frames == ["router+0x1234", "main.worker"])
    #expect(stacks[1].frames == ["main.read", "main.main"])
  }

  /// Entries by fingerprint would match nothing.
  @Test func noSuppressionIsWrittenForAStackWithoutAFingerprint() throws {
    let rules = RuleSet(rules: [Rule(id: "a", assertion: try Assertion("count() <= 5"))])
    let today = try #require(CalendarDate("2026-11-24"))
    #expect(try SuppressionEntries(rules, on: Self.snapshotSet(), today: today).lines.isEmpty)
  }

  /// A suppression that may match leaves the rest undecided.
  @Test func aSuppressionByNameDecidesNothingWithoutNames() throws {
    var set = RuleSet(
      rules: [Rule(id: "a", assertion: try Assertion("count() <= 50"))],
      suppressions: [
        Suppression(id: "s", match: try SampleSelector("site:listen"), reason: "known")
      ])
    let today = try #require(CalendarDate("2026-11-24"))
    let report = try CheckReport(set, on: Self.snapshotSet(), today: today)
    #expect(report.verdicts.first?.outcome == .undecided)
    set = RuleSet(rules: set.rules)
    #expect(try CheckReport(set, on: Self.snapshotSet(), today: today).exitStatus(.init()) == 1)
  }

  /// A starter file has no rules for bare addresses.
  @Test func aStarterFileNamesOnlySitesThatAreKnown() throws {
    var starter = StarterFile(try Self.snapshotSet(), today: CalendarDate(secondsSince1970: 0))
    let lines = (starter.lines() ?? []).joined(separator: "\n")
    #expect(lines.contains("count() <= ") && !lines.contains("main.worker"))
    #expect(!lines.contains("site:0x"))
    // The options of the program are words of its commands.
    #expect(lines.hasPrefix("# Rules made from healthy profiles:\n") && !lines.contains("--"))
  }
}
