/// The tables of a merged profile, with what tells one row from another.
struct MergedTables: Sendable {
  var strings: StringInterner
  private(set) var mappings: [Mapping] = []
  private(set) var functions = FunctionTable()
  private(set) var locations = LocationTable()
  var stacks = StackInterner()
  var labelSets = LabelSetInterner()

  private var mappingRows: [MappingKey: MappingID] = [:]
  private var functionRows: [FunctionKey: FunctionID] = [:]
  private var locationRows: [LocationKey: LocationID] = [:]

  /// A binary is told by its size, its offset and its build id or else its name, wherever it was loaded.
  private struct MappingKey: Hashable {
    let size, fileOffset: UInt64
    let name: StringID
  }

  private struct FunctionKey: Hashable {
    let name, systemName, filename: StringID
    let startLine: Int64
  }

  /// The address counts from the start of the mapping. Of the columns only the last line's counts, as
  /// in the reference.
  private struct LocationKey: Hashable {
    let mapping: MappingID?
    let offset: UInt64
    let isFolded: Bool
    let functions: [FunctionID]
    let numbers: [Int64]
    let column: Int64
  }

  /// - Parameter strings: what strings there are already.
  init(strings: StringInterner = StringInterner()) { self.strings = strings }

  /// The place of a mapping whose strings are this table's.
  mutating func mapping(_ mapping: Mapping) -> MappingID {
    let page: UInt64 = 0x1000
    let size = (mapping.limit &- mapping.start &+ page &- 1) / page * page
    let key = MappingKey(
      size: size, fileOffset: mapping.fileOffset,
      name: mapping.buildID == .empty ? mapping.filename : mapping.buildID)
    if let row = mappingRows[key] { return row }
    let row = MappingID(UInt32(mappings.count))
    mappingRows[key] = row
    var mapping = mapping
    mapping.id = UInt64(row.index) + 1
    mappings.append(mapping)
    return row
  }

  /// The place of a function.
  mutating func function(
    name: StringID, systemName: StringID, filename: StringID, startLine: Int64
  ) -> FunctionID {
    let key = FunctionKey(
      name: name, systemName: systemName, filename: filename, startLine: startLine)
    if let row = functionRows[key] { return row }
    let row = FunctionID(UInt32(functions.count))
    functionRows[key] = row
    functions.append(
      id: UInt64(row.index) + 1, name: name, systemName: systemName, filename: filename,
      startLine: startLine)
    return row
  }

  /// The place of a location.
  mutating func location(
    lines: [ProfileBuilder.Line], address: UInt64, mapping: MappingID?, isFolded: Bool
  ) -> LocationID {
    let start = mapping.map { mappings[Int($0.index)].start } ?? 0
    let key = LocationKey(
      mapping: mapping, offset: address &- start, isFolded: isFolded,
      functions: lines.map(\.function), numbers: lines.map(\.number),
      column: lines.last?.column ?? 0)
    if let row = locationRows[key] { return row }
    let row = LocationID(UInt32(locations.count))
    locationRows[key] = row
    for line in lines {
      locations.appendLine(function: line.function, number: line.number, column: line.column)
    }
    locations.append(
      id: UInt64(row.index) + 1, mapping: mapping, address: address, isFolded: isFolded)
    return row
  }
}
