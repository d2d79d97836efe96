import ProfileModel
import Testing

@testable import ProfileAnalysis

@Suite struct ComparisonCaveatTests {
  /// A side with a duration in seconds and a period in milliseconds, 0 for unknown.
  private static func side(
    _ seconds: Int64 = 0, profiles: Int = 1, period: Int64 = 0, unit: String = "milliseconds",
    of type: String = "cpu", name: String = "", shownOnly: String? = nil,
    lostNames: String? = nil, taken: Int64 = 0, program: String? = nil
  ) -> ComparedSource {
    var profile = Profile()
    profile.header.timeNanos = taken * 1_000_000_000
    var strings = StringInterner(profile.strings)
    profile.header.durationNanos = seconds * 1_000_000_000
    profile.header.period = period
    profile.header.periodType = ValueType(type: strings.intern(type), unit: strings.intern(unit))
    if let program { profile.mappings = [Mapping(id: 1, filename: strings.intern(program))] }
    profile.strings = strings.table
    var remarks = SourceRemarks()
    (remarks.shownOnly, remarks.lostNames) = (shownOnly, lostNames)
    for comment in remarks.comments { profile.addComment(comment) }
    return ComparedSource(ComparedSide(profile, name: name, traits: [], profileCount: profiles))
  }

  static let cases:
    [(before: ComparedSource, after: ComparedSource, type: String, caveats: [ComparisonCaveat])] = [
      (side(30), side(60), "cpu", [.durations(before: 30_000_000_000, after: 60_000_000_000)]),
      (
        side(60), side(30), "alloc_space",
        [.durations(before: 60_000_000_000, after: 30_000_000_000)]
      ),
      (side(taken: 900), side(taken: 600), "goroutine", [.swapped(300_000_000_000)]),
      (side(taken: 601), side(taken: 600), "goroutine", []),
      (side(taken: 900), side(), "goroutine", []), (side(taken: 600), side(taken: 900), "cpu", []),
      (
        side(profiles: 2, taken: 900), side(profiles: 2, taken: 600), "goroutine", []
      ),
      (
        side(program: "/bin/notify-v2"), side(program: "/srv/ledger-v2"), "goroutine",
        [.programs(before: "notify-v2", after: "ledger-v2")]
      ),
      (side(program: "/bin/notify-v1"), side(program: "/tmp/notify_9f2"), "goroutine", []),
      (side(program: "/bin/notify"), side(), "goroutine", []),
      (side(100), side(104), "cpu", []),
      (side(100), side(106), "cpu", [.durations(before: 100_000_000_000, after: 106_000_000_000)]),
      (side(0), side(60), "cpu", []), (side(-30), side(60), "cpu", []),
      (side(30), side(60), "inuse_space", []), (side(30), side(60), "goroutine", []),
      (side(), side(60), "inuse_space", [.ofDifference(isBefore: false)]),
      (side(60), side(), "inuse_space", [.ofDifference(isBefore: true)]),
      (side(), side(profiles: 3), "cpu", [.profileCounts(before: 1, after: 3)]),
      (side(), side(profiles: 3), "goroutine", [.profileCounts(before: 1, after: 3)]),
      (side(60, profiles: 2), side(60), "cpu", []),
      (side(profiles: 2), side(profiles: 2), "cpu", []),
      (
        side(30), side(90, profiles: 3), "cpu",
        [.durations(before: 30_000_000_000, after: 90_000_000_000)]
      ),
      (side(60, profiles: 2), side(60), "goroutine", [.profileCounts(before: 2, after: 1)]),
      (
        side(period: 10), side(period: 1), "cpu",
        [.periods(before: 10, after: 1, of: "cpu", in: "milliseconds", countsSamples: false)]
      ),
      (
        side(period: 10), side(period: 1), "samples",
        [.periods(before: 10, after: 1, of: "cpu", in: "milliseconds", countsSamples: true)]
      ),
      (side(period: 10), side(period: 10_000_000, unit: "nanoseconds"), "cpu", []),
      (
        side(period: 10), side(period: 2_000_000, unit: "nanoseconds"), "cpu",
        [.periods(before: 10, after: 2, of: "cpu", in: "milliseconds", countsSamples: false)]
      ),
      (side(period: 10), side(period: 1, unit: "bytes"), "cpu", []),
      (side(period: 10), side(period: 1, of: "wall"), "cpu", []),
      (side(period: 10), side(), "cpu", []),
      (
        side(name: "a/block.pb.gz"), side(name: "mutex2.pb.gz"), "delay",
        [.kinds(before: "block", after: "mutex")]
      ),
      (
        side(name: "goroutine.debug2.txt"), side(name: "goroutineleak.debug2.txt"), "goroutine",
        [.kinds(before: "goroutine", after: "goroutineleak")]
      ),
      (side(name: "heap.pb.gz"), side(name: "heap-after-cpu-fix.pb.gz"), "inuse_space", []),
      (side(name: "heap.pb.gz"), side(name: "cpu-fix.pb.gz"), "inuse_space", []),
      (side(name: "block.pb.gz"), side(name: "after.pb.gz"), "delay", []),
      (
        side(shownOnly: "what filters kept"), side(), "cpu",
        [.parts(before: "what filters kept", after: nil)]
      ),
      (
        side(), side(lostNames: "redaction"), "cpu", [.names(before: nil, after: "redaction")]
      ),
      (side(shownOnly: "what filters kept"), side(shownOnly: "what filters kept"), "cpu", []),
    ]
  @Test(arguments: cases)
  func whatIsNotAlikeIsSaid(
    _ before: ComparedSource, _ after: ComparedSource, _ type: String, _ caveats: [ComparisonCaveat]
  ) {
    #expect(ComparisonCaveat.found(in: before, after, type: type, scale: nil) == caveats)
  }

  static let chosen: [(scale: ComparisonScale, count: Int)] = [
    (.none, 1), (.duration, 1), (.total, 0), (.factor(2), 0),
  ]
  @Test(arguments: chosen)
  func whoChoseAScaleIsToldOnlyOfRates(_ scale: ComparisonScale, _ count: Int) {
    let caveats = ComparisonCaveat.found(
      in: Self.side(30, period: 10), Self.side(60, profiles: 2, period: 1), type: "cpu",
      scale: scale)
    #expect(caveats.count == count)
  }
}
