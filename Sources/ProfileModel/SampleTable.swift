/// The samples of a profile, one per row.
public struct SampleTable: Sendable, Equatable {
  /// The stack of each sample.
  public package(set) var stacks: [UInt32] = []
  /// The label set of each sample.
  public package(set) var labelSets: [UInt32] = []
  /// The values of all samples, one after the other: per sample, one value for each sample type.
  public package(set) var values: [Int64] = []

  /// A table without samples.
  public init() {}

  /// How many samples there are.
  @inlinable
  public var count: Int { stacks.count }

  /// Adds the labels and values of a sample; its stack is added later.
  package mutating func append(labelSet: LabelSetID, values row: borrowing [Int64]) {
    labelSets.makeRoom(1)
    labelSets.append(labelSet.index)
    values.makeRoom(row.count)
    for value in copy row { values.append(value) }
  }
}
