package import ProfileModel

/// How a call tree is made.
public struct CallTreeShape: Sendable {
  /// The order of siblings.
  public enum Order: Sendable {
    /// The largest first; equal ones by name.
    case value
    /// By the bytes of their names.
    case name
    /// As the samples come: only neighbours that begin alike are joined, so time runs from left to
    /// right in a profile that kept it.
    case input
  }
  package var order = Order.value
  /// From the root down; or from the leaf up, which joins equal leaves.
  package var direction = WalkDirection.fromRoot
  /// A node that has a smaller part of the whole than this is counted but not kept.
  package var minimumShare = 0.0
  /// How many nodes the tree may have, far more than anything shows, since one takes eighty bytes; those for
  /// which there is no room count as too small.
  package var mostNodes = 1 << 23

  package init() {}
}

extension CallTree {
  /// The tree of one of a profile's sample types.
  ///
  /// - `column`: which of the sample types.
  /// - `naming`: what frames are called; frames of equal names become one.
  package init(
    _ profile: borrowing Profile, column: Int, _ naming: StackNaming,
    shape: CallTreeShape = CallTreeShape()
  ) {
    self = CallTreeStacks(profile, column: column, naming, shape).tree(shape)
  }

  /// - `smallest`: what a node must have in any case.
  init(
    _ runs: StackRuns, _ stacks: StackTable, _ names: LocationNames, _ shape: CallTreeShape,
    smallest: Int64
  ) {
    var total: Int64 = 0
    for run in 0..<runs.count { total = total.addingClamped(runs.values[run * runs.width]) }
    let builder = CallTreeBuilder(
      runs, stacks, names, shape.direction,
      minimum: max(smallest, Self.minimum(shape.minimumShare, of: total)),
      mostNodes: shape.mostNodes)
    self = builder.build(counts: runs.nameCounts(stacks, names))
    if shape.order == .value { sortByValue() }
  }

  /// The smallest value with at least a given share of a total.
  package static func minimum(_ share: Double, of total: Int64) -> Int64 {
    let value = (share * Double(total)).rounded(.up)
    return value < 0x1p63 ? Int64(value) : .max
  }
}
