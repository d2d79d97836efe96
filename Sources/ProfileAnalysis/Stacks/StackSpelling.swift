package import ProfileModel

/// The names of one stack after another as text, root first, with semicolons between them.
package struct StackSpelling {
  /// The text of the current stack.
  package private(set) var line: [UInt8] = []
  /// Where each of its names ends.
  private var ends: [Int] = []
  private let stacks: StackTable
  private let names: LocationNames
  private let texts: StringTable
  /// Keeps `fetch` from being left out as if it did nothing.
  private var fetched: UInt32 = 0

  /// Begins with an empty stack.
  package init(_ stacks: StackTable, _ names: LocationNames) {
    self.stacks = stacks
    self.names = names
    texts = names.texts
  }

  /// No text of a stack is longer, which none need reach: the most frames, if all had the most and the longest names; at
  /// least 1.
  package var longestLine: Int {
    let frames = (0..<stacks.count).lazy.map { stacks.frames(of: StackID(UInt32($0))).count }.max()
    let length = names.names.lazy.map { texts.range(of: StringID($0)).count }.max() ?? 0
    let most = Int64(frames ?? 0).multipliedClamped(by: Int64(names.mostInAFrame))
    return max(1, Int(most.multipliedClamped(by: Int64(length + 1))))
  }

  /// Goes on to another stack.
  ///
  /// - `shared`: how many first names are those of the one before; their text is there already.
  package mutating func move(to stack: StackID, shared: Int) {
    ends.removeLast(ends.count - shared)
    line.removeLast(line.count - (ends.last ?? 0))
    let texts = texts
    var cursor = NameCursor(stacks.frames(of: stack), .fromRoot)
    for _ in 0..<shared { _ = cursor.next(stacks, names, .fromRoot) }
    while !cursor.isAtEnd {
      let row = cursor.next(stacks, names, .fromRoot)
      if !ends.isEmpty { line.append(UInt8(ascii: ";")) }
      let text = texts.bytes.span.extracting(texts.range(of: StringID(names.names[row])))
      // One copy instead of an append a byte.
      unsafe text.withUnsafeBufferPointer { unsafe line.append(contentsOf: $0) }
      ends.append(line.count)
    }
  }

  /// Has stacks fetched from memory that will be moved to next.
  package mutating func fetch(_ stacks: ArraySlice<StackID>) {
    fetched = self.stacks.fetch(stacks)
  }
}
