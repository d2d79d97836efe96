package import ProfileModel

/// One of two profiles that are put side by side: which of its values, and what they are multiplied by.
package struct PairedSide: Sendable {
  package struct Column: Sendable {
    package let column: Int
    package let ratio: Double

    package init(_ column: Int, ratio: Double = 1) { (self.column, self.ratio) = (column, ratio) }
  }

  package let profile: Profile
  /// A column a sample type.
  package let columns: [Column]

  package init(_ profile: consuming Profile, columns: [Column]) {
    self.profile = profile
    self.columns = columns
  }
}

extension Profile {
  /// Combines two profiles, with two columns for each sample type: a sample of the first has its value in the first
  /// column, one of the second in the second, and the other column is 0.
  ///
  /// Nothing is matched but texts and label sets: the rows of the second stand behind those of the first,
  /// so equal functions, locations and stacks come twice. Reports that join by name find them together.
  /// It says of itself what the second does. The stacks of the first are taken over, not copied, if nobody else
  /// has them.
  ///
  /// - `types`: what the columns count, one a pair.
  package static func paired(
    _ first: consuming PairedSide, _ second: consuming PairedSide,
    types: [(name: String, unit: String)]
  ) -> Profile {
    var pairing = ProfilePairing()
    _ = pairing.add(consume first, to: 0)
    let header = pairing.add(consume second, to: 1)
    return pairing.finish(header, types)
  }
}

/// Appends the tables of one profile to those of another.
///
/// No `ProfileBuilder` is used, since it would look every row up, where rows need only be moved and the stacks of the
/// first profile can stay where they are.
private struct ProfilePairing {
  private var profile = Profile()
  private var strings = StringInterner()
  private var labelSets = LabelSetInterner()

  /// Adds a profile; gives its header in the strings of the pair.
  mutating func add(_ source: consuming PairedSide, to side: Int) -> ProfileHeader {
    let added = source.profile
    let ids = (0..<UInt32(added.strings.count)).map {
      strings.intern(added.strings.bytes(of: StringID($0)))
    }
    let renamed = { (id: StringID) in ids[Int(id.index)] }
    let firstLocation = UInt32(profile.locations.count)
    if side == 1, !added.mappings.isEmpty {
      profile.secondProgram = MappingID(UInt32(profile.mappings.count))
    }
    addLocations(of: added, renamed)
    addFunctions(of: added, renamed)
    addMappings(of: added, renamed)
    let firstStack = addStacks(of: added, firstLocation)
    addSamples(of: source, to: side, firstStack, renamed)
    return added.header.renamed(renamed)
  }

  consuming func finish(
    _ header: ProfileHeader, _ types: [(name: String, unit: String)]
  ) -> Profile {
    var header = header
    header.sampleTypes = types.flatMap { type in
      let type = ValueType(type: strings.intern(type.name), unit: strings.intern(type.unit))
      return [type, type]
    }
    header.defaultSampleType = .empty
    profile.header = header
    profile.strings = strings.table
    profile.labelSets = labelSets.table
    return profile
  }

  private mutating func addMappings(of added: Profile, _ renamed: (StringID) -> StringID) {
    for var mapping in added.mappings {
      mapping.id = UInt64(profile.mappings.count) + 1
      mapping.filename = renamed(mapping.filename)
      mapping.buildID = renamed(mapping.buildID)
      profile.mappings.append(mapping)
    }
  }

  private mutating func addFunctions(of added: Profile, _ renamed: (StringID) -> StringID) {
    let functions = added.functions
    for row in 0..<functions.count {
      profile.functions.append(
        id: UInt64(profile.functions.count) + 1, name: renamed(StringID(functions.names[row])),
        systemName: renamed(StringID(functions.systemNames[row])),
        filename: renamed(StringID(functions.filenames[row])), startLine: functions.startLines[row])
    }
  }

