import ProfileModel

/// Numbers location ids while stacks are read, before the locations themselves are known.
///
/// Writers number locations from 1, so a frame is first taken for the row `id - 1`, and nothing is left to do at the
/// end. Other ids, addresses for example, get numbers in the upper half.
struct FrameIDs {
  /// The largest row that was guessed.
  private(set) var largest: UInt32 = 0
  /// The ids in the upper half.
  private(set) var sparse: [UInt64] = []
  private var index = HashIndex()
  private static let half: UInt32 = 1 << 31

  /// The number of an id.
  @inline(__always)
  mutating func number(_ id: UInt64) -> UInt32 {
    let row = id &- 1
    guard row < UInt64(Self.half) else { return sparseNumber(id) }
    let number = UInt32(truncatingIfNeeded: row)
    if number > largest { largest = number }
    return number
  }

  private mutating func sparseNumber(_ id: UInt64) -> UInt32 {
    var hasher = WordHasher()
    hasher.combine(id)
    var probe = index.probe(hasher.finalize())
    while let row = index.next(&probe) {
      if sparse[Int(row)] == id { return Self.half + row }
    }
    index.insert(UInt32(sparse.count), at: probe)
    sparse.append(id)
    return Self.half + UInt32(sparse.count - 1)
  }

  /// The id behind a number.
  func id(_ number: UInt32) -> UInt64 {
    number < Self.half ? UInt64(number) + 1 : sparse[Int(number - Self.half)]
  }

  /// Whether every number is the row of its location already.
  func areRows(of table: IDTable) -> Bool {
    table.isSequential && sparse.isEmpty && Int(largest) < table.count
  }
}

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
