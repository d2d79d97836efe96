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
