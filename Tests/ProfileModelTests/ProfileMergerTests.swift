import ProfileModel
import Testing

@Suite struct ProfileMergerTests {
  /// A profile of `stack value` pairs, root first.
  static func profile(
    _ samples: [(stack: String, values: [Int64])], types: [String] = ["samples"],
    period: String = "cpu", configure: (inout ProfileBuilder) -> Void = { _ in }
  ) -> Profile {
    var builder = ProfileBuilder()
    let count = builder.string("count")
    builder.header.sampleTypes = types.map { ValueType(type: builder.string($0), unit: count) }
    builder.header.periodType = ValueType(type: builder.string(period), unit: count)
    for sample in samples {
      let frames = sample.stack.split(separator: ";").reversed().map {
        builder.location(function: builder.function(name: builder.string(String($0))))
      }
      builder.appendSample(stack: builder.stack(frames), values: sample.values)
    }
    configure(&builder)
    return builder.finish()
  }

  static func merged(_ profiles: Profile...) throws -> Profile {
    var merger = ProfileMerger()
    for profile in profiles { try merger.add(profile) }
    return merger.merged()
  }

  /// Each sample as `main;work 1 2`, in order.
  static func lines(_ profile: Profile) -> [String] {
    (0..<profile.sampleTable.count).map { row in
      let frames = profile.stacks.frames(of: StackID(profile.sampleTable.stacks[row])).reversed()
      let names = frames.map { index in
        let line = profile.locations.lines(of: LocationID(profile.stacks.frames[index]))
        let function = FunctionID(profile.locations.lineFunctions[line.lowerBound])
        return profile.strings[profile.functions.name(of: function)]
      }
      let values = profile.sampleTable.values[row * profile.width..<(row + 1) * profile.width]
      return "\(names.joined(separator: ";")) \(values.map(String.init).joined(separator: " "))"
    }
  }

  @Test func equalStacksAddUp() throws {
    let sum = try Self.merged(
      Self.profile([("main;a", [1]), ("main;b", [2])]),
      Self.profile([("main;b", [40]), ("main;c", [5])]))
    #expect(Self.lines(sum) == ["main;a 1", "main;b 42", "main;c 5"])
  }

  @Test func orderOfStacksInTheirTableDoesNotMatter() throws {
    let samples = [("main;a", [Int64(1)]), ("main;a;b", [2]), ("c", [3]), ("main;a", [4])]
    let shuffled = Self.profile(
      [],
      configure: { builder in
        func stack(_ text: String) -> StackID {
          let frames = text.split(separator: ";").reversed().map {
            builder.location(function: builder.function(name: builder.string(String($0))))
          }
          return builder.stack(frames)
        }
        let names = ["unused", "c", "main;a;b", "main;a"]
        let stacks = Dictionary(uniqueKeysWithValues: names.map { ($0, stack($0)) })
        for (text, values) in samples {
          stacks[text].map { builder.appendSample(stack: $0, values: values) }
        }
      })
    let next = Self.profile([("main;a;b", [40]), ("d", [5])])
    let sums = try [Self.profile(samples), shuffled].map {
      try (Self.merged($0), Self.merged($0, next))
    }
    #expect(sums[0].0.sampleTable == sums[1].0.sampleTable)
    #expect(sums[0].0.stacks == sums[1].0.stacks)
    #expect(sums[0].1.sampleTable == sums[1].1.sampleTable)
    #expect(Self.lines(sums[1].1) == ["main;a 5", "main;a;b 42", "c 3", "d 5"])
  }

