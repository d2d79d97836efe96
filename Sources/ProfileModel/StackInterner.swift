/// A stack table that gives equal stacks the same id.
package struct StackInterner: Sendable {
  /// The stacks so far, in the order of first sight; the empty one first.
  package private(set) var table = StackTable()
  private var index = HashIndex()
  /// How many rows of the table can be found in the index.
  private var indexedCount = 1
  /// Those of a batch.
  private var hashes: [UInt32] = []
  private static let batchSize = 64

  package init() {}

  /// Goes on from a table of stacks, which is indexed only if something is looked for.
  init(_ table: consuming StackTable) { self.table = table }

  /// Makes room for frames, which takes no memory before they come.
  package mutating func reserve(frames: Int) { table.frames.reserveCapacity(frames) }

  /// The id of a stack, given as locations with the leaf first; it is added at first sight.
  ///
  /// - Precondition: all stacks together have fewer than 2³² frames; readers keep a budget.
  package mutating func intern(_ frames: borrowing Span<UInt32>) -> StackID {
    enterRest()
    return intern(frames, WordHasher.hash(frames))
  }

  /// The ids of several stacks stored one after the other.
  ///
  /// Nearly every search for a stack of a large profile has to wait for memory; here a whole batch waits
  /// together, which takes a quarter of the time.
  ///
  /// - `ends`: where each of the stacks ends in `frames`.
  package mutating func intern(
    _ frames: borrowing Span<UInt32>, ends: [Int], into rows: inout [UInt32]
  ) {
    enterRest()
    rows.makeRoom(ends.count)
    for first in stride(from: 0, to: ends.count, by: Self.batchSize) {
      let batch = ends[first..<min(first + Self.batchSize, ends.count)]
      internBatch(frames, from: first == 0 ? 0 : ends[first - 1], ends: batch, into: &rows)
    }
  }

  private mutating func internBatch(
    _ frames: borrowing Span<UInt32>, from first: Int, ends: ArraySlice<Int>,
    into rows: inout [UInt32]
  ) {
    index.makeRoom(ends.count)
    hashes.removeAll(keepingCapacity: true)
    var start = first
    for end in ends {
      hashes.append(WordHasher.hash(frames.extracting(start..<end)))
      start = end
    }
    index.fetch(hashes)
    start = first
    for (offset, end) in ends.enumerated() {
      rows.append(intern(frames.extracting(start..<end), hashes[offset]).index)
      start = end
    }
  }

  /// Enters rows of the table that are not in the index yet, in batches too; interning begins with it.
  @inline(__always)
  mutating func enterRest() {
    if indexedCount < table.count { enterAll() }
  }

  private mutating func enterAll() {
    var frames: [UInt32] = []
    index.makeRoom(table.count - indexedCount)
    while indexedCount < table.count {
      let rows = indexedCount..<min(table.count, indexedCount + Self.batchSize)
      hashes.removeAll(keepingCapacity: true)
      for row in rows {
        table.read(StackID(UInt32(row)), into: &frames)
        hashes.append(WordHasher.hash(frames.span))
      }
      index.fetch(hashes)
      for row in rows { index.enter(UInt32(row), hashes[row - rows.lowerBound]) }
      indexedCount = rows.upperBound
    }
  }

  @inline(__always)
  private mutating func intern(_ frames: borrowing Span<UInt32>, _ hash: UInt32) -> StackID {
    guard !frames.isEmpty else { return .empty }
    var probe = index.probe(hash)
    while let row = index.next(&probe) {
      if table.holds(frames, at: row) { return StackID(row) }
    }
    let row = UInt32(table.count)
    index.insert(row, at: probe)
    table.append(frames)
    indexedCount += 1
    return StackID(row)
  }
}

extension StackTable {
  /// Adds a stack without looking whether it is there already.
  fileprivate mutating func append(_ stack: borrowing Span<UInt32>) {
    frames.append(stack)
    ends.makeRoom(1)
    ends.append(UInt32(frames.count))
  }

  /// Whether a row is this stack.
  fileprivate func holds(_ stack: borrowing Span<UInt32>, at row: UInt32) -> Bool {
    frames.holds(stack, at: frames(of: StackID(row)))
  }
}

extension StackInterner {
  /// Replaces the locations of all frames, one for one; nothing may be interned afterwards.
  package mutating func renumber(frames: [UInt32]) {
    table.frames = FrameColumn(frames)
  }
}
