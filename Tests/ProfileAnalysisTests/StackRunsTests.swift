import Testing

@testable import ProfileAnalysis
@testable import ProfileModel

@Suite struct StackRunsTests {
  /// The number of samples: enough for two threads to sort, few, and none. The number of names: the more there are,
  /// the fewer fit into a key.
  static let sizes: [(samples: Int, names: Int)] = [
    (33_000, 2_000), (500, 2), (500, 70_000), (1, 1), (0, 1),
  ]

  @Test(arguments: sizes, [WalkDirection.fromRoot, .fromLeaf])
  func runsAreThoseOfAPlainSort(_ size: (samples: Int, names: Int), _ direction: WalkDirection) {
    let profile = Self.profile(samples: size.samples, names: size.names)
    let names = Self.names(size.names)
    let runs = StackRuns(profile, columns: [0], StackNaming(names), direction)
    var expected: [[UInt32]: Int64] = [:]
    for sample in 0..<profile.sampleTable.count {
      let stack = StackID(profile.sampleTable.stacks[sample])
      expected[Self.path(stack, profile, direction), default: 0] +=
        profile.sampleTable.values[sample]
    }
    let paths = expected.keys.sorted { $0.lexicographicallyPrecedes($1) }
    #expect(
      (0..<runs.count).map { run in
        Self.path(runs.stacks[runs.stacks(of: run).lowerBound], profile, direction)
      } == paths)
    #expect(runs.values == paths.map { expected[$0] })
    let shared = zip(paths, paths.dropFirst()).map { before, path in
      UInt32(zip(before, path).prefix { $0 == $1 }.count)
    }
    #expect(runs.shared == (paths.isEmpty ? [] : [0] + shared))
  }

  @Test func stacksOfEqualNamesAreOneRunInTheOrderOfTheirPlaces() {
    var profile = Self.profile(samples: 300, names: 40)
    let names = Self.names(40, distinct: 2)
    profile.sampleTable.values = (0..<300).map { Int64($0) }
    let runs = StackRuns(profile, columns: [0], StackNaming(names))
    #expect(runs.count < 300)
    for run in 0..<runs.count {
      let indices = runs.stacks[runs.stacks(of: run)].map(\.index)
      #expect(indices == indices.sorted())
    }
    #expect(runs.values.reduce(0, +) == profile.sampleTable.values.reduce(0, +))
  }

  /// A stack's names in traversal order, as numbers in name order.
  private static func path(
    _ stack: StackID, _ profile: Profile, _ direction: WalkDirection
  ) -> [UInt32] {
    let frames = profile.stacks.frames[profile.stacks.frames(of: stack)].flatMap(numbers)
    return direction == .fromRoot ? frames.reversed() : frames
  }

  /// The numbers of a location's names: one location in five is inlined into the next one.
  private static func numbers(ofLocation location: UInt32) -> [UInt32] {
    location % 5 == 3 ? [location - 1, location] : [location]
  }

  private static func names(_ count: Int, distinct: Int = .max) -> LocationNames {
    var names = LocationNames()
    for location in 0..<count {
      for number in numbers(ofLocation: UInt32(location)) {
        let digits = String(Int(number) % distinct)
        let text = String(repeating: "0", count: 6 - digits.count) + digits
        names.append(name: names.text(text.utf8.span))
      }
      names.appendLocation()
    }
    return names
  }

  /// Stacks of up to 11 frames, mostly with the first name, so that many share long prefixes.
  private static func profile(samples: Int, names: Int) -> Profile {
    var builder = ProfileBuilder()
    builder.header.sampleTypes = [
      ValueType(type: builder.string("n"), unit: builder.string("count"))
    ]
    var random = UInt64(samples + names)
    func next(_ bound: Int) -> Int {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(random >> 33) % bound
    }
    for _ in 0..<samples {
      let stack = (0..<next(12)).map { _ in
        LocationID(next(4) > 0 ? 0 : UInt32(next(names)))
      }
      builder.appendSample(stack: builder.stack(stack), values: [Int64(next(9) + 1)])
    }
    return builder.finish()
  }
}
