import ProfileModel

/// Samples of several columns that are read one column after the other.
///
/// Those of equal stack and labels are one, in the order of first sight; a sample has 0 in columns that it has no
/// value for.
struct SampleColumns {
  /// A column's type and unit.
  struct Column: Hashable {
    var type: String
    var unit: String

    init(_ type: String, _ unit: String) {
      self.type = type
      self.unit = unit
    }
  }

  private(set) var columns: [Column] = []
  private var stacks: [UInt32] = []
  private var labels: [UInt32] = []
  private var rows: [UInt64: Int] = [:]
  /// The values of each column, as far as there are any.
  private var values: [[Int64]] = []
  /// From the first to the last time of a sample, where the source tells.
  var span = TimeSpan()
  /// How many values were added.
  private(set) var added = 0

  /// The index of a column, which is added at first sight.
  mutating func column(_ type: String, _ unit: String) -> Int {
    let column = Column(type, unit)
    if let index = columns.firstIndex(of: column) { return index }
    columns.append(column)
    values.append([])
    return columns.count - 1
  }

  /// How much memory they take, about.
  var memory: Int { stacks.count &* (64 &+ 8 &* columns.count) }

  /// How many samples there are.
  var count: Int { stacks.count }

  /// The row of a stack and its labels, which is added at first sight.
  mutating func row(_ stack: StackID, _ labelSet: LabelSetID = .empty) -> Int {
    let key = UInt64(stack.index) << 32 | UInt64(labelSet.index)
    if let row = rows[key] { return row }
    rows[key] = stacks.count
    stacks.append(stack.index)
    labels.append(labelSet.index)
    return stacks.count - 1
  }

  /// Adds to the value of a row.
  mutating func add(_ value: Int64, column: Int, row: Int) {
    added += 1
    if values[column].count <= row {
      values[column].append(contentsOf: repeatElement(0, count: row + 1 - values[column].count))
    }
    values[column][row] = values[column][row].addingClamped(value)
  }

  /// Adds to the value of a stack and its labels.
  mutating func add(
    _ value: Int64, column: Int, stack: StackID, labels: LabelSetID = .empty
  ) {
    add(value, column: column, row: row(stack, labels))
  }

  /// Puts the columns into an order, with other names; those that are not in it are dropped.
  mutating func arrange(_ order: [(column: Int, name: Column)]) {
    values = order.map { values[$0.column] }
    columns = order.map(\.name)
  }

  /// The same samples with other stacks, several of which may have been merged.
  func mapped(stacks: [UInt32]) -> SampleColumns {
    var result = SampleColumns()
    result.span = span
    for column in columns { _ = result.column(column.type, column.unit) }
    for row in self.stacks.indices {
      let new = result.row(StackID(stacks[Int(self.stacks[row])]), LabelSetID(labels[row]))
      for column in columns.indices where row < values[column].count {
        result.add(values[column][row], column: column, row: new)
      }
    }
    return result
  }

  /// Adds the samples and their types to a profile; those of nothing but zeros are left out.
  ///
  /// - `defaultColumn`: the one to show first; nil for the last.
  /// - Returns: how many were left out.
  func move(into builder: inout ProfileBuilder, defaultColumn: Int? = nil) -> Int {
    builder.header.sampleTypes = columns.map {
      ValueType(type: builder.string($0.type), unit: builder.string($0.unit))
    }
    let shown = defaultColumn ?? columns.count - 1
    if columns.indices.contains(shown) {
      builder.header.defaultSampleType = builder.string(columns[shown].type)
    }
    builder.header.durationNanos = span.nanoseconds
    var dropped = 0
    for row in stacks.indices {
      let line = values.map { row < $0.count ? $0[row] : 0 }
      guard line.contains(where: { $0 != 0 }) else {
        dropped += 1
        continue
      }
      builder.appendSample(
        stack: StackID(stacks[row]), labels: LabelSetID(labels[row]), values: line)
    }
    return dropped
  }
}

extension ReadNotes {
  /// Tells how many samples were left out for all their values are 0.
  mutating func note(zeroSamples count: Int) {
    guard count > 0 else { return }
    remarks.append("left out \(count.counted("sample")) with only zeros")
  }
}
