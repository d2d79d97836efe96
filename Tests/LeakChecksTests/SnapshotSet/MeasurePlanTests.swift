import ProfileAnalysis
import ProfileFormats
import ProfileModel
import TestSupport
import Testing

@testable import LeakChecks

/// Measuring while reading gives the same as measuring profiles kept in memory.
@Suite struct MeasurePlanTests {
  private static let rules = [
    "count() <= 100", "count(frame:listen) <= 20", "share(count(site:main)) <= 50%",
    "slope(count()) <= 1", "rises(count(-site:main)) <= 3", "stacks() <= 2", "max_wait() <= 1m",
    "count(frame:Strem.listen) <= 5", "leaked() == 0", "growth(count()) <= 5", "new_stacks() == 0",
    "count(label.tenant:x) <= 5", "ratio(count(frame:listen) / count()) <= 0.5",
  ]

  private func set(per grouping: SampleDimension?, suppressing max: String?) throws -> RuleSet {
    let rules = try Self.rules.enumerated().map { number, text in
      var rule = Rule(id: "r\(number)", assertion: try Assertion(text))
      rule.per = grouping
      return rule
    }
    let suppressions =
      try max.map { [try Suppression("frame:listen <= \($0)", reason: "test")] } ?? []
    return RuleSet(rules: rules, suppressions: suppressions)
  }

  /// - `reload`: the result of reading a profile again.
  private func report(
    _ set: RuleSet, isPlanned: Bool,
    reload: @escaping @Sendable (ReadProfile) -> ReadProfile? = { $0 }
  ) throws -> CheckReport {
    let today = CalendarDate(secondsSince1970: 0)
    var builder = SnapshotSetBuilder(isPlanned ? MeasurePlan(set, today: today) : MeasurePlan())
    try builder.add(baseline: input("leak/healthy/goroutine.pb.gz"))
    for var input in try inputs(in: "leak/series-leaking") {
      let read = input.read
      if isPlanned { input.loader = ProfileLoader { _ in reload(read).map { [$0] } ?? [] } }
      try builder.add(input)
    }
    return try CheckReport(set, on: SnapshotSet(builder, missing: []), today: today)
  }

  static let cases: [(per: SampleDimension?, max: String?)] = [
    (nil, nil), (.stack, nil), (.site, nil), (nil, "5000"), (nil, "500"), (.package, "5000"),
  ]

  @Test(arguments: cases)
  func itIsTheSame(_ grouping: SampleDimension?, _ max: String?) throws {
    let set = try set(per: grouping, suppressing: max)
    let (kept, planned) = (try report(set, isPlanned: false), try report(set, isPlanned: true))
    for (one, other) in zip(kept.verdicts, planned.verdicts) {
      #expect(one.outcome == other.outcome, "\(one.rule.assertion)")
      #expect(one.ordered == other.ordered, "\(one.rule.assertion)")
      #expect(one.reason == other.reason && one.unmatched == other.unmatched)
    }
    #expect(planned.missing.isEmpty && kept.unused == planned.unused)
  }

  /// A file that has changed when its stacks are needed is missing.
  @Test func aFileThatHasChangedIsMissed() throws {
    let set = try set(per: nil, suppressing: nil)
    let report = try report(set, isPlanned: true) { _ in nil }
    #expect(!report.missing.isEmpty)
    #expect(report.missing.first?.reason.contains("changed or disappeared") == true)
  }

  /// A heap text of which nothing was freed gets its allocations when it is measured; that is no change of its file.
  @Test func aHeapOfWhichNothingWasFreedIsReadAgain() throws {
    var builder = SnapshotSetBuilder(MeasurePlan())
    for number in 1...9 {
      let text = """
        heap profile: 1: \(number)000000 [1: \(number)000000] @ heap/2
        1: \(number)000000 [1: \(number)000000] @ 0x1
        #\t0x1\tmain.put+0x1\t/main.go:3

        """
      let read = try ProfileReader.read(ByteSource(Array(text.utf8)), named: "heap.txt")
      var input = SnapshotSet.Input(file: "\(number)/heap.txt", read: read)
      // Another profile of the same file is not the one that was measured.
      let other = ReadProfile(profile: ProfileBuilder().finish(), notes: ReadNotes())
      input.loader = ProfileLoader { _ in [other, read] }
      try builder.add(input)
    }
    let set = SnapshotSet(builder, missing: [])
    let records = set.instances.flatMap(\.groups).flatMap(\.snapshots).flatMap(\.profiles)
    #expect(records.count == 9)
    for record in records { #expect(record.profile() != nil, "\(record.name)") }
  }

  /// A server checks again and again: nothing of a check may outlive it.
  @Test func recordsEndWithTheirSet() throws {
    weak var record: ProfileRecord?
    do {
      var builder = SnapshotSetBuilder(MeasurePlan())
      var input = try input("leak/healthy/goroutine.pb.gz")
      let read = input.read
      input.loader = ProfileLoader { _ in [read] }
      try builder.add(input)
      let set = SnapshotSet(builder, missing: [])
      record = set.groups.first?.snapshots.first?.first
      #expect(record?.profile() != nil)
    }
    #expect(record == nil)
  }
}
