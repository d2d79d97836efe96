import ProfileModel

/// The nodes that the frames of a sample stand for, from the root to the leaf: in a graph the rows of
/// the node table, in a tree one node for each path.
struct CallPaths {
  /// A node of the tree: a row of the table, called from another node.
  private(set) var rows: [UInt32] = []
  /// The node above, plus 1; 0 for a root.
  private(set) var parents: [UInt32] = []
  private let table: NodeTable
  private let isTree: Bool
  private var index = PairIndex()

  init(_ table: NodeTable, isTree: Bool) {
    self.table = table
    self.isTree = isTree
  }

  /// Fills in the nodes of a stack, and for each whether it was inlined into the one before.
  mutating func fill(
    _ nodes: inout [UInt32], _ isInline: inout [Bool], of stack: StackID, in profile: Profile
  ) {
    nodes.removeAll(keepingCapacity: true)
    isInline.removeAll(keepingCapacity: true)
    var parent: UInt32 = 0
    for frame in profile.stacks.frames(of: stack).reversed() {
      let places = table.range(of: profile.stacks.frames[frame])
      for place in places.reversed() {
        let row = table.nodes[place]
        let node = isTree ? node(row, under: parent) : row
        nodes.append(node)
        isInline.append(place != places.upperBound - 1)
        parent = node + 1
      }
    }
  }

  private mutating func node(_ row: UInt32, under parent: UInt32) -> UInt32 {
    let node = index.row(parent, row)
    if node == rows.count {
      rows.append(row)
      parents.append(parent)
    }
    return UInt32(node)
  }
}

extension CallParts {
  /// The nodes of a tree, each reached by one path, with the paths to find them again.
  ///
  /// A caller has a lower place than what it calls.
  static func tree(
    of subject: PreparedProfile, _ table: NodeTable, dropsNegative: Bool
  ) -> (parts: CallParts, paths: CallPaths) {
    var paths = CallPaths(table, isTree: true)
    var sums = TreeSums()
    var (nodes, isInline): ([UInt32], [Bool]) = ([], [])
    let samples = subject.profile.samples
    for sample in 0..<samples.count {
      let value = subject.weights.values[sample]
      let divisor = subject.weights.divisors.isEmpty ? 0 : subject.weights.divisors[sample]
      guard value != 0 || divisor != 0 else { continue }
      paths.fill(&nodes, &isInline, of: StackID(samples.stacks[sample]), in: subject.profile)
      sums.add(nodes, isInline, value, divisor, count: paths.rows.count)
    }
    var parts = sums.parts(table, paths)
    parts.unlistNodes(dropsNegative: dropsNegative)
    return (parts, paths)
  }
}

/// The sums of a tree's nodes while it grows.
private struct TreeSums {
  private var flat: [Int64] = []
  private var cum: [Int64] = []
  private var flatDivisor: [Int64] = []
  private var cumDivisor: [Int64] = []
  /// Whether a node was inlined into its caller in all samples.
  private var isInline: [Bool] = []

  mutating func add(
    _ nodes: [UInt32], _ inlined: [Bool], _ value: Int64, _ divisor: Int64, count: Int
  ) {
    while cum.count < count {
      flat.append(0)
      cum.append(0)
      flatDivisor.append(0)
      cumDivisor.append(0)
      isInline.append(true)
    }
    for (node, isInlined) in zip(nodes, inlined) {
      let node = Int(node)
      cum[node] = cum[node].addingClamped(value)
      cumDivisor[node] = cumDivisor[node].addingClamped(divisor)
      if !isInlined { isInline[node] = false }
    }
    guard let leaf = nodes.last.map({ Int($0) }) else { return }
    flat[leaf] = flat[leaf].addingClamped(value)
    flatDivisor[leaf] = flatDivisor[leaf].addingClamped(divisor)
  }

  func parts(_ table: NodeTable, _ paths: CallPaths) -> CallParts {
    var nodes: [CallParts.Node] = []
    var edges: [CallParts.Edge] = []
    for node in cum.indices {
      let parent = Int(paths.parents[node]) - 1
      let value = NodeWeights.quotient(cum[node], cumDivisor[node])
      nodes.append(
        CallParts.Node(
          row: Int(paths.rows[node]), context: parent < 0 ? nil : parent, flat: flat[node],
          cum: cum[node], flatValue: NodeWeights.quotient(flat[node], flatDivisor[node]),
          cumValue: value))
      guard parent >= 0 else { continue }
      edges.append(
        CallParts.Edge(
          source: parent, target: node, weight: cum[node], value: value, isResidual: false,
          isInline: isInline[node]))
    }
    return CallParts(table, nodes, edges)
  }
}
