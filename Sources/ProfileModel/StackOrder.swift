/// Sorts stacks by the names of their frames, so that those which begin alike stand together.
///
/// This is quicksort on one name at a time (Bentley and Sedgewick, 1997): a name is looked at only
/// where it decides, and no stack is ever spelled out.
public struct StackOrder {
  private struct Entry {
    /// The rank of the name that the sort has come to; 0 behind the last one, `repeated` in the end
    /// for a stack that has the names of the one before.
    var key: UInt32
    let stack: UInt32
    var cursor: NameCursor

    static let repeated = UInt32.max
  }

  /// Entries that are alike in the names before their keys, and how many those are.
  private struct Part {
    let range: Range<Int>
    let depth: UInt32
  }

  private let stacks: StackTable
  private let names: LocationNames
  private let direction: WalkDirection
  private let ranks: NameRanks
  private var entries: [Entry]
  /// How many names, by their ranks, each entry shares with the one before.
  private var shared: [UInt32]
  /// What is left to sort.
  private var parts: [Part] = []
  private var random = UInt64(truncatingIfNeeded: Hasher().finalize()) | 1

  /// Stacks in order, those of equal names one behind the other in the order of their places.
  public struct Sorted: Sendable {
    /// The stacks.
    public let stacks: [StackID]
    /// Where each run of stacks with equal names ends.
    public let runEnds: [Int]
    /// How many of its first names each run shares with the one before, as far as ranks tell: a name
    /// that ends one stack but not the other counts only where ranks do not tell those apart.
    public let shared: [Int]
  }

  /// Sorts the given stacks.
  public static func sorted(
    _ chosen: [StackID], of stacks: StackTable, names: LocationNames, by ranks: NameRanks,
    _ direction: WalkDirection = .fromRoot
  ) -> Sorted {
    var order = StackOrder(chosen, stacks, names, direction, ranks)
    order.sort()
    let starts = order.entries.indices.filter { order.entries[$0].key != Entry.repeated }
    return Sorted(
      stacks: order.entries.map { StackID($0.stack) },
      runEnds: starts.isEmpty ? [] : starts.dropFirst() + [order.entries.count],
      shared: starts.map { Int(order.shared[$0]) })
  }

  private init(
    _ chosen: [StackID], _ stacks: StackTable, _ names: LocationNames,
    _ direction: WalkDirection, _ ranks: NameRanks
  ) {
    self.stacks = stacks
    self.names = names
    self.direction = direction
    self.ranks = ranks
    entries = chosen.map { stack in
      Entry(
        key: 0, stack: stack.index, cursor: NameCursor(stacks.frames(of: stack), direction))
    }
    shared = Array(repeating: 0, count: entries.count)
  }

  private mutating func sort() {
    deepen(0..<entries.count, 0)
    while let part = parts.popLast() { split(part) }
  }

  /// Moves every entry of a part on to its next name, as often as that decides nothing.
  private mutating func deepen(_ range: Range<Int>, _ depth: UInt32) {
    guard range.count > 1 else { return }
    var areEqual = true
    var depth = depth
    while true {
      areEqual = true
      for index in range {
        var entry = entries[index]
        entry.key = nextKey(&entry.cursor)
        entries[index] = entry
        areEqual = areEqual && entry.key == entries[range.lowerBound].key
      }
      guard areEqual, entries[range.lowerBound].key != 0 else { break }
      depth += 1
    }
    if areEqual {
      join(range)
    } else {
      parts.append(Part(range: range, depth: depth))
    }
  }

  @inline(__always)
  private func nextKey(_ cursor: inout NameCursor) -> UInt32 {
    guard !cursor.isAtEnd else { return 0 }
    let name = Int(names.names[cursor.next(stacks, names, direction)])
    return cursor.isAtEnd ? ranks.last[name] : ranks.inner[name]
  }

  /// Splits a part by the rank of one of its names, chosen at random so that no profile is slow.
  private mutating func split(_ part: Part) {
    let range = part.range
    random ^= random << 13
    random ^= random >> 7
    random ^= random << 17
    let pivot = entries[range.lowerBound + Int(random % UInt64(range.count))].key
    var (low, index, high) = (range.lowerBound, range.lowerBound, range.upperBound)
    while index < high {
      let key = entries[index].key
      if key < pivot {
        entries.swapAt(low, index)
        low += 1
        index += 1
      } else if key > pivot {
        high -= 1
        entries.swapAt(index, high)
      } else {
        index += 1
      }
    }
    if low > range.lowerBound { shared[low] = part.depth }
    if high < range.upperBound { shared[high] = part.depth }
    if low - range.lowerBound > 1 {
      parts.append(Part(range: range.lowerBound..<low, depth: part.depth))
    }
    if range.upperBound - high > 1 {
      parts.append(Part(range: high..<range.upperBound, depth: part.depth))
    }
    if pivot == 0 { join(low..<high) } else { deepen(low..<high, part.depth + 1) }
  }

  /// Makes one run of a part whose stacks have come to their ends together.
  private mutating func join(_ part: Range<Int>) {
    entries[part].sort { $0.stack < $1.stack }
    for index in part.dropFirst() { entries[index].key = Entry.repeated }
  }
}
