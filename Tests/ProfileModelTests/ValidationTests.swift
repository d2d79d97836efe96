import ProfileModel
import TestSupport
import Testing

/// Inconsistencies in a profile, and their messages.
@Suite struct ValidationTests {
  typealias Break = @Sendable (inout Profile) -> Void

  /// Two samples of two types with two frames each; five rows in most tables.
  static let profile: Profile = {
    var builder = ProfileBuilder()
    let (n, unit) = (builder.string("n"), builder.string("count"))
    builder.header.sampleTypes = [ValueType(type: n, unit: unit), ValueType(type: unit, unit: n)]
    let mapping = builder.addMapping(Mapping(id: 9, filename: builder.string("a.out")))
    let functions = ["main", "work"].map { builder.function(name: builder.string($0)) }
    let locations = functions.map {
      builder.location(lines: [.init(function: $0)], address: 1, mapping: mapping)
    }
    let label = Label(key: n, value: .text(unit))
    let number = Label(key: n, value: .number(3, unit: unit))
    for labels in [[label], [number]] {
      let stack = builder.stack(labels == [label] ? locations : Array(locations.reversed()))
      builder.appendSample(stack: stack, labels: builder.labelSet(labels), values: [1, 2])
    }
    return builder.finish()
  }()

  static let strings: [(error: String, broken: Break)] = [
    ("strings.ends: the last row ends at 19, but there are 20", { $0.strings.bytes.append(1) }),
    (
      "strings.ends, row 2: it ends at 0, before the previous row's 1",
      {
        $0.strings.ends[2] = 0
      }
    ),
    ("strings.ends, row 0: the first row is not the empty one", { $0.strings.ends[0] = 1 }),
    (
      "strings.ends, row 0: the first row is not the empty one",
      {
        ($0.strings.ends, $0.strings.bytes) = ([], [])
      }
    ),
    ("strings.ends, row 6: it is the same as row 1", { $0.strings.append(Array("n".utf8).span) }),
    (
      "header.sampleTypes, row 1: it refers to row 6 of 6",
      { $0.header.sampleTypes[1].unit = StringID(6) }
    ),
    ("header.periodType: it refers to row 7 of 6", { $0.header.periodType.type = StringID(7) }),
    (
      "header.defaultSampleType: it refers to row 8 of 6",
      { $0.header.defaultSampleType = StringID(8) }
    ),
    ("header.docURL: it refers to row 6 of 6", { $0.header.docURL = StringID(6) }),
    ("header.dropFrames: it refers to row 6 of 6", { $0.header.dropFrames = StringID(6) }),
    ("header.keepFrames: it refers to row 6 of 6", { $0.header.keepFrames = StringID(6) }),
    (
      "header.comments, row 1: it refers to row 99 of 6",
      { $0.header.comments = [.empty, StringID(99)] }
    ),
  ]

  static let code: [(error: String, broken: Break)] = [
    ("mappings.id, row 0: its id is 0", { $0.mappings[0].id = 0 }),
    ("mappings.id, row 1: it is the same as row 0", { $0.mappings.append($0.mappings[0]) }),
    (
      "mappings.filename, row 0: it refers to row 6 of 6",
      {
        $0.mappings[0].filename = StringID(6)
      }
    ),
    ("mappings.buildID, row 0: it refers to row 6 of 6", { $0.mappings[0].buildID = StringID(6) }),
    ("functions.ids, row 1: its id is 0", { $0.functions.ids[1] = 0 }),
    ("functions.ids, row 1: it is the same as row 0", { $0.functions.ids[1] = 1 }),
    ("functions.names: its length is 1, not 2", { $0.functions.names.removeLast() }),
    ("functions.names, row 1: it refers to row 6 of 6", { $0.functions.names[1] = 6 }),
    (
      "functions.systemNames: its length is 3, not 2",
      {
        $0.functions.systemNames.append(0)
      }
    ),
    ("functions.systemNames, row 0: it refers to row 6 of 6", { $0.functions.systemNames[0] = 6 }),
    ("functions.filenames: its length is 0, not 2", { $0.functions.filenames = [] }),
    (
      "functions.filenames, row 0: it refers to row 4294967295 of 6",
      {
        $0.functions.filenames[0] = .max
      }
    ),
    ("functions.startLines: its length is 0, not 2", { $0.functions.startLines = [] }),
    ("locations.ids, row 0: its id is 0", { $0.locations.ids[0] = 0 }),
    ("locations.ids, row 1: it is the same as row 0", { $0.locations.ids[1] = 1 }),
    ("locations.mappings: its length is 1, not 2", { $0.locations.mappings.removeLast() }),
    ("locations.mappings, row 1: it refers to row 1 of 1", { $0.locations.mappings[1] = 2 }),
    ("locations.addresses: its length is 0, not 2", { $0.locations.addresses = [] }),
    ("locations.isFolded: its length is 3, not 2", { $0.locations.isFolded.append(true) }),
    ("locations.lineEnds: its length is 3, not 2", { $0.locations.lineEnds.append(2) }),
    (
      "locations.lineEnds, row 1: it ends at 0, before the previous row's 1",
      {
        $0.locations.lineEnds[1] = 0
      }
    ),
    (
      "locations.lineEnds: the last row ends at 3, but there are 2",
      {
        $0.locations.lineEnds[1] = 3
      }
    ),
    (
      "locations.lineFunctions, row 0: it refers to row 2 of 2",
      {
        $0.locations.lineFunctions[0] = 2
      }
    ),
    (
      "locations.lineNumbers: its length is 1, not 2",
      {
        $0.locations.lineNumbers.removeLast()
      }
    ),
    ("locations.lineColumns: its length is 0, not 2", { $0.locations.lineColumns = [] }),
  ]

