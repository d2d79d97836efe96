/// The tables of a merged profile, with what tells one row from another.
///
/// No `ProfileBuilder` is used, for rows are equal here by `go tool pprof`'s rules of merging: a mapping by what it
/// is of wherever it was loaded, a location by its address from there and by the column of its last line alone.
struct MergedTables: Sendable {
  var strings: StringInterner
  private(set) var mappings: [Mapping] = []
  private(set) var functions = FunctionInterner()
  private(set) var locations = LocationInterner(columns: .last)
  var stacks = StackInterner()
  var labelSets = LabelSetInterner()

  private var mappingRows: [MappingIdentity: MappingID] = [:]

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
    functions.intern(
      name: name, systemName: systemName, filename: filename, startLine: startLine)
  }

  /// The id of a location, whose address counts from the start of its mapping.
  mutating func location(
    lines: borrowing [ProfileBuilder.Line], address: UInt64, mapping: MappingID?, isFolded: Bool
  ) -> LocationID {
    locations.intern(lines: lines, address: address, mapping: mapping, isFolded: isFolded)
  }
}
