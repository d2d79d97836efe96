/// A function table that gives equal functions the same id.
struct FunctionInterner: Sendable {
  /// The functions so far, in the order of first sight.
  private(set) var table = FunctionTable()
  private var index = HashIndex()

  /// The id of a function, which is added at first sight.
  mutating func intern(
    name: StringID, systemName: StringID, filename: StringID, startLine: Int64
  ) -> FunctionID {
    var hasher = WordHasher()
    hasher.combine(UInt64(name.index) << 32 | UInt64(systemName.index))
    hasher.combine(UInt64(filename.index))
    hasher.combine(UInt64(bitPattern: startLine))
    var probe = index.probe(hasher.finalize())
    while let found = index.next(&probe) {
      let row = Int(found)
      if table.names[row] == name.index, table.systemNames[row] == systemName.index,
        table.filenames[row] == filename.index, table.startLines[row] == startLine
      {
        return FunctionID(found)
      }
    }
    let row = FunctionID(UInt32(table.count))
    index.insert(row.index, at: probe)
    table.append(
      id: UInt64(row.index) + 1, name: name, systemName: systemName, filename: filename,
      startLine: startLine)
    return row
  }
}
