import ProfileModel

extension WireTables {
  /// The profile, with every reference turned into an index and checked.
  consuming func resolved() throws(PprofError) -> Profile {
    try checkStrings()
    try checkWidth()
    try checkMappings()
    try resolveLines()
    try resolveFrames()
    renameRepeatedStrings()
    return profile()
  }

  private consuming func profile() -> Profile {
    Profile(
      header: header, strings: strings.table, mappings: mappings, functions: functions,
      locations: locations, stacks: stacks.table, labelSets: labelSets.table, sampleTable: samples)
  }

  private func checkStrings() throws(PprofError) {
    guard !stringRows.isEmpty else { throw PprofError(.noStringTable) }
    guard largestString.index < UInt64(stringRows.count) else {
      throw PprofError(
        .stringOutOfRange(
          what: "\(largestString.what)", index: Int64(bitPattern: largestString.index),
          count: stringRows.count))
    }
  }

  private func checkWidth() throws(PprofError) {
    let types = header.sampleTypes.count
    guard let width else { return }
    guard types > 0 else { throw PprofError(.noSampleTypes) }
    if width != types { throw PprofError(.valueCount(sample: 1, values: width, types: types)) }
    if let odd = oddSample {
      throw PprofError(.valueCount(sample: odd.number, values: odd.values, types: types))
    }
  }

  /// Mapping ids become indices; an id that no mapping has counts as none, as in `go tool pprof`.
  private mutating func checkMappings() throws(PprofError) {
    let rows = try IDTable(mappings.map(\.id), table: "mapping")
    locations.mappings = locationMappings.map { id in rows.row(of: id).map { $0 + 1 } ?? 0 }
  }

  private mutating func resolveLines() throws(PprofError) {
    let rows = try IDTable(functions.ids, table: "function")
    for (line, id) in lineFunctions.enumerated() {
      guard let row = rows.row(of: id) else {
        let location = locations.lineEnds.firstIndex { $0 > UInt32(line) } ?? 0
        throw PprofError(
          .missingFunction(location: locations.ids[location], id: id, count: rows.count))
      }
      locations.lineFunctions[line] = row
    }
  }

  private mutating func resolveFrames() throws(PprofError) {
    let rows = try IDTable(locations.ids, table: "location")
    guard !stacks.table.frames.isEmpty, !frames.areRows(of: rows) else { return }
    let (numbers, ids) = (stacks.table.frames, frames)
    var resolved: [UInt32] = []
    resolved.reserveCapacity(numbers.count)
    for (index, number) in numbers.enumerated() {
      guard let row = rows.row(of: ids.id(number)) else {
        throw missingLocation(ids.id(number), index: index, count: rows.count)
      }
      resolved.append(row)
    }
    stacks.renumber(frames: resolved)
  }

  /// Names the first sample that has the stack in which a frame stands.
  private func missingLocation(_ id: UInt64, index: Int, count: Int) -> PprofError {
    let stack = stacks.table.ends.firstIndex { $0 > UInt32(index) } ?? 0
    let sample = samples.stacks.firstIndex(of: UInt32(stack)) ?? 0
    return PprofError(.missingLocation(sample: sample + 1, id: id, count: count))
  }
}

// MARK: - String tables that say something twice

extension WireTables {
  /// Gives equal strings one id, where the writer had several for them.
  private mutating func renameRepeatedStrings() {
    guard strings.table.count != stringRows.count else { return }
    let rows = stringRows
    func renamed(_ id: StringID) -> StringID { StringID(rows[Int(id.index)]) }
    header = header.renamed(renamed)
    for row in mappings.indices {
      mappings[row].filename = renamed(mappings[row].filename)
      mappings[row].buildID = renamed(mappings[row].buildID)
    }
    functions.names = functions.names.map { rows[Int($0)] }
    functions.systemNames = functions.systemNames.map { rows[Int($0)] }
    functions.filenames = functions.filenames.map { rows[Int($0)] }
    renameLabels(renamed)
  }

  private mutating func renameLabels(_ renamed: (StringID) -> StringID) {
    let old = labelSets.table
    labelSets = LabelSetInterner()
    var indices: [UInt32] = []
    for set in 0..<old.count {
      let labels = old.labels(of: LabelSetID(UInt32(set))).map { $0.renamed(renamed) }
      indices.append(labelSets.intern(labels).index)
    }
    samples.labelSets = samples.labelSets.map { indices[Int($0)] }
  }
}
