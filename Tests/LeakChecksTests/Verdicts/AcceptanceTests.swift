import Testing

@testable import LeakChecks

/// One leak in all its stages, with exact numbers.
@Suite struct AcceptanceTests {
  /// A rule, with its value and outcome for each capture.
  struct Row: Sendable, CustomTestStringConvertible {
    let rule: String
    let capture: String
    let value: Double
    let outcome: Outcome
    var testDescription: String { "\(rule) on \(capture)" }
  }

  static let captures = ["healthy", "fixed", "leak-full", "leak-held", "leak-labels"]

  static let table: [Row] =
    row("count() <= 5000", [178, 139, 64281, 227, 193], "pp.pp")
    + row(
      "count(frame:/buffer\\.\\(\\*Stream\\)\\.listen$/) <= 200", [0, 0, 64102, 64, 30], "pp.pp")
    + row("growth(count()) <= 100", [0, -39, 64103, 49, 15], "up.pp")
    + row("growth_pct(count()) <= 50%", [0, -21.9, 36012.9, 27.5, 8.4], "up.pp")
    + row("new_stacks(value>=20) == 0", [0, 0, 1, 1, 1], "up...")

  static let leaked = row("leaked(-site:main.worker) == 0", [0, 0, 64102, 0, 30], "pp.p.")

  /// A row of the table; `p` is pass, `.` is fail, and `u` is undecided: the baseline is the checked file itself.
  static func row(_ rule: String, _ values: [Double], _ outcomes: String) -> [Row] {
    zip(captures, zip(values, outcomes)).map { capture, cell in
      let outcome: Outcome = cell.1 == "p" ? .pass : cell.1 == "." ? .fail : .undecided
      return Row(rule: rule, capture: capture, value: cell.0, outcome: outcome)
    }
  }

  @Test(arguments: table)
  func goroutines(_ row: Row) throws {
    let verdict = try verdict(
      row.rule, on: ["leak/\(row.capture)/goroutine.pb.gz"],
      baseline: ["leak/healthy/goroutine.pb.gz"])
    #expect(verdict.outcome == row.outcome)
    guard row.outcome != .undecided else { return }
    let value = try #require(verdict.groups.first?.value)
    #expect((value * 10).rounded() / 10 == row.value)
  }

  @Test(arguments: leaked)
  func leakedGoroutines(_ row: Row) throws {
    let verdict = try verdict(row.rule, on: ["leak/\(row.capture)/goroutineleak.pb.gz"])
    #expect(verdict.outcome == row.outcome)
    #expect(verdict.groups.first?.value == row.value)
  }

  @Test func theNewStackOfThreeLabelsIsOne() throws {
    let verdict = try verdict(
      "new_stacks(value>=20) == 0", on: ["leak/leak-labels/goroutine.pb.gz"],
      baseline: ["leak/healthy/goroutine.pb.gz"])
    #expect(verdict.stacks.map(\.value) == [30])
    #expect(verdict.stacks.first?.site.hasSuffix("internal/buffer.(*Stream).listen") == true)
  }

  @Test func theHeapOfAStreamIsTooMuch() throws {
    let verdict = try verdict(
      "ratio(inuse_space(package:internal/buffer) / count(frame:/\\.listen$/)) <= 512B",
      on: ["leak/leak-full/heap.pb.gz", "leak/leak-full/goroutine.pb.gz"])
    let group = try #require(verdict.groups.first)
    #expect(verdict.outcome == .fail)
    #expect(group.value.rounded() == 1580)
    #expect(group.interval.low.rounded() == 1372 && group.interval.high.rounded() == 1819)
    #expect(verdict.dimension == .bytes)
  }

  @Test func theLeakingSeriesRises() throws {
    let snapshotSet = try SnapshotSet(profiles: inputs(in: "leak/series-leaking"))
    let verdict = try verdict("slope(count(frame:/\\.listen$/)) <= 1", on: snapshotSet)
    let trend = try #require(verdict.groups.first?.trend, "\(verdict.reason ?? "")")
    #expect(verdict.outcome == .fail)
    #expect(trend.slope == 300 && trend.lowerBound == 300 && trend.count == 10)
    #expect((4.1e-5..<4.2e-5).contains(trend.probability))
  }

  @Test func theSteadySeriesDoesNot() throws {
    let snapshotSet = try SnapshotSet(profiles: inputs(in: "leak/series-steady"))
    let verdict = try verdict("slope(count()) <= 1", on: snapshotSet)
    let trend = try #require(verdict.groups.first?.trend, "\(verdict.reason ?? "")")
    #expect(verdict.outcome == .pass)
    #expect((trend.slope * 100).rounded() == -17 && trend.lowerBound == -1)
    #expect((trend.probability * 100).rounded() == 64)
  }

  @Test(arguments: [
    ("incident/labelled/goroutine.debug2.txt", 190.0), ("leak/leak-full/goroutine.pb.gz", 64_102),
  ])
  func agesThatNobodyKnowsLeaveItOpen(_ path: String, _ blocked: Double) throws {
    let verdict = try verdict("count(state:blocked wait>=10m) <= 50", on: [path])
    #expect(verdict.outcome == .undecided)
    #expect(verdict.groups.first?.interval.low == 0)
    #expect(verdict.groups.first?.interval.high ?? 0 >= blocked)
  }

  @Test func agesThatADumpTellsDecide() throws {
    let dump = ["incident/aged/goroutine.debug2.txt"]
    let verdict = try verdict("count(state:blocked wait>=10m) <= 50", on: dump)
    #expect(verdict.outcome == .pass)
    #expect(verdict.groups.first?.interval.isPoint == true)
    #expect(try LeakChecksTests.verdict("count(wait>=10m) <= 5", on: dump).outcome == .fail)
  }

  @Test func aDumpThatIsCutHasNoUpperEnd() throws {
    let verdict = try verdict("count() <= 5000", on: ["leak/goroutine.debug2.tail.txt"])
    #expect(verdict.outcome == .undecided)
    #expect(verdict.groups.first?.interval.high == .infinity)
  }

  @Test func aDeltaIsNoSnapshot() {
    let error = #expect(throws: SnapshotSetError.self) {
      try SnapshotSet(profiles: [input("leak/healthy/goroutine.delta.pb.gz")])
    }
    #expect(
      error?.description
        == "it has negative values, so it is the difference between two snapshots; rules need the snapshots themselves"
    )
  }
}
