public import ProfileModel

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
  public var order = Order.value
  /// From the root down; or from the leaf up, which joins equal leaves.
  public var direction = WalkDirection.fromRoot
  /// A node that has a smaller part of the whole than this is counted but not kept.
  public var minimumShare = 0.0

  public init() {}
}

extension CallTree {
  /// The tree of one of a profile's sample types.
  ///
  /// - Parameters:
  ///   - column: which of the sample types.
  ///   - names: what frames are called; frames of equal names become one.
  public init(
    _ profile: borrowing Profile, column: Int, names: LocationNames,
    shape: CallTreeShape = CallTreeShape()
  ) {
    var rows =
      shape.order == .input
      ? CallTreeRows(input: profile, column) : CallTreeRows(profile, column, names, shape)
    let leftOut = rows.dropNotPositive()
    self.init(rows, profile.stacks, names, shape, smallest: 0)
    self.leftOut = leftOut
  }

  /// - Parameter smallest: what a node must have in any case.
  init(
    _ rows: CallTreeRows, _ stacks: StackTable, _ names: LocationNames, _ shape: CallTreeShape,
    smallest: Int64
  ) {
    let total = rows.values.reduce(Int64(0)) { $0.addingClamped($1) }
    var builder = CallTreeBuilder(
      stacks, names, shape.direction,
      minimum: max(smallest, Self.minimum(shape.minimumShare, of: total)))
    rows.add(to: &builder, counts: names.counts(of: stacks))
    self = builder.finish()
    if shape.order == .value { sortByValue() }
  }

  /// The smallest value that is at least a given share of a total.
  public static func minimum(_ share: Double, of total: Int64) -> Int64 {
    let value = (share * Double(total)).rounded(.up)
    return value < 0x1p63 ? Int64(value) : .max
  }
}
