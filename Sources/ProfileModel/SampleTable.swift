/// The measurements of a profile, a row each.
package struct SampleTable: Sendable, Equatable {
  /// Which stack each sample has.
  package var stacks: [UInt32] = []
  /// Which set of labels each sample has.
  package var labelSets: [UInt32] = []
  /// A row of values a sample, as wide as the profile has sample types.
  package var values: [Int64] = []

  package init() {}

  /// How many samples there are.
  package var count: Int { stacks.count }

  /// Adds the labels and values of a sample whose stack is added later.
  package mutating func append(labelSet: LabelSetID, values row: borrowing [Int64]) {
    labelSets.makeRoom(1)
    labelSets.append(labelSet.index)
    values.makeRoom(row.count)
    for value in copy row { values.append(value) }
  }
}