  /// Adds locations, whose functions and mappings come behind those that are there.
  private mutating func addLocations(of added: Profile, _ renamed: (StringID) -> StringID) {
    let firstFunction = UInt32(profile.functions.count)
    let firstMapping = UInt32(profile.mappings.count)
    let locations = added.locations
    for row in 0..<UInt32(locations.count) {
      for line in locations.lines(of: LocationID(row)) {
        profile.locations.appendLine(
          function: FunctionID(locations.lineFunctions[line] + firstFunction),
          number: locations.lineNumbers[line], column: locations.lineColumns[line])
      }
      profile.locations.append(
        id: UInt64(profile.locations.count) + 1,
        mapping: locations.mapping(of: LocationID(row)).map { MappingID($0.index + firstMapping) },
        address: locations.addresses[Int(row)], isFolded: locations.isFolded[Int(row)])
    }
  }

  /// Adds stacks, or takes them over if they are the first; gives where they begin.
  private mutating func addStacks(of added: Profile, _ firstLocation: UInt32) -> UInt32 {
    guard firstLocation > 0 else {
      profile.stacks = added.stacks
      return 0
    }
    let firstStack = UInt32(profile.stacks.count)
    let firstFrame = UInt32(profile.stacks.frames.count)
    profile.stacks.frames.append(added.stacks.frames) { $0 &+ firstLocation }
    profile.stacks.ends.append(added.stacks.ends, shifted: firstFrame)
    return firstStack
  }

  /// Adds the samples that have a value.
  private mutating func addSamples(
    of source: PairedSide, to side: Int, _ firstStack: UInt32, _ renamed: (StringID) -> StringID
  ) {
    let added = source.profile
    let sets = (0..<UInt32(added.labelSets.count)).map { set in
      labelSets.intern(added.labelSets.labels(of: LabelSetID(set)).map { $0.renamed(renamed) })
        .index
    }
    profile.sampleTable.stacks.makeRoom(added.sampleTable.count)
    profile.sampleTable.labelSets.makeRoom(added.sampleTable.count)
    profile.sampleTable.values.makeRoom(added.sampleTable.count * source.columns.count * 2)
    var ratios = source.columns.map { RatioOfSums($0.ratio) }
    var values = source.columns.map { _ in Int64(0) }
    for row in 0..<added.sampleTable.count {
      for (type, column) in source.columns.enumerated() {
        let value = added.sampleTable.values[row * added.width + column.column]
        values[type] = ratios[type].scaled(value)
      }
      guard values.contains(where: { $0 != 0 }) else { continue }
      profile.sampleTable.stacks.append(added.sampleTable.stacks[row] + firstStack)
      profile.sampleTable.labelSets.append(sets[Int(added.sampleTable.labelSets[row])])
      for value in values {
        profile.sampleTable.values.append(side == 0 ? value : 0)
        profile.sampleTable.values.append(side == 1 ? value : 0)
      }
    }
  }
}

extension [UInt32] {
  /// Appends places, each with a number added.
  ///
  /// - Precondition: none gets larger than 2³², which the budget of the readers sees to.
  fileprivate mutating func append(_ added: [UInt32], shifted by: UInt32) {
    makeRoom(added.count)
    // Parts stay in a near cache between the copy and the sum, both of which process many numbers at once.
    for part in stride(from: 0, to: added.count, by: 4096) {
      let start = count
      append(contentsOf: added[part..<Swift.min(part + 4096, added.count)])
      var span = mutableSpan
      for index in start..<span.count { span[index] &+= by }
    }
  }
}

/// Multiplies values one after the other so that their sum is right to one.
///
/// Each rounded by itself, a thousand samples of 1 times 0.4 would all become 0.
private struct RatioOfSums {
  private let ratio: Double
  private var sum: Double = 0
  private var given: Double = 0

  init(_ ratio: Double) { self.ratio = ratio }

  mutating func scaled(_ value: Int64) -> Int64 {
    guard ratio != 1 else { return value }
    sum += Double(value) * ratio
    let next = sum.rounded(.toNearestOrAwayFromZero)
    defer { given = next }
    return Int64(clamping: next - given)
  }
}
