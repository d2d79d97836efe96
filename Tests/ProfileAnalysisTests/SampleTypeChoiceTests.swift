import ProfileModel
import Testing

@testable import ProfileAnalysis

@Suite struct SampleTypeChoiceTests {
  private static func profile(_ types: [String], defaultType: String = "") -> Profile {
    var builder = ProfileBuilder()
    builder.header.sampleTypes = types.map {
      ValueType(type: builder.string($0), unit: builder.string("count"))
    }
    builder.header.defaultSampleType = builder.string(defaultType)
    return builder.finish()
  }

  static let choices: [(types: [String], defaultType: String, choice: String?, column: Int)] = [
    (["a", "b", "c"], "", nil, 2),
    (["a", "b", "c"], "", "", 2),
    (["a", "b", "c"], "b", nil, 1),
    (["a", "b", "c"], "gone", nil, 2),
    (["a", "b", "c"], "b", "a", 0),
    (["a", "b", "c"], "b", "2", 2),
    (["1", "0"], "", "0", 0),
    (["objects", "space"], "", "inuse_objects", 0),
    (["inuse_space", "space"], "", "inuse_space", 0),
    (["a", "a"], "", "a", 0),
  ]

  @Test(arguments: choices)
  func isByNameOrByPlaceOrTheDefault(
    _ types: [String], _ defaultType: String, _ choice: String?, _ column: Int
  ) throws {
    let profile = Self.profile(types, defaultType: defaultType)
    #expect(try SampleTypeChoice(choice, of: profile).column == column)
  }

  static let mistakes: [(types: [String], choice: String?, message: String)] = [
    (["a", "b"], "x", "it has no sample type 'x': it has a, b"),
    (["a", "b"], "2", "it has no sample type '2': it has a, b"),
    (["a"], "-1", "it has no sample type '-1': it has a"),
    (
      ["inuse_space"], "space",
      "it has no sample type 'space': it has inuse_space"
    ),
    ([], nil, "it has no sample type, so there is nothing to report"),
  ]

  @Test(arguments: mistakes)
  func wrongChoiceNamesTheRightOnes(_ types: [String], _ choice: String?, _ message: String) {
    let error = #expect(throws: SampleTypeError.self) {
      try SampleTypeChoice(choice, of: Self.profile(types))
    }
    #expect(error?.description == message)
  }
}
