import ProfileModel

/// The nodes of a sample's frames in a tree, from the root to the leaf: one for each path of its outline, numbered in
/// the order of first sight.
struct TreePaths {
  /// A node of the tree: a row of the table, called from another node.
  private(set) var rows: [UInt32] = []
  /// The node above, plus 1; 0 for a root.
  private(set) var parents: [UInt32] = []
  /// Which path of the outline each node is.
  private(set) var paths: [UInt32] = []
  private let table: NodeTable
  /// The paths that there are.
  private let outline: CallOutline
  /// The node of each path, plus 1; 0 as long as it has not been seen.
  private var nodes: [UInt32]

  init(_ table: NodeTable, of outline: CallOutline) {
    self.table = table
    self.outline = outline
    nodes = Array(repeating: 0, count: outline.index.count)
  }

  /// Fills in the nodes of a stack, and for each whether it was inlined into the one before.
  ///
  /// - Returns: whether they go down to the leaf; what is too light ends them.
  mutating func fill(
    _ nodes: inout [UInt32], _ isInline: inout [Bool], of stack: StackID, in profile: Profile
  ) -> Bool {
    nodes.removeAll(keepingCapacity: true)
    isInline.removeAll(keepingCapacity: true)
    var parent: UInt32 = 0
    for frame in profile.stacks.frames(of: stack).reversed() {
      let indices = table.range(of: profile.stacks.frames[frame])
      for index in indices.reversed() {
        guard let node = node(table.nodes[index], under: parent) else { return false }
        nodes.append(node)
        isInline.append(index != indices.upperBound - 1)
        parent = node + 1
      }
    }
    return true
  }

  private mutating func node(_ row: UInt32, under parent: UInt32) -> UInt32? {
    let above = parent == 0 ? 0 : paths[Int(parent) - 1] + 1
    guard let path = outline.index.known(above, row) else { return nil }
    if nodes[path] == 0 {
      rows.append(row)
      parents.append(parent)
      paths.append(UInt32(path))
      nodes[path] = UInt32(rows.count)
    }
    return nodes[path] - 1
  }
}

extension CallGraph {
  /// The nodes of a tree, each reached by one path, with the paths to find them again.
  ///
  /// A caller has a lower index than its callees.
  static func tree(
    of view: ProfileView, _ table: NodeTable, _ outline: CallOutline, dropsNegative: Bool
  ) -> (graph: CallGraph, paths: TreePaths) {
    var paths = TreePaths(table, of: outline)
    var sums = TreeSums(
      count: outline.index.count, hasDivisors: !view.weights.divisors.isEmpty)
    var (nodes, isInline): ([UInt32], [Bool]) = ([], [])
    let samples = view.profile.sampleTable
    for sample in 0..<samples.count {
      let value = view.weights.values[sample]
      let divisor = view.weights.divisors.isEmpty ? 0 : view.weights.divisors[sample]
      guard value != 0 || divisor != 0 else { continue }
      let isWhole = paths.fill(
        &nodes, &isInline, of: StackID(samples.stacks[sample]), in: view.profile)
      sums.add(nodes, isInline, value, divisor, isWhole: isWhole)
    }
    var graph = sums.graph(table, paths)
    graph.unlistNodes(dropsNegative: dropsNegative)
    return (graph, paths)
  }
}

/// The sums of a tree's nodes while it grows.
private struct TreeSums {
  private var flat: [Int64]
  private var cum: [Int64]
  /// Empty for a report of sums.
  private var flatDivisor: [Int64]
  private var cumDivisor: [Int64]
  /// Whether a node was inlined into its caller in all samples.
  private var isInline: [Bool]

  /// - `count`: how many nodes there may be.
  init(count: Int, hasDivisors: Bool) {
    flat = Array(repeating: 0, count: count)
    cum = flat
    (flatDivisor, cumDivisor) = hasDivisors ? (flat, flat) : ([], [])
    isInline = Array(repeating: true, count: count)
  }

  mutating func add(
    _ nodes: [UInt32], _ inlined: [Bool], _ value: Int64, _ divisor: Int64, isWhole: Bool
  ) {
    for (node, isInlined) in zip(nodes, inlined) {
      let node = Int(node)
      cum[node] = cum[node].addingClamped(value)
      if !cumDivisor.isEmpty { cumDivisor[node] = cumDivisor[node].addingClamped(divisor) }
      if !isInlined { isInline[node] = false }
    }
    guard isWhole, let leaf = nodes.last.map({ Int($0) }) else { return }
    flat[leaf] = flat[leaf].addingClamped(value)
    if !flatDivisor.isEmpty { flatDivisor[leaf] = flatDivisor[leaf].addingClamped(divisor) }
  }

  func graph(_ table: NodeTable, _ paths: TreePaths) -> CallGraph {
    var nodes: [CallGraph.Node] = []
    var edges: [CallGraph.Edge] = []
    nodes.reserveCapacity(paths.rows.count)
    edges.reserveCapacity(paths.rows.count)
    for node in paths.rows.indices {
      let parent = Int(paths.parents[node]) - 1
      let value = NodeWeights.quotient(cum[node], cumDivisor.isEmpty ? 0 : cumDivisor[node])
      nodes.append(
        CallGraph.Node(
          row: Int(paths.rows[node]), context: parent < 0 ? nil : parent, flat: flat[node],
          cum: cum[node],
          flatValue: NodeWeights.quotient(
            flat[node], flatDivisor.isEmpty ? 0 : flatDivisor[node]),
          cumValue: value))
      guard parent >= 0 else { continue }
      edges.append(
        CallGraph.Edge(
          source: parent, target: node, weight: cum[node], value: value, isResidual: false,
          isInline: isInline[node]))
    }
    return CallGraph(table, nodes, edges)
  }
}
