/// Sorts stacks by the names of their frames, so that those which begin alike stand together.
///
/// This is quicksort on a few names at a time (after Bentley and Sedgewick, 1997): names are looked at only
/// where they decide, and no stack is ever spelled out. All entries go on to their next names together, since
/// nearly every stack of a large profile has to be waited for, and many can be waited for at the same time.
struct StackOrder {
  private struct Entry {
    /// The names that the sort has come to.
    var key: UInt64 = 0
    var cursor: NameCursor
    let stack: StackID
  }

  /// Entries that are alike in the names before their keys.
  private struct Part {
    let first, end: UInt32

    init(_ range: Range<Int>) {
      (first, end) = (UInt32(range.lowerBound), UInt32(range.upperBound))
    }

    var range: Range<Int> { Int(first)..<Int(end) }
  }

  /// Stacks in order, those of equal names one behind the other in the order of their places.
  struct Sorted: Sendable {
    var stacks: [StackID] = []
    /// How many of its first names each stack shares with the one before, as far as ranks tell: a name
    /// that ends one stack but not the other counts only where ranks do not tell those apart.
    var shared: [UInt32] = []

    /// What is shared by stacks that have the same names.
    static let all = UInt32.max
  }

  private let keys: NameKeys
  private var entries: [Entry]
  private var shared: [UInt32]
  /// What is left to sort, and how many names it is sorted by.
  private var parts: [Part] = []
  private var depth = 0
  /// Keeps the fetching of stacks from being left out as if it did nothing.
  private var fetched: UInt32 = 0
  private var ranges: [Range<Int>] = []
  private var random = UInt64(truncatingIfNeeded: Hasher().finalize()) | 1

  /// Sorts the given stacks, in two threads if there are many.
  static func sorted(_ chosen: [StackID], by keys: NameKeys) -> Sorted {
    guard chosen.count >= 1 << 15, let middle = middle(of: chosen, keys) else {
      return sorted(chosen[...], keys)
    }
    let split = Parallel.map(chosen.count) { range in
      var halves: (before: [StackID], after: [StackID]) = ([], [])
      for stack in chosen[range] {
        if keys.compare(stack, middle).isBefore {
          halves.before.append(stack)
        } else {
          halves.after.append(stack)
        }
      }
      return halves
    }
    let halves = [split.flatMap(\.before), split.flatMap(\.after)]
    let parts = Parallel.map(halves.count, smallest: 1) { range in
      halves[range].map { sorted($0[...], keys) }
    }
    return joined(parts.flatMap { $0 }, keys)
  }

  /// A stack that about half of the others stand before.
  private static func middle(of stacks: [StackID], _ keys: NameKeys) -> StackID? {
    let step = stacks.count / 255
    let some = stride(from: 0, to: stacks.count, by: max(1, step)).map { stacks[$0] }
    return sorted(some[...], keys).stacks[some.count / 2]
  }

  private static func joined(_ parts: [Sorted], _ keys: NameKeys) -> Sorted {
    var whole = Sorted()
    for part in parts {
      let first = whole.stacks.count
      let last = whole.stacks.last
      whole.stacks += part.stacks
      whole.shared += part.shared
      if let last, let next = part.stacks.first {
        whole.shared[first] = UInt32(keys.compare(last, next).shared)
      }
    }
    return whole
  }

  private static func sorted(_ chosen: ArraySlice<StackID>, _ keys: NameKeys) -> Sorted {
    var order = StackOrder(chosen, keys)
    while !order.parts.isEmpty { order.sortByNextNames() }
    return Sorted(stacks: order.entries.map(\.stack), shared: order.shared)
  }

  private init(_ chosen: ArraySlice<StackID>, _ keys: NameKeys) {
    self.keys = keys
    entries = chosen.map { Entry(cursor: keys.cursor(of: $0), stack: $0) }
    shared = Array(repeating: 0, count: entries.count)
    if entries.count > 1 { parts.append(Part(0..<entries.count)) }
  }

  /// Sorts all parts by their next names; what those do not decide are the parts that are left.
  private mutating func sortByNextNames() {
    fetched = advance()
    var undecided: [Part] = []
    for part in parts { sort(part.range, &undecided) }
    parts = undecided
    depth += keys.count
  }

  /// Gives the entries of all parts the keys of their next names.
  ///
  /// - Returns: what was fetched.
  private mutating func advance() -> UInt32 {
    let (keys, parts) = (keys, parts)
    var span = entries.mutableSpan
    var waiting: [Int] = []
    var fetched: UInt32 = 0
    for part in parts {
      for index in part.range {
        fetched ^= keys.fetch(span[index].cursor)
        waiting.append(index)
        guard waiting.count == 64 else { continue }
        for index in waiting { span[index].key = keys.next(&span[index].cursor) }
        waiting.removeAll(keepingCapacity: true)
      }
    }
    for index in waiting { span[index].key = keys.next(&span[index].cursor) }
    return fetched
  }

  private mutating func sort(_ range: Range<Int>, _ undecided: inout [Part]) {
    sortByKey(range)
    var first = range.lowerBound
    for index in range.dropFirst() where entries[index].key != entries[first].key {
      shared[index] = UInt32(depth + keys.shared(entries[first].key, entries[index].key))
      finish(first..<index, &undecided)
      first = index
    }
    finish(first..<range.upperBound, &undecided)
  }

  /// Looks at what is left to do for entries whose keys are equal.
  private mutating func finish(_ range: Range<Int>, _ undecided: inout [Part]) {
    guard range.count > 1 else { return }
    if keys.isLast(entries[range.lowerBound].key) {
      join(range)
    } else {
      undecided.append(Part(range))
    }
  }

  /// Makes one run of entries whose stacks have come to their ends together.
  private mutating func join(_ range: Range<Int>) {
    entries[range].sort { $0.stack.index < $1.stack.index }
    for index in range.dropFirst() { shared[index] = Sorted.all }
  }

  private mutating func sortByKey(_ range: Range<Int>) {
    ranges.append(range)
    while let range = ranges.popLast() {
      if range.count <= 12 { insertByKey(range) } else { split(range) }
    }
  }

  /// Splits a range at one of its keys, chosen at random so that no profile is slow.
  private mutating func split(_ range: Range<Int>) {
    random ^= random << 13
    random ^= random >> 7
    random ^= random << 17
    let chosen = range.lowerBound + Int(random % UInt64(range.count))
    var span = entries.mutableSpan
    let pivot = span[chosen].key
    var (low, index, high) = (range.lowerBound, range.lowerBound, range.upperBound)
    while index < high {
      let key = span[index].key
      if key < pivot {
        span.swapAt(low, index)
        low += 1
        index += 1
      } else if key > pivot {
        high -= 1
        span.swapAt(index, high)
      } else {
        index += 1
      }
    }
    ranges.append(range.lowerBound..<low)
    ranges.append(high..<range.upperBound)
  }

  private mutating func insertByKey(_ range: Range<Int>) {
    var span = entries.mutableSpan
    for index in range.dropFirst() {
      let entry = span[index]
      var place = index
      while place > range.lowerBound, span[place - 1].key > entry.key {
        span[place] = span[place - 1]
        place -= 1
      }
      span[place] = entry
    }
  }
}
