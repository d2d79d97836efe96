package import ProfileModel

/// What each name has in all of some stacks, whatever is left out of a picture of them: the numbers of `top`.
///
/// A name counts once in a stack however often it stands there. Stacks come in the order of their names, so only
/// frames that differ from those of the stack before are looked at.
package struct NameSums: Sendable {
  /// What stacks have that end in a name, a row of `width` numbers a name.
  package private(set) var owns: [Int64]
  /// What stacks have that hold a name.
  package private(set) var totals: [Int64]
  /// What stacks have whose site a name is; the same as `owns` where sites were not asked for.
  package private(set) var sites: [Int64]
  /// What all stacks have.
  package private(set) var whole: [Int64]
  /// How many numbers a row has.
  package let width: Int

  /// Adds up runs.
  ///
  /// - `isOwn`: for each name whether it may be a site: the one nearest to the leaf is, else the leaf itself.
  package init(
    _ runs: StackRuns, _ stacks: StackTable, _ names: LocationNames, _ direction: WalkDirection,
    isOwn: [Bool]? = nil
  ) {
    width = runs.width
    let parts = Parallel.map(runs.count) { part in
      var walk = NameSumWalk(names, width: runs.width, direction, isOwn: isOwn)
      walk.add(part, of: runs, stacks)
      return walk
    }
    (owns, totals) = (parts[0].owns, parts[0].totals)
    sites = isOwn == nil ? [] : parts[0].sites
    whole = parts[0].whole
    for part in parts.dropFirst() {
      owns.add(part.owns)
      totals.add(part.totals)
      if isOwn != nil { sites.add(part.sites) }
      whole.add(part.whole)
    }
    if isOwn == nil { sites = owns }
  }

  /// Replaces the two numbers of each row.
  mutating func mapPairs(_ transform: (Int64, Int64) -> (Int64, Int64)) {
    owns.mapPairs(transform)
    totals.mapPairs(transform)
    sites.mapPairs(transform)
    whole.mapPairs(transform)
  }
}

/// Adds up some runs. Frames that a stack shares with the next stay open until the last that shares them has been
/// seen, and count once for all of these; most frames are in one stack only, and are counted at once.
private struct NameSumWalk: Sendable {
  /// A row of numbers, of which the second may be unused.
  private struct Row {
    var first: Int64 = 0
    var second: Int64 = 0

    @inline(__always)
    mutating func add(_ other: Row) {
      first = first.addingClamped(other.first)
      second = second.addingClamped(other.second)
    }
  }

  /// What is known of a name, side by side, for names come in any order and each is a wait for memory.
  private struct Cell {
    var total = Row()
    /// How often the name is open, and the run it was last seen in.
    var count: UInt32 = 0
    var stamp = UInt32.max
  }

  /// A frame that is open, and what stacks have so far that end in it or in frames that are not open.
  private struct Open {
    let name: UInt32
    var sum = Row()
  }

  private(set) var owns: [Int64]
  private(set) var totals: [Int64] = []
  private(set) var sites: [Int64]
  private(set) var whole: [Int64]
  private let names: LocationNames
  private let width: Int
  private let direction: WalkDirection
  private let isOwn: [Bool]?
  /// Whether every location has one name, so that shared frames need not be looked at.
  private let areAllOne: Bool
  /// The name of each location that has one; `.max` for the others.
  private let single: [UInt32]
  private var open: [Open] = []
  /// Stored so that the optimizer cannot remove the fetch.
  private var fetched: UInt32 = 0

  init(_ names: LocationNames, width: Int, _ direction: WalkDirection, isOwn: [Bool]?) {
    self.names = names
    self.width = width
    self.direction = direction
    self.isOwn = isOwn
    areAllOne = names.names.count == names.ends.count
    single = names.ends.indices.map { index in
      let range = names.range(of: LocationID(UInt32(index)))
      return range.count == 1 ? names.names[range.lowerBound] : .max
    }
    owns = Array(repeating: 0, count: names.texts.count * width)
    sites = isOwn == nil ? [] : owns
    whole = Array(repeating: 0, count: width)
  }

  mutating func add(_ part: Range<Int>, of runs: StackRuns, _ stacks: StackTable) {
    var cells = [Cell](repeating: Cell(), count: names.texts.count)
    // The loop runs over a span: an array that belongs to a struct is checked for other owners at each write.
    var span = cells.mutableSpan
    for run in part {
      if (run - part.lowerBound) % 32 == 0 {
        fetched ^= stacks.fetch(runs.stacks(from: run, runs: 32))
      }
      let next = run + 1 < part.upperBound ? Int(runs.shared[run + 1]) : 0
      // A part begins with nothing open.
      close(to: min(Int(runs.shared[run]), open.count), &span)
      add(run, of: runs, stacks, next, &span)
    }
    close(to: 0, &span)
    totals = cells.flatMap { width == 1 ? [$0.total.first] : [$0.total.first, $0.total.second] }
  }

