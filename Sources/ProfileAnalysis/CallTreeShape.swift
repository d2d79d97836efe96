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
      shape.order == .input ? Rows(input: profile, column) : Rows(profile, column, names, shape)
    let total = rows.dropNotPositive()
    var builder = CallTreeBuilder(
      profile.stacks, names, shape.direction, minimum: Self.minimum(shape.minimumShare, of: total))
    var first = 0
    for (end, value) in zip(rows.ends, rows.values) {
      if value > 0 { builder.add(rows.stacks[first..<end], value) }
      first = end
    }
    self = builder.finish()
    leftOut = rows.leftOut
    if shape.order == .value { sortByValue() }
  }

  /// The smallest value that is at least a given share of a total.
  public static func minimum(_ share: Double, of total: Int64) -> Int64 {
    let value = (share * Double(total)).rounded(.up)
    return value < 0x1p63 ? Int64(value) : .max
  }
}

/// Runs of stacks that have the same names, each with a value.
private struct Rows {
  let stacks: [StackID]
  let ends: [Int]
  private(set) var values: [Int64]
  private(set) var leftOut = LeftOutStacks()

  /// The stacks in the order of their names.
  init(_ profile: borrowing Profile, _ column: Int, _ names: LocationNames, _ shape: CallTreeShape)
  {
    let sums = StackValues(profile, columns: [column])
    let order = StackOrder.sorted(
      sums.used, of: profile.stacks, names: names, by: .forTree(names), shape.direction)
    (stacks, ends, values) = (order.stacks, order.runEnds, [])
    values.reserveCapacity(ends.count)
    var first = 0
    for end in ends {
      var value: Int64 = 0
      for stack in stacks[first..<end] { value = value.addingClamped(sums[stack]) }
      values.append(value)
      first = end
    }
  }

  /// The stacks as the samples have them.
  init(input profile: borrowing Profile, _ column: Int) {
    stacks = profile.samples.stacks.map { StackID($0) }
    ends = stacks.indices.map { $0 + 1 }
    var values: [Int64] = []
    for sample in 0..<profile.samples.count {
      values.append(profile.samples.values[sample * profile.width + column])
    }
    self.values = values
  }

  /// Counts what has no place in a tree, and adds up the rest.
  mutating func dropNotPositive() -> Int64 {
    var total: Int64 = 0
    for value in values {
      if value > 0 { total = total.addingClamped(value) } else { leftOut.add([value]) }
    }
    return total
  }
}
