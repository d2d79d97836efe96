import ProfileModel

/// Finds the row of a pair of nodes, in open addressing.
///
/// It does what `HashIndex` does for keys that fit into a word. It lives here since the loops over all
/// frames need it inlined, and nothing is inlined from another module.
struct PairIndex {
  private struct Slot {
    var pair: UInt64 = 0
    /// The row plus 1; 0 for a free slot.
    var row: UInt32 = 0
  }

  private var slots = [Slot](repeating: Slot(), count: 1024)
  private var shift: UInt64 = 64 - 10
  private(set) var count = 0
  /// Seeded anew for each process, like `WordHasher`: it never shows in a result.
  private let seed = UInt64(truncatingIfNeeded: Hasher().finalize())

  /// The row of a pair; a new pair gets the next row, which is `count - 1` afterwards.
  @inline(__always)
  mutating func row(_ source: UInt32, _ target: UInt32) -> Int {
    let pair = UInt64(source) << 32 | UInt64(target)
    var index = self.index(of: pair)
    while slots[index].row != 0 {
      if slots[index].pair == pair { return Int(slots[index].row) - 1 }
      index = (index + 1) & (slots.count - 1)
    }
    return insert(pair, at: index)
  }

  /// The row of a pair that has one.
  func known(_ source: UInt32, _ target: UInt32) -> Int? {
    let pair = UInt64(source) << 32 | UInt64(target)
    var index = self.index(of: pair)
    while slots[index].row != 0 {
      if slots[index].pair == pair { return Int(slots[index].row) - 1 }
      index = (index + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Multiplication spreads a pair over the upper bits (Knuth's Fibonacci hashing).
  @inline(__always)
  private func index(of pair: UInt64) -> Int {
    Int(truncatingIfNeeded: ((pair ^ seed) &* 0x9E37_79B9_7F4A_7C15) &>> shift)
  }

  private mutating func insert(_ pair: UInt64, at index: Int) -> Int {
    count += 1
    slots[index] = Slot(pair: pair, row: UInt32(count))
    if count * 2 > slots.count { grow() }
    return count - 1
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: old.count * 2)
    shift -= 1
    for slot in old where slot.row != 0 {
      var index = self.index(of: slot.pair)
      while slots[index].row != 0 { index = (index + 1) & (slots.count - 1) }
      slots[index] = slot
    }
  }
}
