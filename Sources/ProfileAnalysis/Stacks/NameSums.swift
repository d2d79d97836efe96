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

/// Adds up some runs; of a stack only one path is open at a time.
private struct NameSumWalk: Sendable {
  private(set) var owns: [Int64]
  private(set) var totals: [Int64]
  private(set) var sites: [Int64]
  private(set) var whole: [Int64]
  private let names: LocationNames
  private let width: Int
  private let direction: WalkDirection
  private let isOwn: [Bool]?
  /// Whether every location has one name, so that shared frames need not be looked at.
  private let areAllOne: Bool
  /// How often each name is open.
  private var counts: [UInt32]
  /// The names that are open, root first (or leaf first), and what each has so far.
  private var path: [UInt32] = []
  private var sums: [Int64] = []
  /// Stored so that the optimizer cannot remove the fetch.
  private var fetched: UInt32 = 0

  init(_ names: LocationNames, width: Int, _ direction: WalkDirection, isOwn: [Bool]?) {
    self.names = names
    self.width = width
    self.direction = direction
    self.isOwn = isOwn
    areAllOne = names.names.count == names.ends.count
    owns = Array(repeating: 0, count: names.texts.count * width)
    totals = owns
    sites = isOwn == nil ? [] : owns
    whole = Array(repeating: 0, count: width)
    counts = Array(repeating: 0, count: names.texts.count)
  }

  mutating func add(_ part: Range<Int>, of runs: StackRuns, _ stacks: StackTable) {
    for run in part {
      if (run - part.lowerBound) % 32 == 0 {
        fetched ^= stacks.fetch(runs.stacks(from: run, runs: 32))
      }
      // A part begins with nothing open.
      let shared = min(Int(runs.shared[run]), path.count)
      close(to: shared)
      open(runs.firstStack(of: run), stacks, behind: shared)
      add(run, of: runs)
    }
    close(to: 0)
  }

  private mutating func open(_ stack: StackID, _ stacks: StackTable, behind shared: Int) {
    var cursor = NameCursor(stacks.frames(of: stack), direction)
    if areAllOne {
      cursor.skip(UInt32(shared), direction)
    } else {
      for _ in 0..<shared where !cursor.isAtEnd { _ = cursor.next(stacks, names, direction) }
    }
    while !cursor.isAtEnd {
      let name = names.names[cursor.next(stacks, names, direction)]
      counts[Int(name)] += 1
      path.append(name)
      for _ in 0..<width { sums.append(0) }
    }
  }

  private mutating func add(_ run: Int, of runs: StackRuns) {
    let leaf = direction == .fromRoot ? path.last : path.first
    let site = isOwn.flatMap { self.site(among: $0) } ?? leaf
    for column in 0..<width {
      let value = runs.values[run * width + column]
      whole[column].addClamped(value)
      guard let leaf, let site else { continue }
      owns[Int(leaf) * width + column].addClamped(value)
      if isOwn != nil { sites[Int(site) * width + column].addClamped(value) }
      sums[sums.count - width + column].addClamped(value)
    }
  }

  private func site(among isOwn: [Bool]) -> UInt32? {
    direction == .fromRoot
      ? path.last(where: { isOwn[Int($0)] }) : path.first(where: { isOwn[Int($0)] })
  }

  private mutating func close(to depth: Int) {
    while path.count > depth, let name = path.popLast() {
      counts[Int(name)] -= 1
      let first = sums.count - width
      for column in 0..<width {
        let sum = sums[first + column]
        if counts[Int(name)] == 0 { totals[Int(name) * width + column].addClamped(sum) }
        if first > 0 { sums[first - width + column].addClamped(sum) }
      }
      sums.removeLast(width)
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
