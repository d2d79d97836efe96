import ProfileModel
import ProfileStatistics
import TestSupport
import Testing

@testable import ProfileAnalysis

@Suite struct RunComparisonTests {
  /// A run: the value of each function by name; functions have no callers.
  struct Run {
    var values: [String: Int64]
    var type = "samples"
    var unit = "count"
    var time: Int64 = 0
    var seconds: Int64 = 0
    var period: Int64 = 0
    var build = ""
    var comment = ""
    var traits: Set<FormatTraits> = []
    var operations: Double?
    var process: Int?

    func profile() throws -> Profile {
      var builder = ProfileBuilder()
      let type = ValueType(type: builder.string(type), unit: builder.string(unit))
      builder.header.sampleTypes = [type]
      builder.header.timeNanos = time * 1_000_000_000
      builder.header.durationNanos = seconds * 1_000_000_000
      if period != 0 { (builder.header.period, builder.header.periodType) = (period, type) }
      if !comment.isEmpty { builder.header.comments = [builder.string(comment)] }
      var mapping = Mapping(id: 1)
      mapping.buildID = builder.string(build)
      _ = builder.addMapping(mapping)
      for name in values.keys.sorted() {
        let function = builder.function(name: builder.string(name))
        let stack = builder.stack([builder.location(function: function)])
        try builder.addSample(stack: stack, values: [values[name] ?? 0])
      }
      return try builder.build()
    }
  }

  /// Runs of twelve functions that vary by a few seeded percent.
  static func floating(_ count: Int, seed: Int, _ change: (inout Run, Int) -> Void = { _, _ in })
    -> [Run]
  {
    var random = SeededRandom(seed)
    return (0..<count).map { number in
      var run = Run(values: [:])
      for function in 0..<12 {
        let mean = Double(200 * (function + 1))
        run.values["f\(function)"] = Int64(mean * (1 + 0.03 * random.normal()))
      }
      change(&run, number)
      return run
    }
  }

  static func compare(
    _ before: [Run], _ after: [Run], isReversed: Bool = false,
    _ change: (inout RunSettings) -> Void = { _ in }
  ) throws -> RunComparison {
    var settings = RunSettings()
    change(&settings)
    var collector = RunCollector(settings)
    for (runs, isBefore) in [(before, true), (after, false)] {
      let numbered = Array(runs.enumerated())
      for (number, run) in isReversed ? numbered.reversed() : numbered {
        var origin = RunOrigin(name: "\(isBefore ? "x" : "y")\(number)", traits: run.traits)
        (origin.operations, origin.process) = (run.operations, run.process)
        try collector.add(try run.profile(), from: origin, isBefore: isBefore)
      }
    }
    return try collector.comparison()
  }

  private static func names(_ rows: [RunComparison.Row]) -> [String] {
    rows.map { String(decoding: $0.name.name, as: UTF8.self) }
  }

  @Test func whatGrewIsCalledAndNothingElse() throws {
    let after = Self.floating(5, seed: 2) { run, _ in run.values["f3", default: 0] *= 3 }
    let comparison = try Self.compare(Self.floating(5, seed: 1), after)
    #expect(Self.names(comparison.called) == ["f3"])
    let row = try #require(comparison.main)
    #expect(row.kind == .grown && row.change.effect > 1.8 && row.change.effect < 2.2)
    #expect(row.change.low < 2 && row.change.high > 2)
    #expect(comparison.scale == .typical && comparison.rows.count == 12)
  }

  @Test func aFunctionThatWasNotThereIsNew() throws {
    let after = Self.floating(4, seed: 2) { run, number in run.values["g"] = 400 + Int64(number) }
    let there = try Self.compare(Self.floating(3, seed: 1), after)
    #expect(there.called.map(\.kind) == [.new])
    let back = try Self.compare(after, Self.floating(3, seed: 1))
    #expect(back.called.map(\.kind) == [.gone])
    #expect((back.called[0].rate - there.called[0].rate).magnitude < 1e-12)
  }

  @Test func swappedSidesHaveTheReciprocalEffects() throws {
    let after = Self.floating(4, seed: 2) { run, _ in run.values["f3", default: 0] *= 2 }
    let there = try Self.compare(Self.floating(5, seed: 1), after)
    let back = try Self.compare(after, Self.floating(5, seed: 1))
    for row in there.rows {
      let other = try #require(back.rows.first { $0.name == row.name })
      #expect(((1 + row.change.effect) * (1 + other.change.effect) - 1).magnitude < 1e-9)
      #expect((row.rate - other.rate).magnitude < 1e-9)
    }
  }

