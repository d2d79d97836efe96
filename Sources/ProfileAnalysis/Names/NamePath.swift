package import ProfileModel

/// The names of one stack after another, and what each shares with the one before.
package struct NamePath: Sendable {
  /// The stack's names as rows of `LocationNames.names`, in the order of the walk.
  package private(set) var rows: [UInt32] = []
  private let stacks: StackTable
  private let names: LocationNames
  private let direction: WalkDirection
  /// Keeps `fetch` from being left out as if it did nothing.
  private var fetched: UInt32 = 0

  /// Begins with an empty stack.
  package init(
    _ stacks: StackTable, names: LocationNames, _ direction: WalkDirection = .fromRoot
  ) {
    self.stacks = stacks
    self.names = names
    self.direction = direction
  }

  /// Goes on to another stack and tells how many of its first names are those of the one before.
  ///
  /// - `limit`: how many names to look at; the others do not become part of the path.
  @discardableResult
  package mutating func move(to stack: StackID, limit: Int = .max) -> Int {
    var cursor = NameCursor(stacks.frames(of: stack), direction)
    var depth = 0
    var shared = 0
    while depth < limit, !cursor.isAtEnd {
      let row = UInt32(cursor.next(stacks, names, direction))
      if depth < rows.count {
        if shared == depth, names.names[Int(rows[depth])] == names.names[Int(row)] { shared += 1 }
        rows[depth] = row
      } else {
        rows.append(row)
      }
      depth += 1
    }
    rows.removeLast(rows.count - depth)
    return shared
  }

  /// Has stacks fetched from memory that will be moved to next.
  package mutating func fetch(_ stacks: ArraySlice<StackID>) { fetched = self.stacks.fetch(stacks) }
}
