import ProfileAnalysis
import ProfileModel

/// The samples of one side, those of one node and one set of labels added up, in the order of the nodes.
struct PackedSamples {
  /// What a node has of its own.
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
  /// - `sets`: for each set of labels its place in the block of labels.
  /// - `columns`: which values are of the side, one a type.
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
      for (place, column) in columns.enumerated() {
        let value = table.values[Int(key.sample) * profile.width + column]
        values[start + place] = values[start + place].addingClamped(value)
      }
    }
  }

  var count: Int { nodes.count }

  private mutating func addRow(_ row: UInt64) {
    nodes.append(UInt32(truncatingIfNeeded: row >> 32))
    sets.append(UInt32(truncatingIfNeeded: row))
    values += repeatElement(0, count: width)
  }

  /// What nodes have of their own, of one of the types, in the order of the nodes; labels do not matter.
  func owns(of type: Int) -> [Own] {
    var owns: [Own] = []
    for row in 0..<count {
      let value = values[row * width + type]
      if let last = owns.last, last.node == Int(nodes[row]) {
        owns[owns.count - 1].value = last.value.addingClamped(value)
      } else {
        owns.append((Int(nodes[row]), value))
      }
    }
    return owns
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
