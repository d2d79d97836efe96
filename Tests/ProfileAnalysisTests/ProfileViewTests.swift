import ProfileModel
import Testing

@testable import ProfileAnalysis

@Suite struct ProfileViewTests {
  /// A profile with one sample type in a unit, and samples with values and labels.
  private static func profile(
    _ unit: String, _ samples: [(value: Int64, labels: [(String, Label.Value)])],
    adjust: (inout ProfileBuilder) -> Void = { _ in }
  ) -> Profile {
    var builder = ProfileBuilder()
    builder.header.sampleTypes = [
      ValueType(type: builder.string("n"), unit: builder.string("count")),
      ValueType(type: builder.string("v"), unit: builder.string(unit)),
    ]
    adjust(&builder)
    for sample in samples {
      let labels = sample.labels.map { Label(key: builder.string($0.0), value: $0.1) }
      builder.appendSample(
        stack: .empty, labels: builder.labelSet(labels), values: [2, sample.value])
    }
    return builder.finish()
  }

  @Test func totalIsTheSumWithoutSigns() throws {
    let profile = Self.profile("count", [(5, []), (-3, [])])
    #expect(try ProfileView(profile).total == 8)
  }

  @Test func totalIsThatOfTheBaseIfThereIsOne() throws {
    let base = Self.profile("count", [(5, []), (-3, [])]).labelled("pprof::base", "true")
    #expect(try ProfileView(base).total == 8)
    var merger = ProfileMerger()
    try merger.add(Self.profile("count", [(100, [])]))
    try merger.add(base)
    #expect(try ProfileView(merger.merged()).total == 2)
  }

  @Test func totalOfMeansIsDividedByTheSumOfTheFirstType() {
    let profile = Self.profile("ns", [(5, []), (-4, [])])
    let weights = SampleWeights(of: profile, column: 1, isMean: true)
    #expect(weights.total(of: profile) == 2)
    #expect(weights.divisors == [2, 2])
  }

  @Test func totalStaysInRange() {
    let profile = Self.profile("ns", [(.max, []), (.min, [])])
    #expect(SampleWeights(of: profile, column: 1).total(of: profile) == .max)
  }

  static let units: [(smallest: Int64, total: Int64, isInteger: Bool, unit: String)] = [
    (1 << 20, 5 << 20, false, "MB"),
    (1024, 1 << 30, false, "kB"),
    (512 << 10, 1 << 30, false, "MB"),
    (200 << 10, 19 << 20, false, "kB"),
    (1, 1 << 30, false, "B"),
    (512 << 10, 1 << 30, true, "kB"),
    (0, 1 << 30, false, "GB"),
  ]

  @Test(arguments: units)
  func unitSuitsTheSmallestValue(
    _ smallest: Int64, _ total: Int64, _ isInteger: Bool, _ unit: String
  ) throws {
    var view = try ProfileView(Self.profile("bytes", [(total, [])]))
    #expect(view.settledUnit(smallest: smallest, isInteger: isInteger) == unit)
    view.unit = "auto"
    #expect(view.settledUnit(smallest: smallest) == "auto")
  }

  @Test func countsHaveTheUnitOfTheProfile() throws {
    let view = try ProfileView(Self.profile("count", [(7, [])]))
    #expect(view.settledUnit(smallest: 7) == "count")
  }

  @Test func labelUnitIsTheFirstOrGuessed() throws {
    var builder = ProfileBuilder()
    builder.header.sampleTypes = [
      ValueType(type: builder.string("n"), unit: builder.string("count"))
    ]
    let keys = ["size", "bytes", "request", "depth"].map { builder.string($0) }
    let units = ["", "MB", "kB"].map { builder.string($0) }
    let sets: [[Label]] = [
      [Label(key: keys[0], value: .number(1, unit: units[0]))],
      [
        Label(key: keys[0], value: .number(1, unit: units[1])),
        Label(key: keys[0], value: .number(1, unit: units[2])),
      ],
      keys.dropFirst().map { Label(key: $0, value: .number(1, unit: units[0])) },
    ]
    for set in sets {
      builder.appendSample(stack: .empty, labels: builder.labelSet(set), values: [1])
    }
    let found = LabelUnits(of: builder.finish())
    #expect(keys.map { found[$0] } == ["MB", "bytes", "bytes", "depth"])
    #expect(found.conflicts.map(\.key) == ["size"])
    #expect(found.conflicts.map(\.others) == [["kB"]])
  }
}
