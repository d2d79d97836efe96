// The approximate memory of tables, for a reader's budget. The indices of interners are counted too: two to four
// slots of eight bytes for each row.

extension StringTable {
  /// How much memory the texts take.
  @inline(__always)
  package var memory: Int { bytes.count &+ 32 &* ends.count }
}

extension StackTable {
  /// How much memory the stacks take.
  @inline(__always)
  package var memory: Int { frames.memory &+ Self.memory(stacks: ends.count, frames: 0) }

  /// How much memory some stacks take at most.
  @inline(__always)
  package static func memory(stacks: Int, frames: Int) -> Int { 4 &* frames &+ 32 &* stacks }
}

extension LabelSetTable {
  /// How much memory the sets take.
  @inline(__always)
  package var memory: Int { MemoryLayout<Label>.stride &* labels.count &+ 32 &* ends.count }
}

extension SampleTable {
  /// How much memory the samples take.
  package var memory: Int { 8 &* (stacks.count &+ values.count) }
}

extension FunctionTable {
  /// How much memory the functions take, with what reports make of each.
  package var memory: Int { 128 &* count }
}

extension LocationTable {
  /// How much memory the locations take, with what reports make of each.
  package var memory: Int { 200 &* count &+ 56 &* lineFunctions.count }
}

extension Profile {
  /// How much memory the tables take.
  package var memory: Int {
    strings.memory + functions.memory + locations.memory + stacks.memory + labelSets.memory
      + sampleTable.memory + MemoryLayout<Mapping>.stride * mappings.count
  }
}

extension Profile {
  /// How many bytes the names of locations and the labels take where each is spelled out.
  ///
  /// A name of a megabyte is stored once, but a report may write it for each of a hundred thousand locations.
  package var spelledMemory: Int {
    var bytes = 0
    func add(_ text: StringID) { bytes &+= strings.range(of: text).count }
    for row in locations.lineFunctions {
      add(functions.name(of: FunctionID(row)))
      add(functions.filename(of: FunctionID(row)))
    }
    for (row, mapping) in locations.mappings.enumerated() where mapping != 0 {
      if locations.lines(of: LocationID(UInt32(row))).isEmpty {
        add(mappings[Int(mapping) - 1].filename)
      }
    }
    for label in labelSets.labels {
      add(label.key)
      if case .text(let text) = label.value { add(text) }
    }
    return bytes
  }
}
