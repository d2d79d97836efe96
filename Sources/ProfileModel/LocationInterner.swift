/// A location table that gives equal locations the same id.
struct LocationInterner: Sendable {
  /// The columns that tell one location from another.
  enum Columns {
    /// Those of all lines.
    case all
    /// That of the last line alone, as `go tool pprof` merges.
    case last
  }

  /// The locations so far, in the order of first sight.
  private(set) var table = LocationTable()
  private let columns: Columns
  private var index = HashIndex()

  init(columns: Columns) { self.columns = columns }

  /// The id of a location, which is added at first sight.
  mutating func intern(
    lines: borrowing [ProfileBuilder.Line], address: UInt64, mapping: MappingID?, isFolded: Bool
  ) -> LocationID {
    let number = LocationTable.number(of: mapping)
    var hasher = WordHasher()
    hasher.combine(UInt64(number) << 1 | (isFolded ? 1 : 0))
    hasher.combine(address)
    for line in copy lines {
      hasher.combine(UInt64(line.function.index))
      hasher.combine(UInt64(bitPattern: line.number))
    }
    var probe = index.probe(hasher.finalize())
    while let found = index.next(&probe) {
      let row = Int(found)
      if table.addresses[row] == address, table.mappings[row] == number,
        table.isFolded[row] == isFolded, holds(lines, at: LocationID(found))
      {
        return LocationID(found)
      }
    }
    let row = LocationID(UInt32(table.count))
    index.insert(row.index, at: probe)
    for line in copy lines {
      table.appendLine(function: line.function, number: line.number, column: line.column)
    }
    table.append(id: UInt64(row.index) + 1, mapping: mapping, address: address, isFolded: isFolded)
    return row
  }

  private func holds(_ lines: borrowing [ProfileBuilder.Line], at id: LocationID) -> Bool {
    let range = table.lines(of: id)
    guard range.count == lines.count else { return false }
    for (offset, index) in range.enumerated() {
      let line = lines[offset]
      let hasColumn = columns == .all || offset == range.count - 1
      guard table.lineFunctions[index] == line.function.index,
        table.lineNumbers[index] == line.number,
        !hasColumn || table.lineColumns[index] == line.column
      else { return false }
    }
    return true
  }
}
