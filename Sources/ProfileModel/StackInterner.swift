/// A stack table that gives equal stacks the same place.
public struct StackInterner: Sendable {
  /// The stacks so far, in the order of first sight; the empty one first.
  public private(set) var table = StackTable()
  private var index = HashIndex()

  public init() {}

  /// The place of a stack, given as locations with the leaf first; it is added at first sight.
  ///
  /// - Precondition: all stacks together have fewer than 2³² frames; readers keep a budget.
  public mutating func intern(_ frames: borrowing Span<UInt32>) -> StackID {
    guard !frames.isEmpty else { return .empty }
    var probe = index.probe(WordHasher.hash(frames))
    while let row = index.next(&probe) {
      if table.holds(frames, at: row) { return StackID(row) }
    }
    let row = UInt32(table.count)
    index.insert(row, at: probe)
    table.append(frames)
    return StackID(row)
  }
}

extension StackTable {
  /// Adds a stack without looking whether it is there already.
  fileprivate mutating func append(_ stack: borrowing Span<UInt32>) {
    // One copy in place of an append a frame, which looks each time whether there is room.
    unsafe stack.withUnsafeBufferPointer { unsafe frames.append(contentsOf: $0) }
    ends.append(UInt32(frames.count))
  }

  /// Whether a row is this stack.
  fileprivate func holds(_ stack: borrowing Span<UInt32>, at row: UInt32) -> Bool {
    let range = frames(of: StackID(row))
    guard range.count == stack.count else { return false }
    for (offset, place) in range.enumerated() where frames[place] != stack[offset] { return false }
    return true
  }
}

extension StackInterner {
  /// Replaces the locations of all frames, one for one; nothing may be interned afterwards.
  package mutating func renumber(frames: consuming [UInt32]) { table.frames = frames }
}