  private mutating func add(
    _ run: Int, of runs: StackRuns, _ stacks: StackTable, _ next: Int,
    _ cells: inout MutableSpan<Cell>
  ) {
    let stack = runs.firstStack(of: run)
    let row = Row(
      first: runs.values[run * width], second: width > 1 ? runs.values[run * width + 1] : 0)
    addEnds(of: stack, stacks, row)
    var cursor = NameCursor(stacks.frames(of: stack), direction)
    skip(open.count, &cursor, stacks)
    while open.count < next, !cursor.isAtEnd {
      let name = names.names[cursor.next(stacks, names, direction)]
      cells[Int(name)].count += 1
      open.append(Open(name: name))
    }
    if !open.isEmpty { open[open.count - 1].sum.add(row) }
    let stamp = UInt32(truncatingIfNeeded: run)
    while cursor.rest(direction) == nil, !cursor.isAtEnd {
      let name = names.names[cursor.next(stacks, names, direction)]
      Self.see(Int(name), row, stamp, &cells)
    }
    let frames = stacks.frames.span.extracting(cursor.rest(direction) ?? 0..<0)
    let single = single.span
    for frame in frames.indices {
      let name = single[Int(frames[frame])]
      if name != .max {
        Self.see(Int(name), row, stamp, &cells)
      } else {
        for place in names.range(of: LocationID(frames[frame])) {
          Self.see(Int(names.names[place]), row, stamp, &cells)
        }
      }
    }
  }

  /// Adds a stack to a name that it holds, unless that has been done or the name is open.
  @inline(__always)
  private static func see(
    _ name: Int, _ row: Row, _ stamp: UInt32, _ cells: inout MutableSpan<Cell>
  ) {
    // Without a branch, for the processor cannot guess which function recurs.
    let isNew = cells[name].count == 0 && cells[name].stamp != stamp
    cells[name].stamp = stamp
    cells[name].total.add(
      Row(first: isNew ? row.first : 0, second: isNew ? row.second : 0))
  }

  @inline(__always)
  private func skip(_ count: Int, _ cursor: inout NameCursor, _ stacks: StackTable) {
    if areAllOne {
      cursor.skip(UInt32(count), direction)
    } else {
      for _ in 0..<count where !cursor.isAtEnd { _ = cursor.next(stacks, names, direction) }
    }
  }

  /// Adds a stack to the name it ends in, and to its site.
  private mutating func addEnds(of stack: StackID, _ stacks: StackTable, _ row: Row) {
    var cursor = NameCursor(stacks.frames(of: stack), .fromLeaf)
    Self.add(row, to: 0, of: &whole, width: width)
    guard !cursor.isAtEnd else { return }
    let leaf = Int(names.names[cursor.next(stacks, names, .fromLeaf)])
    Self.add(row, to: leaf, of: &owns, width: width)
    guard let isOwn else { return }
    var site = leaf
    while !isOwn[site] {
      guard !cursor.isAtEnd else {
        site = leaf
        break
      }
      site = Int(names.names[cursor.next(stacks, names, .fromLeaf)])
    }
    Self.add(row, to: site, of: &sites, width: width)
  }

  /// Without `self`, of which a call would hold the column a second time, so that each write copied it.
  @inline(__always)
  private static func add(_ row: Row, to name: Int, of column: inout [Int64], width: Int) {
    column[name * width].addClamped(row.first)
    if width > 1 { column[name * width + 1].addClamped(row.second) }
  }

  @inline(__always)
  private mutating func close(to depth: Int, _ cells: inout MutableSpan<Cell>) {
    while open.count > depth, let ended = open.popLast() {
      let name = Int(ended.name)
      cells[name].count -= 1
      if cells[name].count == 0 { cells[name].total.add(ended.sum) }
      if !open.isEmpty { open[open.count - 1].sum.add(ended.sum) }
    }
  }
}

extension Int64 {
  fileprivate mutating func addClamped(_ other: Int64) { self = addingClamped(other) }
}

extension [Int64] {
  fileprivate mutating func add(_ other: [Int64]) {
    for index in indices { self[index] = self[index].addingClamped(other[index]) }
  }

  fileprivate mutating func mapPairs(_ transform: (Int64, Int64) -> (Int64, Int64)) {
    for first in stride(from: 0, to: count - 1, by: 2) {
      (self[first], self[first + 1]) = transform(self[first], self[first + 1])
    }
  }
}
