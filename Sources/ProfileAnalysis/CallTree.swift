import ProfileModel

/// Who called whom and how much it cost, in the order of a walk from the root: a node's callees stand
/// behind it, so a node and all below it are one range of rows.
///
/// Row 0 is the root, which has no name. Siblings have different names; frames are never split or
/// lost: what is too small to be kept is counted at the node above it.
package struct CallTree: Sendable {
  /// The names, as ids in the texts of the `LocationNames` that the tree was made with.
  package internal(set) var names: [UInt32] = [0]
  /// A row of those names, as an example of where the frame is.
  package internal(set) var examples: [UInt32] = [0]
  /// How many nodes lie between each node and the root, plus 1; 0 for the root.
  package internal(set) var depths: [UInt32] = [0]
  /// Where the rows end that hold a node and all below it.
  package internal(set) var ends: [UInt32] = [1]
  /// How much lies to the left of a node; a node's callees lie within it.
  package internal(set) var starts: [Int64] = [0]
  /// The self value of each node.
  package internal(set) var selfValues: [Int64] = [0]
  /// The total of each node, with its callees; sums stay within the range.
  package internal(set) var totals: [Int64] = [0]
  /// In a tree of two profiles, the value of each node on the side that its total does not show; else 0.
  package internal(set) var otherSide: [Int64] = [0]
  /// What totals are in a tree of two profiles; nil in one of one.
  package internal(set) var layout: ComparisonLayout?
  /// Whether the frame was inlined into its caller wherever it was seen.
  package internal(set) var areInlined: [Bool] = [false]
  /// How many frames below a node were too small to be kept.
  package internal(set) var smallFrames: [Int] = [0]
  /// What those frames have with their callees.
  package internal(set) var smallTotals: [Int64] = [0]
  /// Their value on the side that their totals do not show.
  package internal(set) var smallOtherSide: [Int64] = [0]
  /// How many frames below a node have no width, in a layout by one side, since they are on the other only.
  package internal(set) var otherSideFrames: [Int] = [0]
  /// What those have there that do not lie below a small one.
  package internal(set) var otherSideValues: [Int64] = [0]
  /// Stacks that the tree cannot hold, since their value is not positive.
  package internal(set) var leftOut = LeftOutStacks()

  /// A tree of nothing but a root.
  init() {}

  /// How many nodes there are, the root included.
  package var count: Int { names.count }

  /// The total of the tree.
  package var total: Int64 { totals[0] }

  /// How many nodes are on the longest way from the root, without it.
  package var height: Int { Int(depths.max() ?? 0) }

  /// A node's callees, in their order.
  package func children(of node: Int) -> Children {
    Children(ends: ends, index: node + 1, end: Int(ends[node]))
  }

  /// The callees of a node.
  package struct Children: Sequence, IteratorProtocol {
    fileprivate let ends: [UInt32]
    fileprivate var index: Int
    fileprivate let end: Int

    package mutating func next() -> Int? {
      guard index < end else { return nil }
      defer { index = Int(ends[index]) }
      return index
    }
  }
}