  @Test func manySamplesAreMovedAsFewAre() throws {
    let samples = (0..<500).map { ("main;f\($0 * 7 % 300);g\($0 % 11)", [Int64($0) + 1]) }
    let once = try Self.merged(Self.profile(samples))
    var twice = ProfileMerger()
    for sample in samples + samples { try twice.add(Self.profile([sample])) }
    let sum = twice.merged()
    #expect(sum.stacks == once.stacks)
    #expect(sum.sampleTable.values == once.sampleTable.values.map { $0 * 2 })
    #expect(
      Self.lines(sum) == Self.lines(try Self.merged(Self.profile(samples), Self.profile(samples))))
  }

  @Test func whatCancelsOutIsLeftOutWithAllItUsed() throws {
    let sum = try Self.merged(
      Self.profile([("main;a", [1]), ("main;b", [2])]), Self.profile([("main;a", [-1])]))
    #expect(Self.lines(sum) == ["main;b 2"])
    #expect(sum.functions.count == 2)
  }

  @Test func valuesThatAreDroppedTakeNoPlace() throws {
    let first = Self.profile(
      [("late", [5, 0]), ("early", [0, 1]), ("middle", [0, 2]), ("late", [0, 3])],
      types: ["work", "samples"])
    let sum = try Self.merged(first, Self.profile([("new", [8])]))
    #expect(Self.lines(sum) == ["early 1", "middle 2", "late 3", "new 8"])
    #expect(sum.strings[sum.functions.name(of: FunctionID(0))] == "early")
    #expect(Self.lines(try Self.merged(first)) == ["late 5 3", "early 0 1", "middle 0 2"])
  }

  @Test func valuesThatAreDroppedLaterTakeNoPlaceEither() throws {
    let types = ["work", "samples"]
    let first = Self.profile(
      [("full", [7, 7]), ("late", [5, 0]), ("early", [0, 1])], types: types)
    let second = Self.profile(
      [("gone", [4, 0]), ("middle", [0, 2]), ("late", [1, 3]), ("new", [1, 6])], types: types)
    let all = try Self.merged(first, second, first)
    #expect(Self.lines(all).first == "full 14 14")
    let third = Self.profile([("last", [8]), ("early", [1])])
    let sum = try Self.merged(first, second, third)
    #expect(Self.lines(sum) == ["full 7", "early 2", "middle 2", "late 3", "new 6", "last 8"])
    let names = (0..<UInt32(sum.functions.count)).map {
      sum.strings[sum.functions.name(of: FunctionID($0))]
    }
    #expect(names == ["full", "early", "middle", "late", "new", "last"])
  }

  static let defaults: [(defaults: [String], types: [[String]], merged: String)] = [
    (["", "b", ""], [["a", "b", "c"], ["a", "b", "c"], ["a", "b"]], "a"),
    (["c", "b", ""], [["a", "b", "c"], ["a", "b", "c"], ["a", "b"]], "a"),
    (["b", "a", ""], [["a", "b", "c"], ["a", "b", "c"], ["a", "b"]], "b"),
    (["", "b", ""], [["a", "b"], ["a", "b", "c"], ["a", "b"]], "b"),
    (["", "", "b"], [["a", "b"], ["a", "b"], ["a", "b"]], "b"),
  ]
  @Test(arguments: defaults)
  func defaultIsThatOfTheFirstThatHasOne(
    _ defaults: [String], _ types: [[String]], _ expected: String
  ) throws {
    var merger = ProfileMerger()
    for (name, types) in zip(defaults, types) {
      try merger.add(
        Self.profile([("x", types.map { _ in 1 })], types: types) {
          $0.header.defaultSampleType = $0.string(name)
        })
    }
    let sum = merger.merged()
    #expect(sum.strings[sum.header.defaultSampleType] == expected)
  }

  @Test func zeroSamplesOfASingleProfileGo() throws {
    let sum = try Self.merged(Self.profile([("main;a", [0]), ("main;b", [2])]))
    #expect(Self.lines(sum) == ["main;b 2"])
    #expect(sum.locations.ids == [1, 2])
  }

  @Test func sumsStayInRange() throws {
    let sum = try Self.merged(
      Self.profile([("a", [.max])]), Self.profile([("a", [.max])]), Self.profile([("b", [.min])]),
      Self.profile([("b", [-1])]))
    #expect(sum.sampleTable.values == [.max, .min])
  }

  @Test func onlyCommonSampleTypesStay() throws {
    let left = Self.profile([("a", [1, 2, 3])], types: ["x", "y", "z"])
    let right = Self.profile([("a", [30, 10])], types: ["z", "x"])
    let sum = try Self.merged(left, right)
    #expect(Self.lines(sum) == ["a 11 33"])
    #expect(sum.strings[sum.header.defaultSampleType] == "x")
    #expect(Self.lines(try Self.merged(right, left)) == ["a 33 11"])
  }

  @Test func differentKindsAreRefused() throws {
    let cpu = Self.profile([("a", [1])])
    let space = Self.profile([("a", [1])], period: "space")
    #expect(throws: MergeError.periodTypes("cpu/count", "space/count")) {
      try Self.merged(cpu, space)
    }
    let other = Self.profile([("a", [1])], types: ["other"])
    #expect(throws: MergeError.sampleTypes(["samples/count"], ["other/count"])) {
      try Self.merged(cpu, other)
    }
  }

  @Test func headersAreCombinedAsInTheReference() throws {
    let early = Self.profile([("a", [1])]) { builder in
      builder.header.timeNanos = 100
      builder.header.durationNanos = 5
      builder.header.period = 10
      builder.header.comments = [builder.string("one"), builder.string("two")]
    }
    let late = Self.profile([("a", [1])]) { builder in
      builder.header.timeNanos = 200
      builder.header.durationNanos = 7
      builder.header.period = 20
      builder.header.comments = [builder.string("two"), builder.string("three")]
      builder.header.docURL = builder.string("https://example.com")
    }
    let sum = try Self.merged(late, early)
    #expect(sum.header.timeNanos == 100)
    #expect(sum.header.durationNanos == 12)
    #expect(sum.header.period == 20)
    #expect(sum.header.comments.map { sum.strings[$0] } == ["two", "three", "one"])
    #expect(sum.strings[sum.header.docURL] == "https://example.com")
  }

  @Test func labelsTellSamplesApart() throws {
    func labelled(_ keys: [String]) -> Profile {
      Self.profile([]) { builder in
        let labels = keys.map { key in
          Label(key: builder.string(key), value: .text(builder.string("v")))
        }
        builder.appendSample(
          stack: .empty, labels: builder.labelSet(labels), values: [1])
      }
    }
    let sum = try Self.merged(labelled(["b", "a"]), labelled(["a", "b"]), labelled(["a"]))
    #expect(sum.sampleTable.values == [2, 1])
  }

  @Test func aBinaryLoadedElsewhereIsTheSame() throws {
    func loaded(at start: UInt64) -> Profile {
      Self.profile([]) { builder in
        let binary = builder.addMapping(
          Mapping(id: 1, start: start, limit: start + 0x5000, filename: builder.string("/bin/x")))
        let location = builder.location(lines: [], address: start + 0x10, mapping: binary)
        builder.appendSample(stack: builder.stack([location]), values: [1])
      }
    }
    let sum = try Self.merged(loaded(at: 0x1000), loaded(at: 0x7000))
    #expect(sum.sampleTable.values == [2])
    #expect(sum.locations.addresses == [0x1010])
    #expect(sum.mappings.count == 1)
  }
}
