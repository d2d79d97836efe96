import ProfileAnalysis
import ProfileModel

/// The samples of one side, those of one node and one set of labels added up, in the order of the nodes.
struct PackedSamples {
  /// The self value of a node.
  typealias Own = (node: Int, value: Int64)

  /// The row of a sample that has no value.
  static let noRow = UInt32.max

  private struct Key {
    let row: UInt64
    let sample: UInt32
  }

  private(set) var nodes: [UInt32] = []
  private(set) var sets: [UInt32] = []
  /// A row of values a sample.
  private(set) var values: [Int64] = []
  /// For each sample of the profile its row.
  private(set) var rowOfSample: [UInt32]
  let width: Int

  /// - `leaves`: for each stack the node that it ends in.
  /// - `sets`: the index of each set of labels in the block of labels.
  /// - `columns`: the values of the side, one for each type.
  init(_ profile: Profile, leaves: [UInt32], sets: [UInt32], columns: [Int]) {
    width = columns.count
    let table = profile.sampleTable
    rowOfSample = [UInt32](repeating: Self.noRow, count: table.count)
    let hasValue = { (sample: Int) in
      columns.contains { table.values[sample * profile.width + $0] != 0 }
    }
    var keys: [Key] = []
    for sample in 0..<table.count where hasValue(sample) {
      let (node, set) = (leaves[Int(table.stacks[sample])], sets[Int(table.labelSets[sample])])
      keys.append(Key(row: UInt64(node) << 32 | UInt64(set), sample: UInt32(sample)))
    }
    keys.sort { $0.row < $1.row }
    var last: UInt64?
    for key in keys {
      if key.row != last { addRow(key.row) }
      last = key.row
      rowOfSample[Int(key.sample)] = UInt32(nodes.count - 1)
      let start = values.count - width
      for (index, column) in columns.enumerated() {
        let value = table.values[Int(key.sample) * profile.width + column]
        values[start + index] = values[start + index].addingClamped(value)
      }
    }
  }

  var count: Int { nodes.count }

  private mutating func addRow(_ row: UInt64) {
    nodes.append(UInt32(truncatingIfNeeded: row >> 32))
    sets.append(UInt32(truncatingIfNeeded: row))
    values += repeatElement(0, count: width)
  }

  /// The self values of nodes, for one of the types, in the order of the nodes; over all labels.
  func selfValues(of type: Int) -> [Own] {
    var selfValues: [Own] = []
    for row in 0..<count {
      let value = values[row * width + type]
      if let last = selfValues.last, last.node == Int(nodes[row]) {
        selfValues[selfValues.count - 1].value = last.value.addingClamped(value)
      } else {
        selfValues.append((Int(nodes[row]), value))
      }
    }
    return selfValues
  }

  /// All values of one of the types.
  func values(of type: Int) -> some Sequence<Int64> {
    (0..<count).lazy.map { values[$0 * width + type] }
  }

  /// The block: columns of the differences of nodes, of sets of labels, and of the values of each type.
  ///
  /// - `divisors`: what the values of each type are divided by.
  func bytes(divisors: [UInt64]) -> [UInt8] {
    var block = PackedBytes()
    block.append(differences: nodes)
    block.append(column: sets.lazy.map { Int($0) })
    for (type, divisor) in divisors.enumerated() { block.append(values: values(of: type), divisor) }
    return block.bytes
  }
}
