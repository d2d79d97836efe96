/// Walks stacks from the root to the leaf and gives the calls between the nodes that take part.
package struct NodeWalk: Sendable {
  /// A call between two different nodes.
  package struct Call {
    package let source: UInt32
    package let target: UInt32
    /// Nodes that do not take part stand between the two.
    package let isResidual: Bool
    /// The target's code was inlined into its caller's.
    package let isInline: Bool
  }

  let nodes: NodeTable
  private let takesPart: [Bool]?
  private let isWanted: [Bool]?
  /// For each location: the node nearest the leaf that takes part, if calls to none of its nodes are
  /// wanted; else one of the two signs below.
  private var passedNodes: [UInt32]
  /// The location has to be looked at node by node.
  private static let isLookedAt = UInt32.max
  /// None of the location's nodes takes part.
  private static let isLeftOut = UInt32.max - 1

  /// - `takesPart`: for each node whether it is in the report; nil for all.
  /// - `isWanted`: for each node whether calls to it are wanted; nil for all.
  package init(_ nodes: NodeTable, takesPart: [Bool]? = nil, isWanted: [Bool]? = nil) {
    self.nodes = nodes
    self.takesPart = takesPart
    self.isWanted = isWanted
    passedNodes = []
    passedNodes = nodes.ends.indices.map { passedNode(of: UInt32($0)) }
  }

  private func passedNode(of location: UInt32) -> UInt32 {
    let range = nodes.range(of: location)
    let part = range.filter { takesPart?[Int(nodes.nodes[$0])] ?? true }
    guard let leaf = part.first else { return Self.isLeftOut }
    let hasWanted = part.contains { isWanted?[Int(nodes.nodes[$0])] ?? true }
    // Nodes left out nearer the leaf make the next call residual, which takes a closer look.
    return hasWanted || leaf != range.lowerBound ? Self.isLookedAt : nodes.nodes[leaf]
  }

  /// Gives the wanted calls of a stack, in order, repeated ones too.
  @inline(__always)
  func forEachCall(_ locations: borrowing [UInt32], _ frames: Range<Int>, _ body: (Call) -> Void) {
    var parent: UInt32?
    var isResidual = false
    for place in frames.reversed() {
      let location = locations[place]
      let passed = passedNodes[Int(location)]
      if passed == Self.isLookedAt {
        look(at: location, &parent, &isResidual, body)
      } else if passed == Self.isLeftOut {
        isResidual = true
      } else {
        parent = passed
        isResidual = false
      }
    }
  }

  private func look(
    at location: UInt32, _ parent: inout UInt32?, _ isResidual: inout Bool, _ body: (Call) -> Void
  ) {
    let range = nodes.range(of: location)
    for place in range.reversed() {
      let node = nodes.nodes[place]
      guard takesPart?[Int(node)] ?? true else {
        isResidual = true
        continue
      }
      if let source = parent, source != node, isWanted?[Int(node)] ?? true {
        body(
          Call(
            source: source, target: node, isResidual: isResidual,
            isInline: place != range.upperBound - 1))
      }
      parent = node
      isResidual = false
    }
  }
}
