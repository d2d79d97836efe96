import ProfileAnalysis
import Testing

@testable import LeakChecks

/// The worst ten of many entries are sorted at once, all of them only on demand.
@Suite struct EntryOrderTests {
  /// A debug=1 text with 100 stacks of one or two goroutines, so that names decide most of the order.
  private static func text(isReversed: Bool = false) -> String {
    let groups = (1...100).map { number in
      "\(1 + number % 2) @ 0x\(number) 0xfff\n#\t0x\(number)\tmain.f\(number)+0x1\t/src/main.go:10\n"
        + "#\t0xfff\tmain.main+0x2\t/src/main.go:1\n\n"
    }
    return "goroutine profile: total 150\n" + (isReversed ? groups.reversed() : groups).joined()
  }

  @Test(arguments: [SampleDimension.stack, .site])
  func namesDecideAmongEquals(_ dimension: SampleDimension) throws {
    let snapshotSet = try snapshotSet([("goroutine.txt", Self.text())])
    let verdict = try verdict("count() <= 1", on: snapshotSet) { $0.per = dimension }
    let expected = verdict.groups.sorted {
      $0.value != $1.value ? $0.value > $1.value : $0.name < $1.name
    }
    #expect(verdict.ordered.map(\.name) == expected.map(\.name))
    #expect(verdict.groups.prefix(10).map(\.name) == expected.prefix(10).map(\.name))
    #expect(Set(verdict.groups.map(\.name)).count == 100)
    #expect(verdict.groups.count { $0.outcome == .fail } == 50)
    #expect(verdict.groups.count { !$0.stacks.isEmpty } == Verdict.shownEntries)
    let fingerprints = verdict.groups.prefix(10).map { $0.stacks.first?.fingerprint }
    #expect(dimension != .stack || fingerprints == expected.prefix(10).map(\.name))
  }

  /// Stack ids differ between profiles.
  @Test func stacksOfTwoProfilesMeet() throws {
    let snapshotSet = try snapshotSet(
      [("goroutine.txt", Self.text())], baseline: [("before.txt", Self.text(isReversed: true))])
    let verdict = try verdict("growth(count()) <= 0", on: snapshotSet) { $0.per = .stack }
    #expect(verdict.outcome == .pass && verdict.groups.count == 100)
    #expect(verdict.groups.allSatisfy { $0.value == 0 })
  }
}
