import ProfileModel
import Testing

@Suite struct CreatorSourcesTests {
  private func slices(_ names: [String]) -> [ArraySlice<UInt8>] {
    names.map { Array($0.utf8)[...] }
  }

  @Test func aPlaceIsThatOfAStackAndACreator() {
    var sources = CreatorSources()
    sources.add(["a.go:1"], names: slices(["f", "g"]), creator: Array("main.run".utf8)[...])
    sources.add(
      ["a.go:2", "a.go:1"], names: slices(["f", "g"]), creator: Array("main.run".utf8)[...])
    sources.add([], names: slices(["h"]), creator: Array("main.run".utf8)[...])
    let cases: [(names: [String], creator: String, sources: [String])] = [
      (["f", "g"], "main.run", ["a.go:1", "a.go:2"]), (["f"], "main.run", []),
      (["f", "g"], "main", []), (["h"], "main.run", []),
    ]
    for (names, creator, expected) in cases {
      #expect(sources.sources(names: slices(names), creator: Array(creator.utf8)[...]) == expected)
    }
  }

  @Test func ofManyPlacesAFewAreKept() {
    var sources = CreatorSources()
    for line in 1...9 { sources.add(["a.go:\(line)"], names: slices(["f"]), creator: []) }
    #expect(sources.sources(names: slices(["f"]), creator: []) == ["a.go:1", "a.go:2", "a.go:3"])
  }
}
