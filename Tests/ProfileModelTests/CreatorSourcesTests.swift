import ProfileModel
import Testing

@Suite struct CreatorSourcesTests {
  private func slices(_ names: [String]) -> [ArraySlice<UInt8>] {
    names.map { Array($0.utf8)[...] }
  }

  @Test func aPlaceIsThatOfAStackAndACreator() {
    var places = CreatorSources()
    places.add(["a.go:1"], names: slices(["f", "g"]), creator: Array("main.run".utf8)[...])
    places.add(
      ["a.go:2", "a.go:1"], names: slices(["f", "g"]), creator: Array("main.run".utf8)[...])
    places.add([], names: slices(["h"]), creator: Array("main.run".utf8)[...])
    let cases: [(names: [String], creator: String, places: [String])] = [
      (["f", "g"], "main.run", ["a.go:1", "a.go:2"]), (["f"], "main.run", []),
      (["f", "g"], "main", []), (["h"], "main.run", []),
    ]
    for (names, creator, expected) in cases {
      #expect(places.sources(names: slices(names), creator: Array(creator.utf8)[...]) == expected)
    }
  }

  @Test func ofManyPlacesAFewAreKept() {
    var places = CreatorSources()
    for line in 1...9 { places.add(["a.go:\(line)"], names: slices(["f"]), creator: []) }
    #expect(places.sources(names: slices(["f"]), creator: []) == ["a.go:1", "a.go:2", "a.go:3"])
  }
}
