import ProfileModel
import Testing

/// Legacy heap profiles, some with only memory in use.
@Suite struct HeapTypesTests {
  static let two = "objects/count space/bytes"
  static let four = "alloc_objects/count alloc_space/bytes inuse_objects/count inuse_space/bytes"

  private func merged(_ profiles: [Profile]) throws -> (profile: Profile, holdsOnlyInUse: Bool) {
    var merger = ProfileMerger()
    for profile in profiles { try merger.add(profile) }
    let holdsOnlyInUse = merger.holdsOnlyInUse
    return (merger.merged(), holdsOnlyInUse)
  }

  private let small = smallProfile(two, [("a", [], [1, 100]), ("b", [], [2, 50])])
  private let large = smallProfile(four, [("a", [], [9, 900, 3, 300]), ("c", [], [7, 70, 0, 0])])

  @Test func whatIsInUseIsAddedUpUnderTheNamesOfTheFirst() throws {
    let first = try merged([small, large])
    #expect(first.profile.typeNames == ["objects/count", "space/bytes"])
    #expect(first.profile.lines == ["a 4 400", "b 2 50"])
    #expect(first.holdsOnlyInUse)
    let second = try merged([large, small, large])
    #expect(second.profile.typeNames == ["inuse_objects/count", "inuse_space/bytes"])
    #expect(second.profile.lines == ["a 7 700", "b 2 50"])
    #expect(second.holdsOnlyInUse)
  }

  @Test func heapsOfOneKindKeepAllTheirTypes() throws {
    #expect(try merged([large, large]).profile.typeNames.count == 4)
    #expect(try !merged([large, large]).holdsOnlyInUse)
    #expect(try !merged([small, small]).holdsOnlyInUse)
  }

  @Test func spaceIsShownUnlessTheFirstSaysOtherwise() throws {
    func shown(_ profiles: Profile...) throws -> String {
      let sum = try merged(profiles).profile
      return sum.strings[sum.header.defaultSampleType]
    }
    #expect(try shown(small, large) == "space")
    #expect(try shown(large, small, large) == "inuse_space")
    let named = smallProfile(Self.two, [("a", [], [1, 100])]) { builder in
      builder.header.defaultSampleType = builder.string("objects")
    }
    #expect(try shown(named, large) == "objects")
    #expect(try shown(large, named) == "inuse_space")
  }

  static let others: [(left: String, right: String)] = [
    ("objects/count", four), ("space/bytes", four), ("n/count", four), (two, "inuse_space/bytes"),
    ("objects/count space/bytes", "alloc_objects/count alloc_space/bytes"),
  ]
  @Test(arguments: others)
  func othersHaveNothingInCommon(_ left: String, _ right: String) {
    func profile(_ types: String) -> Profile {
      smallProfile(types, [("a", [], types.split(separator: " ").map { _ in 1 })])
    }
    #expect(throws: MergeError.self) { try merged([profile(left), profile(right)]) }
    #expect(throws: MergeError.self) { try merged([profile(right), profile(left)]) }
  }
}
