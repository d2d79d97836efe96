import ProfileModel
import Testing

@testable import ProfileAnalysis

@Suite struct MissingNamesTests {
  /// A mapping, with the numbers of locations with and without a name.
  struct Part {
    var file = ""
    var buildID = ""
    var named = 0
    var unnamed = 0
  }

  static func profile(_ parts: [Part], outside: Int = 0) -> Profile {
    var builder = ProfileBuilder()
    builder.header.sampleTypes = [
      ValueType(type: builder.string("cpu"), unit: builder.string("count"))
    ]
    let function = builder.function(name: builder.string("f"))
    var locations: [LocationID] = []
    for (index, part) in parts.enumerated() {
      let start = UInt64(index + 1) << 32
      let mapping = builder.addMapping(
        Mapping(
          id: 1, start: start, limit: start + 4096, filename: builder.string(part.file),
          buildID: builder.string(part.buildID)))
      for number in 0..<UInt64(part.named + part.unnamed) {
        let lines = number < part.named ? [ProfileBuilder.Line(function: function)] : []
        locations.append(
          builder.location(lines: lines, address: start + number, mapping: mapping))
      }
    }
    for number in 0..<UInt64(outside) {
      locations.append(builder.location(lines: [], address: 1 + number))
    }
    builder.appendSample(stack: builder.stack(locations), values: [1])
    return builder.finish()
  }

  static let advice = "; go tool pprof -symbolize=force -proto PROGRAM PROFILE adds them"

  static let messages: [(parts: [Part], outside: Int, message: String?)] = [
    ([Part(file: "/app/prog", named: 3)], 0, nil),
    (
      [Part(file: "/app/prog", unnamed: 3)], 0,
      "no function names in 1 of 1 mapping: prog\(advice)"
    ),
    (
      [
        Part(file: "/app/prog", buildID: "7f3a90c21b44d5e6", unnamed: 3),
        Part(file: "/lib/a.so", unnamed: 1), Part(file: "/lib/b.so", named: 2),
        Part(file: "/lib/unused.so"),
      ], 0,
      "no function names in 2 of 3 mappings: build id 7f3a90c21b44… prog, a.so\(advice)"
    ),
    (
      (1...5).map { Part(file: "/lib/\($0).so", unnamed: 1) }, 0,
      "no function names in 5 of 5 mappings: 1.so, 2.so, 3.so and 2 more\(advice)"
    ),
    (
      [Part(file: "/app/prog", named: 3, unnamed: 2)], 0,
      "no function names at 2 of 5 locations in prog\(advice)"
    ),
    (
      [Part(file: "prog", named: 1, unnamed: 1), Part(file: "a.so", unnamed: 1)], 0,
      "no function names in 1 of 2 mappings: a.so, and at 1 other location\(advice)"
    ),
    (
      [Part(buildID: "77", unnamed: 1)], 0, "no function names in 1 of 1 mapping: build id 77"
    ),
    ([Part(file: "[vdso]", unnamed: 1)], 0, "no function names in 1 of 1 mapping: [vdso]"),
    ([Part(unnamed: 1)], 0, "no function names at 1 of 1 location"),
    ([], 3, "no function names at 3 of 3 locations"),
  ]

  @Test(arguments: messages)
  func whatIsMissingIsSaidInOneLine(_ parts: [Part], _ outside: Int, _ message: String?) {
    #expect(MissingNames(in: Self.profile(parts, outside: outside)).message == message)
  }

  /// Frames that a filter removed from all stacks are not missing names.
  @Test func aLocationWithoutAStackDoesNotCount() {
    var profile = Self.profile([Part(file: "a", named: 1)])
    profile.locations.append(id: 9, mapping: nil, address: 9, isFolded: false)
    #expect(MissingNames(in: profile).message == nil)
  }

  @Test func reportsSayItOnce() throws {
    let view = try ProfileView(Self.profile([Part(file: "a", unnamed: 1)]))
    #expect(view.messages == ["no function names in 1 of 1 mapping: a\(Self.advice)"])
  }

  static let libraries: [(files: [String], isLibrary: [Bool])] = [
    (["/app/prog", "/lib/libc.so.6", "[vdso]"], [false, true, true]),
    // Memory without a file contains generated code.
    (["/app/prog", "", "//anon", "[anon:jit]"], [false, false, false, false]),
    // A merged profile contains the program in several builds.
    (["/v1/prog", "/lib/a.so", "/v2/prog"], [false, true, false]),
    (["", "/lib/a.so"], [false, true]),
  ]

  @Test(arguments: libraries)
  func onlyTheMappingOfAnotherFileIsALibrary(_ files: [String], _ isLibrary: [Bool]) {
    let profile = Self.profile(files.map { Part(file: $0, unnamed: 1) })
    let frames = UnnamedFrames(profile)
    #expect(
      (0..<UInt32(files.count)).map { frames.isInLibrary(LocationID($0)) } == isLibrary)
  }

  @Test func aFrameWithoutANameIsKnownByItsPlaceInTheFile() {
    var profile = Self.profile(
      [Part(file: "/app/prog", named: 1, unnamed: 2), Part(file: "a.so", unnamed: 1)], outside: 1)
    profile.mappings[0].fileOffset = 0x1000
    let frames = UnnamedFrames(profile)
    #expect(
      (0..<5).map { frames.standIn(at: LocationID($0)) }
        == [nil, "prog+0x1001", "prog+0x1002", nil, "0x1"])
  }

  /// Which side comes first decides nothing.
  @Test(arguments: [["old", "new"], ["new", "old"]])
  func bothSidesOfAPairHaveAProgram(_ names: [String]) {
    let sides = names.map { name in
      PairedSide(
        Self.profile(
          [
            Part(file: "/app/" + name, unnamed: 1), Part(file: "a.so", unnamed: 1),
            Part(file: "", unnamed: 1),
          ]),
        columns: [.init(0)])
    }
    let frames = UnnamedFrames(.paired(sides[0], sides[1], types: [("cpu", "count")]))
    #expect(
      (0..<6).map { frames.standIn(at: LocationID($0)) }
        == [names[0] + "+0x0", nil, "0x300000000", names[1] + "+0x0", nil, "0x300000000"])
  }
}
