import ProfileModel

/// The ranks of several names as one word: the first name's in the highest bits, 0 behind the last name.
///
/// Words are ordered like the names, so that a stack is fetched from memory once for several names.
struct NameKeys: Sendable {
  /// How many names one key tells of.
  let count: Int
  private let width: Int
  /// The ranks of the rows of names that others follow, and of those that end their stack.
  private let inner: [UInt32]
  private let last: [UInt32]
  /// The same of locations that have one name, as nearly all have; 0 for others.
  private let singleInner: [UInt32]
  private let singleLast: [UInt32]
  private let stacks: StackTable
  private let names: LocationNames
  private let direction: WalkDirection

  init(
    _ stacks: StackTable, _ names: LocationNames, _ ranks: NameRanks, _ direction: WalkDirection
  ) {
    self.stacks = stacks
    self.names = names
    self.direction = direction
    let inner = names.names.map { ranks.inner[Int($0)] }
    let last = names.names.map { ranks.last[Int($0)] }
    let singles = names.ends.indices.map { row in
      let range = names.range(of: LocationID(UInt32(row)))
      return range.count == 1 ? range.lowerBound : nil
    }
    singleInner = singles.map { row in row.map { inner[$0] } ?? 0 }
    singleLast = singles.map { row in row.map { last[$0] } ?? 0 }
    (self.inner, self.last) = (inner, last)
    let largest = max(ranks.inner.max() ?? 0, ranks.last.max() ?? 0, 1)
    width = UInt32.bitWidth - largest.leadingZeroBitCount
    count = UInt64.bitWidth / width
  }

  /// A walk over a stack's names.
  func cursor(of stack: StackID) -> NameCursor {
    NameCursor(stacks.frames(of: stack), direction)
  }

  /// Prefetches the frames of the next key; returns a number that depends on them, so that the optimizer cannot
  /// remove the loads.
  @inline(__always)
  func fetch(_ cursor: NameCursor) -> UInt32 { cursor.fetch(stacks, count, direction) }

  /// The key of the next names.
  @inline(__always)
  func next(_ cursor: inout NameCursor) -> UInt64 {
    var key: UInt64 = 0
    var shift = UInt64.bitWidth
    for _ in 0..<count {
      guard !cursor.isAtEnd else { break }
      shift -= width
      let location = cursor.location(stacks)
      var rank = cursor.isAtLastLocation ? singleLast[location] : singleInner[location]
      if rank != 0 {
        cursor.skip(direction)
      } else {
        let row = cursor.next(stacks, names, direction)
        rank = cursor.isAtEnd ? last[row] : inner[row]
      }
      key |= UInt64(rank) << UInt64(shift)
    }
    return key
  }

  /// Whether no names follow those of a key.
  @inline(__always)
  func isLast(_ key: UInt64) -> Bool {
    key << UInt64((count - 1) * width) == 0
  }

  /// How many first names two different keys share.
  @inline(__always)
  func shared(_ left: UInt64, _ right: UInt64) -> Int {
    (left ^ right).leadingZeroBitCount / width
  }

  /// How many first names two stacks share, and whether the first one stands before the second.
  func compare(_ left: StackID, _ right: StackID) -> (shared: Int, isBefore: Bool) {
    var (cursor, other) = (cursor(of: left), cursor(of: right))
    var depth = 0
    while true {
      let (key, otherKey) = (next(&cursor), next(&other))
      if key != otherKey { return (depth + shared(key, otherKey), key < otherKey) }
      if isLast(key) { return (depth, false) }
      depth += count
    }
  }
}
