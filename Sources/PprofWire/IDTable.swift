/// Finds the row of an id in a table, whatever ids its writer chose.
struct IDTable {
  /// How many rows there are.
  let count: Int
  /// Whether the ids are 1, 2, 3, …, as nearly all writers number.
  let isSequential: Bool
  private var rows: [UInt64: UInt32] = [:]

  /// - `table`: what a row is called in an error.
  /// - Throws: when an id is 0 or stands twice.
  init(_ ids: [UInt64], table: String) throws(PprofError) {
    count = ids.count
    isSequential = zip(ids, 1...).allSatisfy { $0 == UInt64($1) }
    guard !isSequential else { return }
    rows.reserveCapacity(ids.count)
    for (row, id) in ids.enumerated() {
      guard id != 0 else { throw PprofError(.zeroID(table: table)) }
      guard rows.updateValue(UInt32(row), forKey: id) == nil else {
        throw PprofError(.duplicateID(table: table, id: id))
      }
    }
  }

  /// The row of an id, if there is one.
  func row(of id: UInt64) -> UInt32? {
    guard isSequential else { return rows[id] }
    return id >= 1 && id <= UInt64(count) ? UInt32(id - 1) : nil
  }
}
