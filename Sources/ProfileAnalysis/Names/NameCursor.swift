import ProfileModel

/// From which end a stack is walked.
package enum WalkDirection: Sendable {
  case fromRoot, fromLeaf
}

/// Where a walk over the names of one stack stands.
///
/// It is small, since a sort holds one for each stack.
struct NameCursor {
  /// The location that the walk has reached, as an index in `StackTable.frames`.
  private var frame: UInt32
  /// How many locations are left, that one included.
  private var framesLeft: UInt32
  /// How many names of that location are left; 0 if none was given yet.
  private var namesLeft: UInt32 = 0

  @inline(__always)
  init(_ range: Range<Int>, _ direction: WalkDirection) {
    framesLeft = UInt32(range.count)
    frame = UInt32(
      truncatingIfNeeded: direction == .fromRoot ? range.upperBound - 1 : range.lowerBound)
  }

  /// Whether all names have been given.
  @inline(__always)
  var isAtEnd: Bool { framesLeft == 0 }

  /// The next name as a row of `LocationNames.names`.
  ///
  /// - Precondition: the walk is not at its end.
  @inline(__always)
  mutating func next(
    _ stacks: borrowing StackTable, _ names: borrowing LocationNames, _ direction: WalkDirection
  ) -> Int {
    let range = names.range(of: LocationID(stacks.frames[Int(frame)]))
    if namesLeft == 0 { namesLeft = UInt32(range.count) }
    let left = Int(namesLeft)
    namesLeft -= 1
    if namesLeft == 0 { skip(direction) }
    return direction == .fromRoot ? range.lowerBound + left - 1 : range.upperBound - left
  }

  /// The location that the next name belongs to.
  @inline(__always)
  func location(_ stacks: borrowing StackTable) -> Int { Int(stacks.frames[Int(frame)]) }

  /// Whether no other location follows.
  @inline(__always)
  var isAtLastLocation: Bool { framesLeft == 1 }

  /// Goes on to the next location.
  @inline(__always)
  mutating func skip(_ direction: WalkDirection) {
    frame = direction == .fromRoot ? frame &- 1 : frame &+ 1
    framesLeft -= 1
  }

  /// The first and the last of the next locations, as one number.
  @inline(__always)
  func fetch(_ stacks: borrowing StackTable, _ count: Int, _ direction: WalkDirection) -> UInt32 {
    guard framesLeft > 0 else { return 0 }
    let distance = min(UInt32(count), framesLeft) - 1
    let last = direction == .fromRoot ? frame &- distance : frame &+ distance
    return stacks.frames[Int(frame)] ^ stacks.frames[Int(last)]
  }
}