  @Test(arguments: [false, true])
  func theOrderOfFilesDoesNotMatter(_ isTimed: Bool) throws {
    let change = { (run: inout Run, number: Int) in if isTimed { run.time = Int64(number + 1) } }
    let (before, after) = (
      Self.floating(4, seed: 1, change), Self.floating(4, seed: 2, change)
    )
    for isPaired in [false, true] {
      let first = try Self.compare(before, after) { $0.isPaired = isPaired }
      let other = try Self.compare(before, after, isReversed: true) { $0.isPaired = isPaired }
      #expect(Self.names(first.rows) == Self.names(other.rows))
      #expect(first.rows.map(\.change) == other.rows.map(\.change))
      #expect(first.before == other.before && first.total == other.total)
    }
  }

  /// Waiting goroutines have no variance: nothing changed, and the result is a number.
  @Test func rowsThatAreEqualInAllRunsAreNoChange() throws {
    let run = Run(values: ["a": 100, "b": 12, "c": 40], type: "goroutine")
    let same = try Self.compare([run, run, run], [run, run, run])
    #expect(same.rows.count == 3 && same.rows.allSatisfy { $0.change.probability == 1 })
    #expect(same.scale == .none && same.total.probability == 1)
  }

  @Test func aStepWithoutVarianceIsCalledAmongFloatingRows() throws {
    func waiting(_ count: Int64, seed: Int) -> [Run] {
      Self.floating(3, seed: seed) { run, _ in
        run.type = "goroutine"
        run.values["w"] = count
      }
    }
    let comparison = try Self.compare(waiting(150, seed: 1), waiting(200, seed: 2))
    #expect(Self.names(comparison.called) == ["w"])
  }

  /// Scaling by the typical function hides a doubled total, so it is reported separately.
  @Test func theTotalTellsWhatTheScaleHides() throws {
    let after = Self.floating(5, seed: 2) { run, _ in run.values = run.values.mapValues { $0 * 2 } }
    let typical = try Self.compare(Self.floating(5, seed: 1), after)
    #expect(typical.called.isEmpty && typical.total.probability < 0.001)
    #expect((typical.total.effect - 1).magnitude < 0.1)
    let none = try Self.compare(Self.floating(5, seed: 1), after) { $0.scale = RunScale.none }
    #expect(none.called.count == 12)
    #expect(none.caveats == [])
  }

  @Test func operationsAndDurationsAreDividedBy() throws {
    let before = Self.floating(3, seed: 1) {
      ($0.operations, $0.seconds) = (100, 10 + Int64($1 * 0))
    }
    let after = Self.floating(3, seed: 2) { run, _ in
      run.values = run.values.mapValues { $0 * 2 }
      (run.operations, run.seconds) = (200, 20)
    }
    for scale in [RunScale.operations, .duration, .total, .typical] {
      let comparison = try Self.compare(before, after) { $0.scale = scale }
      #expect(comparison.called.isEmpty, "\(scale)")
      let factors = comparison.compared.map(\.factor)
      #expect((factors[5] / factors[0] - 2).magnitude < 0.1)
      #expect((comparison.total.probability < 0.05) == !scale.keepsTotal)
    }
  }

  static let refused: [(before: [Run], after: [Run], words: String)] = [
    (floating(1, seed: 1), floating(3, seed: 2), "before has 1 run: each side needs at least 2"),
    (
      floating(2, seed: 1) { run, number in run.period = Int64(number + 1) * 1000 },
      floating(2, seed: 2), "x1: was sampled every 2000 samples, but the first run every 1000"
    ),
    (
      floating(2, seed: 1), floating(2, seed: 2) { run, _ in run.type = "cpu" },
      "y0: measures cpu in count, but the first run measures samples in count"
    ),
    (
      floating(2, seed: 1), floating(2, seed: 2) { run, _ in run.values = ["a": 0] },
      "y0: has no sample with a value of samples"
    ),
    (
      floating(2, seed: 1), floating(2, seed: 2) { run, _ in run.values["f0"] = -5 },
      "y0: has values below 0"
    ),
    (
      floating(2, seed: 1), floating(2, seed: 2) { run, _ in run.traits = [[.hidesRuntimeFrames]] },
      "y0: is text that hides runtime frames, but x0 shows them"
    ),
  ]

