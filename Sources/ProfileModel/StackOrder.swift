/// Sorts stacks by the names of their frames, so that those which begin alike stand together.
///
/// This is quicksort on one name at a time (Bentley and Sedgewick, 1997): a name is looked at only
/// where it decides, and no stack is ever spelled out. Its memory is 24 bytes a stack.
public struct StackOrder {
  private struct Entry {
    /// The rank of the name that the sort has come to; 0 behind the last one.
    var key: UInt32
    let stack: UInt32
    var cursor: NameCursor
  }

  private let stacks: StackTable
  private let names: LocationNames
  private let direction: WalkDirection
  private let ranks: NameRanks
  private var entries: [Entry]
  /// What is left to sort: parts whose stacks are alike up to the names before the keys.
  private var parts: [Range<Int>] = []
  private var random = UInt64(truncatingIfNeeded: Hasher().finalize()) | 1

  /// The given stacks in order; equal ones stand together, in the order of their places.
  public static func sorted(
    _ chosen: [StackID], of stacks: StackTable, names: LocationNames, by ranks: NameRanks,
    _ direction: WalkDirection = .fromRoot
  ) -> [StackID] {
    var order = StackOrder(chosen, stacks, names, direction, ranks)
    order.sort()
    return order.entries.map { StackID($0.stack) }
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
        let key = nextKey(&entries[index].cursor)
        entries[index].key = key
        areEqual = areEqual && key == entries[part.lowerBound].key
      }
    } while areEqual && entries[part.lowerBound].key != 0
    if areEqual {
      entries[part].sort { $0.stack < $1.stack }
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
    if pivot == 0 {
      entries[low..<high].sort { $0.stack < $1.stack }
    } else {
      deepen(low..<high)
    }
  }
}
