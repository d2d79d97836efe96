package import ProfileModel

/// The lightest frames, folded into one node for each caller, the first below it, to limit a tree's size.
package struct FoldedFrames: Sendable {
  /// The name of such a node in the columns of the tree.
  package static let name = UInt32.max

  /// The nodes, in their order.
  package let nodes: [UInt32]
  /// The number of frames that each of them replaces.
  package let counts: [Int]
  /// No frame has a larger part of any sample type.
  package let largestPart: Double
  /// For each stack how many of its names the tree keeps; as many as there may be where it keeps all.
  let kept: [UInt32]

  /// How many frames are folded.
  package var frameCount: Int { counts.reduce(0, +) }
}

/// What names have in frames that are folded, for each set of labels.
package struct FoldedSums: Sendable {
  /// The values of a name, of one sample type.
  package struct Values: Sendable {
    /// What stacks have that end in it.
    package var own: Int64 = 0
    /// What stacks have that hold it, but not among the frames that are kept.
    package var total: Int64 = 0
    /// What stacks have whose site it is.
    package var site: Int64 = 0

    var isEmpty: Bool { own == 0 && total == 0 && site == 0 }
  }

  /// The name of each row, as an id in the texts of the location names.
  package private(set) var names: [UInt32] = []
  /// The label set of each row.
  package private(set) var sets: [UInt32] = []
  /// A value a column in each row.
  package private(set) var values: [Values] = []
  package let width: Int

  /// - `columns`: which of the sample types.
  /// - `sets`: for each set of labels what it counts as.
  /// - `areSites`: for each name whether it may be a site: of a stack the one nearest to its leaf is, else the leaf.
  package init(
    _ profile: borrowing Profile, _ folded: FoldedFrames, _ names: LocationNames, columns: [Int],
    sets: [UInt32], areSites: [Bool]
  ) {
    width = columns.count
    let table = profile.sampleTable
    let samples = (0..<table.count).filter { sample in
      folded.kept[Int(table.stacks[sample])] != .max
        && columns.contains { table.values[sample * profile.width + $0] != 0 }
    }.sorted { sets[Int(table.labelSets[$0])] < sets[Int(table.labelSets[$1])] }
    var walk = FoldedWalk(names, width: width, areSites: areSites)
    for (index, sample) in samples.enumerated() {
      let stack = StackID(table.stacks[sample])
      let row = columns.map { table.values[sample * profile.width + $0] }
      walk.add(stack, of: profile.stacks, kept: Int(folded.kept[Int(stack.index)]), row)
      let set = sets[Int(table.labelSets[sample])]
      let next = index + 1 < samples.count ? sets[Int(table.labelSets[samples[index + 1]])] : .max
      if next != set { walk.end { take($1, of: $0, set) } }
    }
  }

  /// How many rows there are.
  package var count: Int { names.count }

  private mutating func take(_ row: ArraySlice<Values>, of name: Int, _ set: UInt32) {
    guard !row.allSatisfy(\.isEmpty) else { return }
    names.append(UInt32(name))
    sets.append(set)
    values += row
  }
}

/// Adds up stacks of one set of labels after the other.
private struct FoldedWalk {
  private let names: LocationNames
  private let width: Int
  private let areSites: [Bool]
  private var cells: [FoldedSums.Values]
  /// In which stack each name was seen last.
  private var stamps: [UInt32]
  private var stamp: UInt32 = 0
  private var isTouched: [Bool]
  private var touched: [Int] = []
  private var path: [Int] = []

  init(_ names: LocationNames, width: Int, areSites: [Bool]) {
    (self.names, self.width, self.areSites) = (names, width, areSites)
    let count = names.texts.count
    cells = Array(repeating: FoldedSums.Values(), count: count * width)
    stamps = Array(repeating: 0, count: count)
    isTouched = Array(repeating: false, count: count)
  }

  mutating func add(_ stack: StackID, of stacks: StackTable, kept: Int, _ row: [Int64]) {
    setPath(stack, stacks)
    guard let leaf = path.first else { return }
    add(row, to: leaf) { $0.own = $0.own.addingClamped($1) }
    add(row, to: path.first { areSites[$0] } ?? leaf) { $0.site = $0.site.addingClamped($1) }
    stamp += 1
    let folded = max(0, path.count - kept)
    for name in path[folded...] { stamps[name] = stamp }
    for name in path[..<folded] where stamps[name] != stamp {
      stamps[name] = stamp
      add(row, to: name) { $0.total = $0.total.addingClamped($1) }
    }
  }

  /// Hands on what has been added since the last time, by name.
  mutating func end(_ body: (_ name: Int, _ row: ArraySlice<FoldedSums.Values>) -> Void) {
    for name in touched.sorted() {
      let row = name * width..<(name + 1) * width
      // A row that outlived the call would make the next line copy all cells.
      body(name, cells[row])
      for index in row { cells[index] = FoldedSums.Values() }
      isTouched[name] = false
    }
    touched.removeAll(keepingCapacity: true)
  }

  /// The names of a stack, the leaf's first.
  private mutating func setPath(_ stack: StackID, _ stacks: StackTable) {
    path.removeAll(keepingCapacity: true)
    var cursor = NameCursor(stacks.frames(of: stack), .fromLeaf)
    while !cursor.isAtEnd {
      path.append(Int(names.names[cursor.next(stacks, names, .fromLeaf)]))
    }
  }

  /// Adds a value to one of the three of each column.
  @inline(__always)
  private mutating func add(
    _ row: [Int64], to name: Int, _ value: (inout FoldedSums.Values, Int64) -> Void
  ) {
    if !isTouched[name] {
      isTouched[name] = true
      touched.append(name)
    }
    for (column, number) in row.enumerated() { value(&cells[name * width + column], number) }
  }
}
