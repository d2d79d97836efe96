import ProfileModel

/// Finds the nodes of samples: in a graph those of some nodes, in a tree one for each path.
struct SampleNodes: Sendable {
  // One of the two is there. As the cases of an enum, a tree would be copied whenever it finds a node.
  private let walk: NodeWalk?
  private var tree: TreePaths?
  private var stack: [UInt32] = []
  private var isInline: [Bool] = []

  /// Those of a graph.
  init(_ table: NodeTable, _ nodes: [Int]) {
    var takesPart = [Bool](repeating: false, count: table.count)
    for node in nodes { takesPart[node] = true }
    walk = NodeWalk(table, takesPart: takesPart)
  }

  /// Those of a tree.
  init(_ tree: TreePaths) {
    self.tree = tree
    walk = nil
  }

  /// Fills in the nodes of a stack, repeated ones too.
  ///
  /// - Returns: the leaf, whether or not it is among them; nil for an empty stack, and in a tree where what is too light
  ///   ends it.
  mutating func fill(
    _ nodes: inout [UInt32], of id: StackID, in profile: Profile
  ) -> UInt32? {
    if let isWhole = tree?.fill(&nodes, &isInline, of: id, in: profile) {
      return isWhole ? nodes.last : nil
    }
    guard let walk else { return nil }
    profile.stacks.read(id, into: &stack)
    nodes.removeAll(keepingCapacity: true)
    walk.forEachNode(stack.span) { nodes.append($0) }
    return walk.leaf(of: stack.span)
  }
}
