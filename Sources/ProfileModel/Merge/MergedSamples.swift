/// The samples of a merged profile, one for each stack and set of labels.
struct MergedSamples: Sendable {
  private(set) var table = SampleTable()
  /// The first sample of each stack, plus 1; 0 for none.
  private var firsts: [UInt32] = []
  /// The other samples of a stack: most stacks have none, and are never searched for here.
  private var others = HashIndex()
  /// When the samples came; a merger that puts them in another order knows better.
  var arrivals = ColumnArrivals()

  /// Adds the values of a sample.
  ///
  /// - `first`: where the row of the sample begins in `values`.
  /// - `columns`: which values of the row are added.
  mutating func add(
    _ values: [Int64], at first: Int, _ columns: [Int], stack: StackID, labels: LabelSetID
  ) {
    var given = ColumnArrivals.none
    for (index, column) in columns.enumerated() where values[first + column] != 0 {
      given |= ColumnArrivals.bit(of: index)
    }
    if let row = row(stack, labels) {
      for (index, column) in columns.enumerated() {
        let sum = row * columns.count + index
        table.values[sum] = table.values[sum].addingClamped(values[first + column])
      }
      arrivals.addValues(at: row, of: given, count: table.count)
    } else {
      table.stacks.makeRoom(1)
      table.stacks.append(stack.index)
      table.labelSets.makeRoom(1)
      table.labelSets.append(labels.index)
      table.values.makeRoom(columns.count)
      for column in columns { table.values.append(values[first + column]) }
      arrivals.addSample(with: given, of: columns.count, count: table.count)
    }
  }

  /// The sample with a stack and labels; one that is not there is entered as the next row.
  private mutating func row(_ stack: StackID, _ labels: LabelSetID) -> Int? {
    let index = Int(stack.index)
    if index >= firsts.count {
      firsts.append(contentsOf: repeatElement(0, count: index + 1 - firsts.count))
    }
    guard firsts[index] != 0 else {
      firsts[index] = UInt32(table.count) + 1
      return nil
    }
    let first = Int(firsts[index]) - 1
    return table.labelSets[first] == labels.index ? first : otherRow(stack, labels)
  }

  private mutating func otherRow(_ stack: StackID, _ labels: LabelSetID) -> Int? {
    var hasher = WordHasher()
    hasher.combine(UInt64(stack.index) << 32 | UInt64(labels.index))
    var probe = others.probe(hasher.finalize())
    while let found = others.next(&probe) {
      let row = Int(found)
      if table.stacks[row] == stack.index, table.labelSets[row] == labels.index { return row }
    }
    others.insert(UInt32(table.count), at: probe)
    return nil
  }

  /// Drops the columns of values that a newly added profile does not have.
  mutating func keepColumns(_ kept: [Int]) {
    guard table.count > 0 else { return }
    table.keepColumns(kept, width: table.values.count / table.count)
  }
}
