/// From which end a stack is walked.
public enum WalkDirection: Sendable {
  case fromRoot, fromLeaf
}

/// Where a walk over the names of one stack stands.
struct NameCursor {
  /// The next name as a row of `LocationNames.names`.
  private var row: UInt32 = 0
  /// How many names of the location are left.
  private var namesLeft: UInt32 = 0
  /// The next location as a place in `StackTable.frames`.
  private var frame: Int32 = 0
  /// How many locations are left.
  private var framesLeft: UInt32 = 0

  @inline(__always)
  init(_ range: Range<Int>, _ direction: WalkDirection) {
    framesLeft = UInt32(range.count)
    let first = direction == .fromRoot ? range.upperBound - 1 : range.lowerBound
    frame = Int32(truncatingIfNeeded: first)
  }

  /// Whether all names have been given.
  @inline(__always)
  var isAtEnd: Bool { namesLeft == 0 && framesLeft == 0 }

  /// The next name as a row of `LocationNames.names`.
  ///
  /// - Precondition: the walk is not at its end.
  @inline(__always)
  mutating func next(
    _ stacks: borrowing StackTable, _ names: borrowing LocationNames, _ direction: WalkDirection
  ) -> Int {
    let step: Int32 = direction == .fromRoot ? -1 : 1
    if namesLeft == 0 {
      let place = UInt32(bitPattern: frame)
      let location = LocationID(stacks.frames[Int(place)])
      let range = names.range(of: location)
      namesLeft = UInt32(range.count)
      row = UInt32(direction == .fromRoot ? range.upperBound - 1 : range.lowerBound)
      frame &+= step
      framesLeft -= 1
    }
    defer { row = UInt32(bitPattern: Int32(bitPattern: row) &+ step) }
    namesLeft -= 1
    return Int(row)
  }
}
