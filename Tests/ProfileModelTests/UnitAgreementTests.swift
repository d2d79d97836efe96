import ProfileModel
import Testing

@Suite struct UnitAgreementTests {
  private func merged(_ profiles: Profile...) throws -> Profile {
    var merger = ProfileMerger()
    for profile in profiles { try merger.add(profile) }
    return merger.merged()
  }

  @Test func unitsAreBroughtToTheFinest() throws {
    let all = try merged(
      smallProfile("cpu/milliseconds", [("a", [], [2])]),
      smallProfile("cpu/us", [("a", [], [5])]),
      smallProfile("cpu/seconds", [("a", [], [1])]))
    #expect(all.lines == ["a 1002005"])
    #expect(all.typeNames == ["cpu/us"])
  }

  @Test func periodsAreConvertedToo() throws {
    func profile(_ period: Int64, _ unit: String) -> Profile {
      smallProfile("n/count", [("a", [], [2])]) { builder in
        builder.header.periodType = ValueType(
          type: builder.string("cpu"), unit: builder.string(unit))
        builder.header.period = period
      }
    }
    let all = try merged(profile(2, "ms"), profile(1500, "us"), profile(1, "s"))
    #expect(all.header.period == 1_000_000)
    #expect(all.strings[all.header.periodType.unit] == "us")
  }

  @Test func samplesThatAConversionLeavesWithoutValueGo() throws {
    let all = try merged(
      smallProfile("n/count cpu/ns", [("a", [], [1, 2])]),
      smallProfile("n/count cpu/us", [("a", [], [1, 2]), ("b", [], [7, 0])]))
    #expect(all.lines == ["a 2 2002"])
  }

  @Test func unitsThatDoNotConvertAreRefused() throws {
    let error = #expect(throws: MergeError.self) {
      try merged(smallProfile("n/count", []), smallProfile("n/bytes", []))
    }
    #expect(
      error?.description == "values of 'n' cannot be added up: their units are count and bytes")
  }
}
