import JSONText
import ProfileAnalysis
import ProfileModel

/// The frames of a profile as viewers expect them: inlined calls are separate frames, and equal frames are one.
struct ExportFrames {
  /// A function and a line in it; one without a name is called by its address.
  struct Frame: Hashable {
    var name = StringID.empty
    /// The address of a frame that has no function, and what it was loaded from.
    var address: UInt64?
    var module = StringID.empty
    var file = StringID.empty
    var line: Int64 = 0
    var column: Int64 = 0
    var startLine: Int64 = 0
  }
  private(set) var frames: [Frame] = []
  private var rows: [Frame: UInt32] = [:]
  /// The frames of each location, outermost first, and where they end.
  private var locationFrames: [UInt32] = []
  private var ends: [Int] = []

  init(_ profile: Profile) {
    for row in 0..<profile.locations.count {
      let id = LocationID(UInt32(row))
      let lines = profile.locations.lines(of: id)
      if lines.isEmpty { append(Self.unnamed(id, profile)) }
      for line in lines.reversed() { append(Self.frame(line, profile)) }
      ends.append(locationFrames.count)
    }
  }

  private mutating func append(_ frame: Frame) {
    let row = rows[frame] ?? UInt32(frames.count)
    if row == frames.count {
      rows[frame] = row
      frames.append(frame)
    }
    locationFrames.append(row)
  }

  private static func unnamed(_ id: LocationID, _ profile: Profile) -> Frame {
    var frame = Frame(address: profile.locations.addresses[Int(id.index)])
    if let mapping = profile.locations.mapping(of: id) {
      frame.module = profile.mappings[Int(mapping.index)].filename
    }
    return frame
  }

  private static func frame(_ row: Int, _ profile: Profile) -> Frame {
    let function = FunctionID(profile.locations.lineFunctions[row])
    return Frame(
      name: profile.functions.name(of: function), file: profile.functions.filename(of: function),
      line: profile.locations.lineNumbers[row], column: profile.locations.lineColumns[row],
      startLine: profile.functions.startLines[Int(function.index)])
  }

  /// The frames of a stack, root first.
  func stack(_ id: StackID, of profile: Profile) -> [UInt32] {
    var stack: [UInt32] = []
    for index in profile.stacks.frames(of: id).reversed() {
      stack += frames(ofLocation: Int(profile.stacks.frames[index]))
    }
    return stack
  }

  /// The frames of a location, outermost first.
  func frames(ofLocation location: Int) -> ArraySlice<UInt32> {
    locationFrames[(location == 0 ? 0 : ends[location - 1])..<ends[location]]
  }

  /// The frame's name: its function, else `0x401000 [libc.so.6]`.
  func name(_ frame: UInt32, _ strings: StringTable) -> String {
    let frame = frames[Int(frame)]
    guard let address = frame.address else { return strings[frame.name] }
    return Self.name(ofAddress: address, in: strings[frame.module])
  }

  /// What a frame without a function is called; the module may be empty.
  static func name(ofAddress address: UInt64, in module: String) -> String {
    address.hexadecimalAddress + (module.isEmpty ? "" : " [\(module)]")
  }
}

/// A part of a profile that is written as one: a sample type and, if split by a label, one of its values.
struct ExportColumn {
  let type: Int
  /// What viewers call it: `cpu`, `cpu · tenant=acme`, `cpu · (none)`.
  let name: String
  /// The stacks, root first, each with the sum of its values, in the order of first sight.
  let stacks: [(frames: [UInt32], value: Int64)]

  /// All that a profile is written as.
  ///
  /// - `key`: a label whose values are written apart; nil to write all samples together.
  static func all(
    of profile: Profile, _ frames: ExportFrames, groupedBy key: String?
  ) -> [ExportColumn] {
    let groups = groups(of: profile, by: key)
    return profile.header.sampleTypes.indices.flatMap { type in
      groups.map { group in
        let typeName = profile.strings[profile.header.sampleTypes[type].type]
        let name = group.name.map { "\(typeName) · \($0)" } ?? typeName
        return ExportColumn(
          type: type, name: name, stacks: sums(of: profile, group.samples, type: type, frames))
      }
    }
  }

  static func groups(
    of profile: Profile, by key: String?
  ) -> [(name: String?, samples: [Int])] {
    let all = Array(0..<profile.sampleTable.count)
    guard let key else { return [(nil, all)] }
    var groups: [(name: String?, samples: [Int])] = []
    var rows: [String: Int] = [:]
    let label = profile.strings.id(of: key)
    for sample in all {
      let set = LabelSetID(profile.sampleTable.labelSets[sample])
      let value = label.flatMap { profile.labelText($0, of: set) }
      let name = value.map { "\(key)=\($0)" } ?? "(none)"
      let row = rows[name] ?? groups.count
      if row == groups.count {
        rows[name] = row
        groups.append((name, []))
      }
      groups[row].samples.append(sample)
    }
    return groups
  }

  private static func sums(
    of profile: Profile, _ samples: [Int], type: Int, _ frames: ExportFrames
  ) -> [(frames: [UInt32], value: Int64)] {
    profile.sums(of: samples, type: type) { frames.stack($0, of: profile) }
      .map { (frames: $0.key, value: $0.value) }
  }
}

extension Profile {
  /// What some samples have, added up by something that stacks have in common, in the order of first sight; those
  /// that have nothing are left out.
  func sums<Key: Hashable>(
    of samples: [Int], type: Int, by key: (StackID) -> Key
  ) -> [(key: Key, value: Int64)] {
    var sums: [(key: Key, value: Int64)] = []
    var rows: [Key: Int] = [:]
    for sample in samples {
      let value = sampleTable.values[sample * width + type]
      guard value != 0 else { continue }
      let key = key(StackID(sampleTable.stacks[sample]))
      if let row = rows[key] {
        sums[row].value = sums[row].value.addingClamped(value)
      } else {
        rows[key] = sums.count
        sums.append((key, value))
      }
    }
    return sums
  }
}

extension ExportColumn {
  /// All samples of one sample type.
  init(_ type: Int, of profile: Profile, _ frames: ExportFrames) {
    self.type = type
    name = profile.strings[profile.header.sampleTypes[type].type]
    stacks = Self.sums(
      of: profile, Array(0..<profile.sampleTable.count), type: type, frames)
  }

  /// The stacks with a positive value, and the negative ones, for viewers that cannot show them.
  ///
  /// - `isOnly`: whether no other sample type is written; else there is a sum for each.
  func positive(
    of profile: Profile, isOnly: Bool
  ) -> (stacks: [(frames: [UInt32], value: Int64)], leftOut: LeftOutStacks) {
    let types = isOnly ? [type] : Array(profile.header.sampleTypes.indices)
    let units = types.map { profile.strings[profile.header.sampleTypes[$0].unit] }
    var leftOut = LeftOutStacks(decimals: units.map { ExportUnit($0).decimals })
    for stack in stacks where stack.value < 0 {
      leftOut.add(types.map { $0 == type ? stack.value : 0 })
    }
    return (stacks.filter { $0.value > 0 }, leftOut)
  }
}

extension ByteSink {
  /// Writes a value of JSON on one line.
  mutating func write(json value: JSONValue) { value.write(to: &self, onOneLine: true) }

  /// Writes things with commas between them.
  mutating func writeList<Item>(
    _ items: some Sequence<Item>, _ body: (Item, inout ByteSink) -> Void
  ) {
    for (index, item) in items.enumerated() {
      if index > 0 { write(",") }
      body(item, &self)
    }
  }
}