  @Test(arguments: refused)
  func whatDoesNotCompareIsSaid(_ before: [Run], _ after: [Run], _ words: String) {
    let error = #expect(throws: RunsError.self) { try Self.compare(before, after) }
    #expect(error?.description.hasPrefix(words) == true, "\(error?.description ?? "")")
  }

  static let unscaled: [(change: @Sendable (inout RunSettings) -> Void, words: String)] = [
    ({ $0.scale = .duration }, "x0: has no duration"),
    ({ $0.scale = .operations }, "x0: has no number of operations"),
    ({ $0.isPaired = true }, "pairs need as many runs before as after; there are 3 and 4"),
  ]

  @Test(arguments: unscaled.indices)
  func whatCannotBeScaledOrPairedIsSaid(_ index: Int) {
    let (change, words) = Self.unscaled[index]
    let error = #expect(throws: RunsError.self) {
      try Self.compare(Self.floating(3, seed: 1), Self.floating(4, seed: 2), change)
    }
    #expect(error?.description == words)
  }

  @Test func profilesOfAnInstanceAreOneRun() throws {
    var collector = RunCollector(RunSettings())
    for (number, run) in (Self.floating(6, seed: 1) + Self.floating(6, seed: 2)).enumerated() {
      let origin = RunOrigin(name: "\(number)", traits: [])
      try collector.add(try run.profile(), from: origin, isBefore: number < 6)
    }
    let instances = ["a", "b", "c", "a", "b", "c"]
    collector.sum(instancesBefore: instances, instancesAfter: instances)
    let comparison = try collector.comparison()
    #expect(comparison.before.map(\.source.fileCount) == [2, 2, 2])
    #expect(comparison.before.map(\.source.name) == ["0", "1", "2"])
  }

  /// Space shows the number of samples, objects do not.
  @Test func whatOneSampleStandsForIsKnown() throws {
    func measure(
      _ types: [(String, String)], of column: Int, period: (Int64, String, String)
    ) -> RunMeasure {
      var profile = Profile()
      profile.header.sampleTypes = types.map {
        ValueType(type: profile.addString($0.0), unit: profile.addString($0.1))
      }
      profile.header.period = period.0
      profile.header.periodType = ValueType(
        type: profile.addString(period.1), unit: profile.addString(period.2))
      let choice = try? SampleTypeChoice("\(column)", of: profile)
      return choice.map { RunMeasure($0, of: profile) } ?? .nothing
    }
    let heap = [("inuse_objects", "count"), ("inuse_space", "bytes")]
    let cpu = [("samples", "count"), ("cpu", "nanoseconds")]
    let delays = [("contentions", "count"), ("delay", "nanoseconds")]
    let space = (Int64(524_288), "space", "bytes")
    let objects = measure(heap, of: 0, period: space)
    #expect(objects.basis == .column(1, 524_288) && objects.sample == 1)
    let inUse = measure(heap, of: 1, period: space)
    #expect(inUse.basis == .values && inUse.sample == 524_288)
    let time = measure(cpu, of: 1, period: (10, "cpu", "milliseconds"))
    #expect(time.basis == .values && time.sample == 10_000_000)
    #expect(measure(cpu, of: 0, period: (10, "cpu", "milliseconds")).sample == 1)
    #expect(measure(delays, of: 1, period: (1, "contentions", "count")).basis == .column(0, 1))
    #expect(measure([("power", "watts")], of: 0, period: (0, "", "")).basis == .unknown)
  }

  // MARK: Warnings

  static let warned: [(before: [Run], after: [Run], caveats: [RunCaveat])] = [
    (floating(2, seed: 1), floating(3, seed: 2), [.few]),
    (
      floating(3, seed: 1) { $0.time = Int64($1 + 1) },
      floating(3, seed: 2) { $0.time = 9 + Int64($1) },
      [.order]
    ),
    (
      floating(3, seed: 1) { $0.time = 2 * Int64($1 + 1) },
      floating(3, seed: 2) { $0.time = 2 * Int64($1) + 1 }, [.alternating]
    ),
    (
      floating(3, seed: 1) { ($0.time, $0.seconds) = (10 * Int64($1 + 1), 30) },
      floating(4, seed: 2) { $0.time = 12 * Int64($1 + 1) }, [.moments(isBefore: true)]
    ),
    (
      floating(3, seed: 1), floating(3, seed: 2) { $0.process = $1 / 2 },
      [.moments(isBefore: false)]
    ),
    (
      floating(3, seed: 1) { ($0.time, $0.seconds, $0.process) = (10 * Int64($1 + 1), 30, $1) },
      floating(4, seed: 2) { $0.time = 12 * Int64($1 + 1) }, []
    ),
    (
      floating(3, seed: 1) { $0.build = "\($1)" },
      floating(3, seed: 2) { run, _ in run.build = "1" },
      [.builds(isBefore: true, count: 3)]
    ),
    (
      floating(3, seed: 1) { run, _ in run.comment = "GOMAXPROCS=8" },
      floating(3, seed: 2) { run, _ in run.comment = "cpus: 4" }, [.processors([4, 8])]
    ),
    (
      floating(5, seed: 1),
      floating(5, seed: 2) { run, number in
        if number == 2 { run.values = run.values.mapValues { $0 * 2 } }
      }, [.outlier(name: "y2", isDropped: false)]
    ),
    (
      floating(5, seed: 1),
      floating(5, seed: 2) { run, _ in
        for name in ["f1", "f2", "f4"] { run.values[name, default: 0] *= 2 }
      }, [.oneDirection(called: 3, tested: 12, .typical)]
    ),
    (
      floating(3, seed: 1) { $0.values = ["a": 500, "b": 400, "c": Int64(30 + $1)] },
      floating(3, seed: 2) { $0.values = ["a": 500, "b": 400, "c": Int64(30 + $1)] },
      [.noTypical]
    ),
    (
      floating(3, seed: 1) { run, number in
        guard number < 2 else { return }
        for function in 0..<12 { run.values["f\(function)"] = Int64(200 * (function + 1)) }
      },
      floating(3, seed: 2), [.alike(name: "x1", other: "x0")]
    ),
  ]

  @Test(arguments: warned.indices)
  func whatMayMisleadIsSaid(_ index: Int) throws {
    let (before, after, caveats) = Self.warned[index]
    #expect(try Self.compare(before, after).caveats == caveats)
  }

  @Test func outliersAreLeftOutWhereThatIsAskedFor() throws {
    let after = Self.floating(10, seed: 2) { run, number in
      if number < 3 { run.values = run.values.mapValues { $0 * Int64(number + 3) } }
    }
    let comparison = try Self.compare(Self.floating(10, seed: 1), after) { $0.dropsOutliers = true }
    #expect(comparison.after.filter(\.isDropped).map(\.source.name) == ["y1", "y2"])
    #expect(comparison.compared.count == 18)
    #expect(comparison.caveats.contains(.outliersKept))
    #expect(comparison.caveats.contains(.outlier(name: "y0", isDropped: false)))
    let paired = try Self.compare(Self.floating(10, seed: 1), after) {
      ($0.dropsOutliers, $0.isPaired) = (true, true)
    }
    #expect(paired.before.count(where: \.isDropped) == paired.after.count(where: \.isDropped))
  }

  @Test func neighboursInTimeAreCounted() throws {
    let before = Self.floating(3, seed: 1) { $0.time = 2 * Int64($1 + 1) }
    let after = Self.floating(3, seed: 2) { $0.time = 2 * Int64($1 + 1) + 1 }
    #expect(try Self.compare(before, after).interleaved == 1)
    #expect(try Self.compare(Self.floating(3, seed: 1), after).interleaved == nil)
  }

  /// Allocations within one process only grow.
  @Test func whatOnlyGrowsIsOneProcess() throws {
    func amounts(_ values: [String: Int64]) throws -> AllocatedAmounts {
      AllocatedAmounts(try Run(values: values, type: "alloc_space", unit: "bytes").profile())
    }
    let first = try amounts(["a": 100, "b": 50, "c": 7])
    #expect(first.mayGrow(to: try amounts(["a": 120, "b": 50, "c": 7])))
    #expect(!first.mayGrow(to: try amounts(["a": 190, "b": 40, "c": 7])))
    #expect(!first.mayGrow(to: first))
    #expect(!AllocatedAmounts(try Run(values: ["a": 1]).profile()).mayGrow(to: first))
    let growing = (1...3).map { number in
      Run(
        values: ["a": 1000 * Int64(number), "b": 500 + Int64(number)], type: "alloc_space",
        unit: "bytes", time: Int64(number))
    }
    let falling = growing.map { run in
      var other = run
      other.time = 10 - run.time
      return other
    }
    let caveats = try Self.compare(falling, growing).caveats
    #expect(caveats.contains(.moments(isBefore: false)))
    #expect(!caveats.contains(.moments(isBefore: true)))
  }
}
