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

  private let stacks: StackTable
  private let names: LocationNames
  private let direction: WalkDirection
  private let ranks: NameRanks
  private var entries: [Entry]
  /// What is left to sort: parts whose stacks are alike up to the names before the keys.
  private var parts: [Range<Int>] = []
  private var random = UInt64(truncatingIfNeeded: Hasher().finalize()) | 1

  /// Stacks in order, those of equal names one behind the other in the order of their places.
  public struct Sorted: Sendable {
    /// The stacks.
    public let stacks: [StackID]
    /// Where each run of stacks with equal names ends.
    public let runEnds: [Int]
  }

  /// Sorts the given stacks.
  public static func sorted(
    _ chosen: [StackID], of stacks: StackTable, names: LocationNames, by ranks: NameRanks,
    _ direction: WalkDirection = .fromRoot
  ) -> Sorted {
    var order = StackOrder(chosen, stacks, names, direction, ranks)
    order.sort()
    let ends = order.entries.indices.filter { $0 > 0 && order.entries[$0].key != Entry.repeated }
    return Sorted(
      stacks: order.entries.map { StackID($0.stack) },
      runEnds: order.entries.isEmpty ? [] : ends + [order.entries.count])
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
  }

  private mutating func sort() {
    deepen(0..<entries.count)
    while let part = parts.popLast() { split(part) }
  }

  /// Moves every entry of a part on to its next name, as often as that decides nothing.
  private mutating func deepen(_ part: Range<Int>) {
    guard part.count > 1 else { return }
    var areEqual = true
    repeat {
      areEqual = true
      for index in part {
        var entry = entries[index]
        entry.key = nextKey(&entry.cursor)
        entries[index] = entry
        areEqual = areEqual && entry.key == entries[part.lowerBound].key
      }
    } while areEqual && entries[part.lowerBound].key != 0
    if areEqual {
      join(part)
    } else {
      parts.append(part)
    }
  }

  @inline(__always)
  private func nextKey(_ cursor: inout NameCursor) -> UInt32 {
    guard !cursor.isAtEnd else { return 0 }
    let name = Int(names.names[cursor.next(stacks, names, direction)])
    return cursor.isAtEnd ? ranks.last[name] : ranks.inner[name]
  }

  /// Splits a part by the rank of one of its names, chosen at random so that no profile is slow.
  private mutating func split(_ part: Range<Int>) {
    random ^= random << 13
    random ^= random >> 7
    random ^= random << 17
    let pivot = entries[part.lowerBound + Int(random % UInt64(part.count))].key
    var (low, index, high) = (part.lowerBound, part.lowerBound, part.upperBound)
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
    if low - part.lowerBound > 1 { parts.append(part.lowerBound..<low) }
    if part.upperBound - high > 1 { parts.append(high..<part.upperBound) }
    if pivot == 0 { join(low..<high) } else { deepen(low..<high) }
  }

  /// Makes one run of a part whose stacks have come to their ends together.
  private mutating func join(_ part: Range<Int>) {
    entries[part].sort { $0.stack < $1.stack }
    for index in part.dropFirst() { entries[index].key = Entry.repeated }
  }
}
