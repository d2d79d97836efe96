/// The tables of a merged profile, with what tells one row from another.
///
/// No `ProfileBuilder` is used, for rows are equal here by `go tool pprof`'s rules of merging: a mapping by what it
/// is of wherever it was loaded, a location by its address from there and by the column of its last line alone.
struct MergedTables: Sendable {
  var strings: StringInterner
  private(set) var mappings: [Mapping] = []
  private(set) var functions = FunctionTable()
  private(set) var locations = LocationTable()
  var stacks = StackInterner()
  var labelSets = LabelSetInterner()

  private var mappingRows: [MappingIdentity: MappingID] = [:]
  private var functionIndex = HashIndex()
  private var locationIndex = HashIndex()

  /// - Parameter strings: what strings there are already.
  init(strings: StringInterner = StringInterner()) { self.strings = strings }

  /// The id of a mapping whose strings are this table's.
  mutating func mapping(_ mapping: Mapping) -> MappingID {
    let identity = MappingIdentity(of: mapping)
    if let row = mappingRows[identity] { return row }
    let row = MappingID(UInt32(mappings.count))
    mappingRows[identity] = row
    var mapping = mapping
    mapping.id = UInt64(row.index) + 1
    mappings.append(mapping)
    return row
  }

  /// The id of a function.
  mutating func function(
    name: StringID, systemName: StringID, filename: StringID, startLine: Int64
  ) -> FunctionID {
    var hasher = WordHasher()
    hasher.combine(UInt64(name.index) << 32 | UInt64(systemName.index))
    hasher.combine(UInt64(filename.index))
    hasher.combine(UInt64(bitPattern: startLine))
    var probe = functionIndex.probe(hasher.finalize())
    while let found = functionIndex.next(&probe) {
      let row = Int(found)
      if functions.names[row] == name.index, functions.systemNames[row] == systemName.index,
        functions.filenames[row] == filename.index, functions.startLines[row] == startLine
      {
        return FunctionID(found)
      }
    }
    let row = FunctionID(UInt32(functions.count))
    functionIndex.insert(row.index, at: probe)
    functions.append(
      id: UInt64(row.index) + 1, name: name, systemName: systemName, filename: filename,
      startLine: startLine)
    return row
  }

  /// The id of a location, whose address counts from the start of its mapping.
  mutating func location(
    lines: borrowing [ProfileBuilder.Line], address: UInt64, mapping: MappingID?, isFolded: Bool
  ) -> LocationID {
    var hasher = WordHasher()
    hasher.combine(UInt64(mapping.map { $0.index + 1 } ?? 0) << 1 | (isFolded ? 1 : 0))
    hasher.combine(address)
    for line in copy lines {
      hasher.combine(UInt64(line.function.index))
      hasher.combine(UInt64(bitPattern: line.number))
    }
    var probe = locationIndex.probe(hasher.finalize())
    while let found = locationIndex.next(&probe) {
      let id = LocationID(found)
      if locations.addresses[Int(found)] == address, locations.mapping(of: id) == mapping,
        locations.isFolded[Int(found)] == isFolded, holds(lines, at: id)
      {
        return id
      }
    }
    let row = LocationID(UInt32(locations.count))
    locationIndex.insert(row.index, at: probe)
    for line in copy lines {
      locations.appendLine(function: line.function, number: line.number, column: line.column)
    }
    locations.append(
      id: UInt64(row.index) + 1, mapping: mapping, address: address, isFolded: isFolded)
    return row
  }

  /// Whether a location has some lines. Of the columns only the last line's counts, as in `go tool pprof`.
  private func holds(_ lines: borrowing [ProfileBuilder.Line], at id: LocationID) -> Bool {
    let range = locations.lines(of: id)
    guard range.count == lines.count else { return false }
    for (offset, index) in range.enumerated() {
      let line = lines[offset]
      guard locations.lineFunctions[index] == line.function.index,
        locations.lineNumbers[index] == line.number
      else { return false }
    }
    guard let index = range.last else { return true }
    return locations.lineColumns[index] == lines[range.count - 1].column
  }
}
