import ProfileAnalysis
import ProfileModel
import Testing

@Suite struct ProfileSummaryTests {
  /// Searching all units for each label would take many minutes.
  @Test(.timeLimit(.minutes(1)))
  func eachLabelMayHaveAUnitOfItsOwn() {
    var builder = ProfileBuilder()
    let count = builder.string("count")
    builder.header.sampleTypes = [ValueType(type: builder.string("samples"), unit: count)]
    let key = builder.string("size")
    let labels = (1...100_000).map { number in
      Label(key: key, value: .number(Int64(number), unit: builder.string("unit\(number % 99_999)")))
    }
    let (stack, set) = (builder.stack([]), builder.labelSet(labels))
    builder.appendSample(stack: stack, labels: set, values: [1])
    let keys = ProfileSummary(of: builder.finish()).labelKeys
    #expect(keys.map(\.key) == ["size"])
    #expect(keys.first?.numbers == 100_000)
    #expect(keys.first?.units.count == 99_999)
    #expect(keys.first?.units.first == "unit0")
  }
}
