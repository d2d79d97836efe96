/// The measurements of a profile, a row each.
public struct SampleTable: Sendable, Equatable {
  /// Which stack each sample has.
  public package(set) var stacks: [UInt32] = []
  /// Which set of labels each sample has.
  public package(set) var labelSets: [UInt32] = []
  /// A row of values a sample, as wide as the profile has sample types.
  public package(set) var values: [Int64] = []

  /// A table without samples.
  public init() {}

  /// How many samples there are.
  @inlinable
  public var count: Int { stacks.count }

  /// Adds the labels and values of a sample whose stack is added later.
  public mutating func append(labelSet: LabelSetID, values row: borrowing [Int64]) {
    labelSets.makeRoom(1)
    labelSets.append(labelSet.index)
    values.makeRoom(row.count)
    for value in copy row { values.append(value) }
  }
}
