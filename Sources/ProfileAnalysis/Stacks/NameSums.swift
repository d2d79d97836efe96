package import ProfileModel

/// The values of each name in all of a profile's stacks, whatever a flame graph of them leaves out: the numbers of
/// `top`.
///
/// A name counts once in a stack however often it stands there.
package struct NameSums: Sendable {
  /// What stacks have that end in a name, a row of `width` numbers a name.
  package private(set) var selfValues: [Int64]
  /// What stacks have that hold a name.
  package private(set) var totals: [Int64]
  /// What stacks have whose site a name is; the same as `owns` where sites were not asked for.
  package private(set) var sites: [Int64]
  /// The sum of all stacks.
  package private(set) var whole: [Int64]
  /// How many numbers a row has.
  package let width: Int

  /// Adds up stacks.
  ///
  /// - `columns`: which of the sample types, one or two.
  /// - `isOwn`: for each name whether it may be a site: the one nearest to the leaf is, else the leaf itself.
  package init(
    _ profile: Profile, columns: [Int], _ names: LocationNames, isOwn: [Bool]? = nil
  ) {
    self.init(profile.stacks, StackValues(profile, columns: columns), names, isOwn: isOwn)
  }

  /// Adds up stacks with known values.
  init(_ stacks: StackTable, _ values: StackValues, _ names: LocationNames, isOwn: [Bool]?) {
    let width = values.width
    self.width = width
    let parts = Parallel.map(values.used.count) { part in
      var walk = NameSumWalk(names, width: width, isOwn: isOwn)
      walk.add(values.used[part], values, stacks)
      return walk
    }
    (selfValues, totals) = (parts[0].selfValues, parts[0].totals)
    (sites, whole) = (isOwn == nil ? [] : parts[0].sites, parts[0].whole)
    for part in parts.dropFirst() {
      selfValues.add(part.selfValues)
      totals.add(part.totals)
      if isOwn != nil { sites.add(part.sites) }
      whole.add(part.whole)
    }
    if isOwn == nil { sites = selfValues }
  }

  /// Takes what names have as sites from the sums of other stacks.
  mutating func takeSites(of other: NameSums) { sites = other.sites }

  /// Replaces the two numbers of each row.
  mutating func mapPairs(_ transform: (Int64, Int64) -> (Int64, Int64)) {
    selfValues.mapPairs(transform)
    totals.mapPairs(transform)
    sites.mapPairs(transform)
    whole.mapPairs(transform)
  }
}

/// Adds up some stacks in the order in which they lie in memory: in that of a call tree, each would be waited for.
private struct NameSumWalk: Sendable {
  /// A row of numbers; the second may be unused.
  private struct Row {
    var first: Int64 = 0
    var second: Int64 = 0
  }

  /// The state of a name, in one struct, since names come in any order and each is a cache miss.
  private struct Cell {
    var total = Row()
    /// In which stack it was last seen: cheaper than a set by far.
    var stamp = UInt32.max
  }

  private(set) var selfValues: [Int64]
  private(set) var totals: [Int64] = []
  private(set) var sites: [Int64]
  private(set) var whole: [Int64]
  private let names: LocationNames
  private let width: Int
  private let isOwn: [Bool]?

  init(_ names: LocationNames, width: Int, isOwn: [Bool]?) {
    self.names = names
    self.width = width
    self.isOwn = isOwn
    selfValues = Array(repeating: 0, count: names.texts.count * width)
    sites = isOwn == nil ? [] : selfValues
    whole = Array(repeating: 0, count: width)
  }

  mutating func add(_ used: ArraySlice<StackID>, _ values: StackValues, _ stacks: StackTable) {
    let frames = stacks.frames
    if frames.isWide {
      add(used, values, stacks, frames.wide.span)
    } else {
      add(used, values, stacks, frames.narrow.span)
    }
  }

  private mutating func add(
    _ used: ArraySlice<StackID>, _ values: StackValues, _ stacks: StackTable,
    _ frames: borrowing Span<some FrameRow>
  ) {
    var cells = [Cell](repeating: Cell(), count: names.texts.count)
    // The loop runs over spans: an array that belongs to a struct is checked for other owners at each write.
    var sums = cells.mutableSpan
    let singles = namesOfLocations
    let single = singles.span
    for stack in used {
      let row = Row(first: values[stack, 0], second: width > 1 ? values[stack, 1] : 0)
      guard row.first != 0 || row.second != 0 else { continue }
      addEnds(of: stack, stacks, row)
      let stamp = stack.index
      let part = frames.extracting(stacks.frames(of: stack))
      for frame in part.indices {
        let name = single[Int(part[frame])]
        if name != .max {
          Self.see(Int(name), row, stamp, &sums)
        } else {
          for index in names.range(of: LocationID(UInt32(part[frame]))) {
            Self.see(Int(names.names[index]), row, stamp, &sums)
          }
        }
      }
    }
    totals = cells.flatMap { width == 1 ? [$0.total.first] : [$0.total.first, $0.total.second] }
  }

  /// The name of each location that has one; `.max` for the others.
  private var namesOfLocations: [UInt32] {
    names.ends.indices.map { index in
      let range = names.range(of: LocationID(UInt32(index)))
      return range.count == 1 ? names.names[range.lowerBound] : .max
    }
  }

  /// Adds a stack to a name that it holds, unless that has been done.
  @inline(__always)
  private static func see(
    _ name: Int, _ row: Row, _ stamp: UInt32, _ cells: inout MutableSpan<Cell>
  ) {
    // Without a branch, for the processor cannot guess which function recurs.
    let isNew = cells[name].stamp != stamp
    cells[name].stamp = stamp
    cells[name].total.first = cells[name].total.first.addingClamped(isNew ? row.first : 0)
    cells[name].total.second = cells[name].total.second.addingClamped(isNew ? row.second : 0)
  }

  /// Adds a stack to the name it ends in, and to its site.
  private mutating func addEnds(of stack: StackID, _ stacks: StackTable, _ row: Row) {
    var cursor = NameCursor(stacks.frames(of: stack), .fromLeaf)
    Self.add(row, to: 0, of: &whole, width: width)
    guard !cursor.isAtEnd else { return }
    let leaf = Int(names.names[cursor.next(stacks, names, .fromLeaf)])
    Self.add(row, to: leaf, of: &selfValues, width: width)
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

  /// Static, since a call with `self` would retain the column, and each write would copy it.
  @inline(__always)
  private static func add(_ row: Row, to name: Int, of column: inout [Int64], width: Int) {
    column[name * width].addClamped(row.first)
    if width > 1 { column[name * width + 1].addClamped(row.second) }
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
