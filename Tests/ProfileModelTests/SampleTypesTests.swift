import ProfileModel
import Testing

/// Sample types with duplicate names.
@Suite struct SampleTypesTests {
  private static func profile(_ types: String, default name: String = "") -> Profile {
    let values = types.split(separator: " ").indices.map { Int64($0 + 1) }
    return smallProfile(types, [(stack: "main;work", labels: [], values: values)]) {
      $0.header.defaultSampleType = $0.string(name)
    }
  }

  /// The types and the default of a profile, what is left of both, and the values.
  static let kept:
    [(types: String, default: String, left: String, leftDefault: String, line: String)] = [
      ("a/x b/x", "", "a/x b/x", "", "main;work 1 2"),
      ("a/x b/x a/y", "", "b/x", "b", "main;work 2"),
      ("a/x b/x a/y c/x", "a", "b/x c/x", "b", "main;work 2 4"),
      ("a/x b/x a/x c/x", "c", "b/x c/x", "c", "main;work 2 4"),
    ]

  @Test(arguments: kept)
  func typesOfOneNameAreLeftOut(
    _ given: (types: String, default: String, left: String, leftDefault: String, line: String)
  ) throws {
    let profile = Self.profile(given.types, default: given.default)
    let distinct = try profile.withDistinctTypes()
    #expect(distinct.typeNames.joined(separator: " ") == given.left)
    #expect(distinct.strings[distinct.header.defaultSampleType] == given.leftDefault)
    #expect(distinct.lines == [given.line])
    #expect(profile.nameOfSeveralTypes == (given.types == given.left ? nil : "a"))
  }

  @Test func oneMustBeLeft() {
    let error = #expect(throws: MergeError.self) {
      try Self.profile("a/x a/y").withDistinctTypes()
    }
    #expect(error == .sharedNames("a"))
  }
}