  static let samples: [(error: String, broken: Break)] = [
    (
      "stacks.ends, row 2: it ends at 1, before the previous row's 2",
      {
        $0.stacks.ends[2] = 1
      }
    ),
    ("stacks.ends: the last row ends at 4, but there are 3", { $0.stacks.frames.removeLast() }),
    ("stacks.ends, row 0: the first row is not the empty one", { $0.stacks.ends.removeFirst() }),
    ("stacks.frames, row 3: it refers to row 2 of 2", { $0.stacks.frames[3] = 2 }),
    (
      "labelSets.ends: the last row ends at 2, but there are 1",
      {
        $0.labelSets.labels.removeLast()
      }
    ),
    (
      "labelSets.ends, row 0: the first row is not the empty one",
      {
        $0.labelSets.ends.removeFirst()
      }
    ),
    (
      "labelSets.ends, row 2: it ends at 0, before the previous row's 1",
      {
        $0.labelSets.ends[2] = 0
      }
    ),
    (
      "labelSets.ends, row 2: it is the same as row 1",
      {
        $0.labelSets.labels[1] = $0.labelSets.labels[0]
      }
    ),
    (
      "labelSets.labels, row 1: it refers to row 6 of 6",
      {
        $0.labelSets.labels[1].key = StringID(6)
      }
    ),
    (
      "labelSets.labels, row 0: it refers to row 6 of 6",
      {
        $0.labelSets.labels[0].value = .text(StringID(6))
      }
    ),
    (
      "labelSets.labels, row 0: it refers to row 6 of 6",
      {
        $0.labelSets.labels[0].value = .number(1, unit: StringID(6))
      }
    ),
    ("sampleTable.stacks, row 1: it refers to row 3 of 3", { $0.sampleTable.stacks[1] = 3 }),
    (
      "sampleTable.labelSets: its length is 1, not 2",
      {
        $0.sampleTable.labelSets.removeLast()
      }
    ),
    ("sampleTable.labelSets, row 0: it refers to row 3 of 3", { $0.sampleTable.labelSets[0] = 3 }),
    ("sampleTable.values: its length is 3, not 4", { $0.sampleTable.values.removeLast() }),
    ("sampleTable.values: its length is 4, not 2", { $0.header.sampleTypes.removeLast() }),
  ]

  @Test func aWholeProfileIsValid() throws {
    try Self.profile.validate()
    try Profile().validate()
  }

  @Test(arguments: strings + code + samples)
  func whatIsBrokenIsNamed(_ error: String, _ broken: Break) {
    var profile = Self.profile
    broken(&profile)
    let found = #expect(throws: InvalidProfile.self) { try profile.validate() }
    #expect(found?.description == error)
  }

  /// Mistakes of library users are reported, and nothing is added.
  @Test(arguments: [
    (StackID(0), LabelSetID(0), [1], "sampleTable.values, row 0: its length is 1, not 2"),
    (StackID(0), LabelSetID(0), [1, 2, 3], "sampleTable.values, row 0: its length is 3, not 2"),
    (StackID(1), LabelSetID(0), [1, 2], "sampleTable.stacks, row 0: it refers to row 1 of 1"),
    (StackID(0), LabelSetID(7), [1, 2], "sampleTable.labelSets, row 0: it refers to row 7 of 1"),
  ])
  func samplesThatDoNotFitAreRefused(
    _ stack: StackID, _ labels: LabelSetID, _ values: [Int64], _ message: String
  ) throws {
    var builder = ProfileBuilder()
    let type = ValueType(type: builder.string("n"), unit: builder.string("count"))
    builder.header.sampleTypes = [type, type]
    let error = #expect(throws: InvalidProfile.self) {
      try builder.addSample(stack: stack, labels: labels, values: values)
    }
    #expect(error?.description == message)
    try builder.addSample(stack: .empty, values: [3, 4])
    let profile = try builder.build()
    #expect(profile.sampleTable.values == [3, 4])
  }

  /// Ids of another builder are detected when the profile is built, not in a report.
  @Test func idsOfAnotherBuilderAreRefused() throws {
    var builder = ProfileBuilder()
    builder.header.sampleTypes = [
      ValueType(type: builder.string("n"), unit: StringID(999))
    ]
    let error = #expect(throws: InvalidProfile.self) { try builder.build() }
    #expect(error?.column == .sampleTypes)
  }

  /// Every invalid reference in any column is reported.
  @Test func everyReferenceIsChecked() throws {
    let columns: [WritableKeyPath<Profile, [UInt32]>] = [
      \.functions.names, \.functions.systemNames, \.functions.filenames, \.locations.mappings,
      \.locations.lineFunctions, \.sampleTable.stacks, \.sampleTable.labelSets,
    ]
    for column in columns { expectChecked(column) }
    expectChecked(\.stacks.frames)
  }

  private func expectChecked<Column: RandomAccessCollection & MutableCollection>(
    _ column: WritableKeyPath<Profile, Column>
  ) where Column.Index == Int, Column.Element == UInt32 {
    for row in Self.profile[keyPath: column].indices {
      var profile = Self.profile
      profile[keyPath: column][row] = 1000
      let found = #expect(throws: InvalidProfile.self) { try profile.validate() }
      #expect(found?.row == row)
    }
  }
}
