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
    let leftOut = rows.dropNotPositive()
    let total = rows.values.reduce(Int64(0)) { $0.addingClamped($1) }
    var builder = CallTreeBuilder(
      profile.stacks, names, shape.direction, minimum: Self.minimum(shape.minimumShare, of: total))
    rows.add(to: &builder, counts: names.counts(of: profile.stacks))
    self = builder.finish()
    self.leftOut = leftOut
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
  private var stacks: [StackID]
  private var ends: [Int]
  private(set) var values: [Int64] = []
  /// How many names each run shares with the one before; empty if that is not known.
  private var shared: [Int] = []

  /// The stacks in the order of their names.
  init(_ profile: borrowing Profile, _ column: Int, _ names: LocationNames, _ shape: CallTreeShape)
  {
    let sums = StackValues(profile, columns: [column])
    let order = StackOrder.sorted(
      sums.used, of: profile.stacks, names: names, by: .forTree(names), shape.direction)
    (stacks, ends, shared) = (order.stacks, order.runEnds, order.shared)
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
    for sample in 0..<profile.samples.count {
      values.append(profile.samples.values[sample * profile.width + column])
    }
  }

  /// Takes out the runs that have no place in a tree, and counts them.
  mutating func dropNotPositive() -> LeftOutStacks {
    var leftOut = LeftOutStacks()
    guard values.contains(where: { $0 <= 0 }) else { return leftOut }
    var kept = Rows(stacks: [], ends: [])
    var (first, sharedSince) = (0, Int.max)
    for (run, value) in values.enumerated() {
      // What is between two runs limits what they share.
      if !shared.isEmpty { sharedSince = min(sharedSince, shared[run]) }
      if value > 0 {
        kept.stacks += stacks[first..<ends[run]]
        kept.ends.append(kept.stacks.count)
        kept.values.append(value)
        if !shared.isEmpty { kept.shared.append(kept.shared.isEmpty ? 0 : sharedSince) }
        sharedSince = .max
      } else {
        leftOut.add([value])
      }
      first = ends[run]
    }
    self = kept
    return leftOut
  }

  private init(stacks: [StackID], ends: [Int]) {
    self.stacks = stacks
    self.ends = ends
  }

  /// - Parameter counts: how many names each stack of the table has.
  func add(to builder: inout CallTreeBuilder, counts: [Int]) {
    var first = 0
    for (run, end) in ends.enumerated() {
      if shared.isEmpty {
        builder.add(stacks[first..<end], values[run])
      } else {
        builder.add(
          stacks[first..<end], values[run], count: counts[Int(stacks[first].index)],
          sharedBefore: shared[run], sharedAfter: run + 1 < ends.count ? shared[run + 1] : 0)
      }
      first = end
    }
  }
}
