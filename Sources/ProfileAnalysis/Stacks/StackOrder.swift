import ProfileModel

/// Sorts stacks by the names of their frames, so that those which begin alike stand together.
///
/// This is quicksort on a few names at a time (after Bentley and Sedgewick, 1997): names are looked at only
/// where they decide, and no stack is ever spelled out. Entries go on to their next names together, since
/// stacks of a large profile have to be waited for, and many can be waited for at the same time; and only
/// so many together that they are still in a near cache when they go on to the names after those.
struct StackOrder {
  fileprivate struct Entry {
    /// The names that the sort has come to.
    var key: UInt64
    /// Where the names behind those of the key begin.
    var cursor: NameCursor
    let stack: StackID

    @inline(__always)
    init(_ stack: StackID, _ keys: NameKeys) {
      cursor = keys.cursor(of: stack)
      key = keys.next(&cursor)
      self.stack = stack
    }

    /// Whether the names stand before those of another entry that has its first key too.
    func isBefore(_ other: Entry, _ keys: NameKeys) -> Bool {
      key == other.key ? keys.compare(stack, other.stack).isBefore : key < other.key
    }
  }

  /// Entries that are alike in the names before their keys.
  private struct Part {
    let first, end: UInt32

    init(_ range: Range<Int>) {
      (first, end) = (UInt32(range.lowerBound), UInt32(range.upperBound))
    }

    var range: Range<Int> { Int(first)..<Int(end) }
  }

  /// Parts that go on together, which are alike in as many names.
  private struct Group {
    var parts: [Part] = []
    /// How many entries they have.
    var count = 0
    let depth: Int

    /// With 150 bytes for each, entries and their stacks take half of a near cache.
    static let mostEntries = 4096
  }

  /// Stacks in order; those with equal names are ordered by index.
  struct Sorted: Sendable {
    var stacks: [StackID] = []
    /// How many of its first names each stack shares with the one before, as far as ranks tell: a name that ends one
    /// stack but not the other counts only where ranks do not distinguish those.
    var shared: [UInt32] = []

    /// The shared length of stacks with the same names.
    static let all = UInt32.max

    /// The order of some of the stacks; what lies between two of them limits what they share.
    ///
    /// - `count`: how many stacks the table has.
    func keeping(_ kept: [StackID], of count: Int) -> Sorted {
      var isKept = [Bool](repeating: false, count: count)
      for stack in kept { isKept[Int(stack.index)] = true }
      var result = Sorted()
      result.stacks.makeRoom(kept.count)
      result.shared.makeRoom(kept.count)
      var sharedSince = Self.all
      for (index, stack) in stacks.enumerated() {
        sharedSince = min(sharedSince, shared[index])
        guard isKept[Int(stack.index)] else { continue }
        result.shared.append(result.stacks.isEmpty ? 0 : sharedSince)
        result.stacks.append(stack)
        sharedSince = Self.all
      }
      return result
    }
  }

  private let keys: NameKeys
  private var entries: [Entry]
  private var shared: [UInt32]
  /// The groups left to sort.
  private var groups: [Group] = []
  /// Keeps the fetching of stacks from being left out as if it did nothing.
  private var fetched: UInt32 = 0
  private var ranges: [Range<Int>] = []
  private var random = UInt64(truncatingIfNeeded: Hasher().finalize()) | 1

  /// Sorts the given stacks, in several threads if there are many.
  static func sorted(_ chosen: [StackID], by keys: NameKeys) -> Sorted {
    guard chosen.count >= 1 << 15 else { return sorted(entries(chosen[...], keys), keys) }
    let quartiles = quartiles(of: chosen, keys)
    let split = Parallel.map(chosen.count) { range in
      var entries = entries(chosen[range], keys)
      let ends = quartiles.indices.reduce(into: [0]) { ends, quartile in
        ends.append(entries.split(from: ends[quartile], at: quartiles[quartile], keys))
      }
      return zip(ends, ends.dropFirst() + [entries.count]).map { entries[$0..<$1] }
    }
    // Four parts, since quarters do not take the same time.
    let parts = Parallel.each(quartiles.count + 1) { part in
      sorted([Entry](joining: split.map { $0[part] }), keys)
    }
    return joined(parts, keys)
  }

