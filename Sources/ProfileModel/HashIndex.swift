import ProfileSystem

/// Finds rows of a table by their hash, in open addressing: a slot holds a hash and a row.
///
/// The keys stay in the table's own columns, so nothing is stored twice:
///
///     var probe = index.probe(hash)
///     while let row = index.next(&probe) {
///       if table.holds(key, at: row) { return row }
///     }
///     index.insert(newRow, at: probe)
package struct HashIndex: Sendable {
  /// The state of a search.
  package struct Probe {
    fileprivate let hash: UInt32
    fileprivate var slotIndex: Int
  }

  /// The upper half is the hash, the lower half the row plus 1; 0 is a free slot.
  private var slots = [UInt64](repeating: 0, count: 64)
  private var count = 0
  /// Stored so that the optimizer cannot remove the prefetch.
  private var fetched: UInt64 = 0

  package init() {}

  /// Makes room for some more rows.
  package mutating func makeRoom(_ more: Int) {
    var wanted = slots.count
    while (count + more) * 2 >= wanted { wanted *= 2 }
    if wanted > slots.count { grow(to: wanted) }
  }

  /// Prefetches the slots where searches will begin, all at the same time.
  package mutating func fetch(_ hashes: [UInt32]) {
    var sum: UInt64 = 0
    for hash in hashes { sum ^= slots[Int(hash) & (slots.count - 1)] }
    fetched = sum
  }

  /// Begins a search; makes room first, so that the slot it ends at can be filled.
  @inline(__always)
  package mutating func probe(_ hash: UInt32) -> Probe {
    if count * 2 >= slots.count { grow(to: slots.count * 2) }
    return Probe(hash: hash, slotIndex: Int(hash) & (slots.count - 1))
  }

  /// The next row with the hash, or nil if there is none left.
  @inline(__always)
  package func next(_ probe: inout Probe) -> UInt32? {
    while true {
      let slot = slots[probe.slotIndex]
      if slot == 0 { return nil }
      if UInt32(truncatingIfNeeded: slot >> 32) == probe.hash {
        probe.slotIndex = (probe.slotIndex + 1) & (slots.count - 1)
        return UInt32(truncatingIfNeeded: slot) &- 1
      }
      probe.slotIndex = (probe.slotIndex + 1) & (slots.count - 1)
    }
  }

  /// Enters a row where a search has ended with nil.
  @inline(__always)
  package mutating func insert(_ row: UInt32, at probe: Probe) {
    slots[probe.slotIndex] = UInt64(probe.hash) << 32 | UInt64(row + 1)
    count += 1
  }

  /// Inserts a row known to be absent, without a lookup.
  package mutating func enter(_ row: UInt32, _ hash: UInt32) {
    var probe = probe(hash)
    while next(&probe) != nil {}
    insert(row, at: probe)
  }

  private mutating func grow(to size: Int) {
    let old = slots
    slots = []
    slots.reserveCapacity(size)
    slots.preferLargePages()
    slots.append(contentsOf: repeatElement(0, count: size))
    let mask = slots.count - 1
    for slot in old where slot != 0 {
      var slotIndex = Int(slot >> 32) & mask
      while slots[slotIndex] != 0 { slotIndex = (slotIndex + 1) & mask }
      slots[slotIndex] = slot
    }
  }
}