  private static func entries(_ chosen: ArraySlice<StackID>, _ keys: NameKeys) -> [Entry] {
    var entries: [Entry] = []
    entries.makeRoom(chosen.count)
    for stack in chosen { entries.append(Entry(stack, keys)) }
    return entries
  }

  /// Three stacks that about a quarter, half and three quarters of the others stand before.
  private static func quartiles(of stacks: [StackID], _ keys: NameKeys) -> [Entry] {
    let some = stride(from: 0, to: stacks.count, by: max(1, stacks.count / 255)).map { stacks[$0] }
    let order = sorted(entries(some[...], keys), keys).stacks
    return (1...3).map { Entry(order[order.count * $0 / 4], keys) }
  }

  private static func joined(_ parts: [Sorted], _ keys: NameKeys) -> Sorted {
    var whole = Sorted(
      stacks: [StackID](joining: parts.map { $0.stacks[...] }),
      shared: [UInt32](joining: parts.map { $0.shared[...] }))
    var end = 0
    for part in parts.dropLast() {
      end += part.stacks.count
      guard end > 0, end < whole.stacks.count else { continue }
      whole.shared[end] = UInt32(keys.compare(whole.stacks[end - 1], whole.stacks[end]).shared)
    }
    return whole
  }

  private static func sorted(_ entries: consuming [Entry], _ keys: NameKeys) -> Sorted {
    var order = StackOrder(entries, keys)
    order.sort()
    return Sorted(stacks: order.entries.map(\.stack), shared: order.shared)
  }

  private init(_ entries: consuming [Entry], _ keys: NameKeys) {
    self.keys = keys
    shared = Array(repeating: 0, count: entries.count)
    self.entries = entries
  }

  private mutating func sort() {
    guard entries.count > 1 else { return }
    sort(Group(parts: [Part(0..<entries.count)], count: entries.count, depth: 0))
    while let group = groups.popLast() {
      advance(group)
      sort(group)
    }
  }

  /// Sorts parts by their keys; entries with equal keys form groups to sort further.
  private mutating func sort(_ group: Group) {
    var undecided: [Part] = []
    for part in group.parts { sort(part.range, group.depth, &undecided) }
    var next = Group(depth: group.depth + keys.count)
    for part in undecided {
      if next.count + part.range.count > Group.mostEntries {
        if next.count > 0 { groups.append(next) }
        next = Group(depth: next.depth)
      }
      next.parts.append(part)
      next.count += part.range.count
    }
    if next.count > 0 { groups.append(next) }
  }

  /// Gives the entries of a group the keys of their next names.
  private mutating func advance(_ group: Group) {
    guard group.count > Group.mostEntries else { return advance(group.parts) }
    // Then it is one part.
    for part in group.parts {
      for first in stride(
        from: part.range.lowerBound, to: part.range.upperBound, by: Group.mostEntries)
      {
        advance([Part(first..<min(first + Group.mostEntries, part.range.upperBound))])
      }
    }
  }

  private mutating func advance(_ parts: [Part]) {
    let keys = keys
    var span = entries.mutableSpan
    var fetched: UInt32 = 0
    for part in parts {
      for index in part.range { fetched ^= keys.fetch(span[index].cursor) }
    }
    for part in parts {
      for index in part.range { span[index].key = keys.next(&span[index].cursor) }
    }
    self.fetched ^= fetched
  }

  private mutating func sort(_ range: Range<Int>, _ depth: Int, _ undecided: inout [Part]) {
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
      var target = index
      while target > range.lowerBound, span[target - 1].key > entry.key {
        span[target] = span[target - 1]
        target -= 1
      }
      span[target] = entry
    }
  }
}

extension [StackOrder.Entry] {
  /// Moves what stands before an entry to the front of the rest of an array; gives where that ends.
  fileprivate mutating func split(
    from start: Int, at entry: StackOrder.Entry, _ keys: NameKeys
  ) -> Int {
    var span = mutableSpan
    var end = start
    for index in start..<span.count where span[index].isBefore(entry, keys) {
      span.swapAt(index, end)
      end += 1
    }
    return end
  }
}
