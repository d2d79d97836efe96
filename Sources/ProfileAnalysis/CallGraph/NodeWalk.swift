import ProfileModel

/// Walks stacks from the root to the leaf and gives the nodes that take part, and the calls between them.
struct NodeWalk: Sendable {
  /// A call between two different nodes.
  struct Call {
    let source: UInt32
    let target: UInt32
    /// Nodes that do not take part stand between the two.
    let isResidual: Bool
    /// The target's code was inlined into its caller's.
    let isInline: Bool
  }

  private let nodes: NodeTable
  private let takesPart: [Bool]?
  /// For each location its node, if that is the only one and takes part; else one of the two signs below.
  private let steps: [UInt32]
  /// Marks a location whose nodes have to be walked one by one.
  private static let isLookedAt = UInt32.max
  /// None of the location's nodes takes part.
  private static let isLeftOut = UInt32.max - 1
  /// No node above takes part.
  private static let noCaller = UInt32.max

  /// - `takesPart`: for each node whether it is in the report; nil for all.
  init(_ nodes: NodeTable, takesPart: [Bool]? = nil) {
    self.nodes = nodes
    self.takesPart = takesPart
    steps = nodes.ends.indices.map { location in
      let part = nodes.nodes[nodes.range(of: UInt32(location))]
      guard part.contains(where: { takesPart?[Int($0)] ?? true }) else { return Self.isLeftOut }
      return nodes.single[location] == .max ? Self.isLookedAt : nodes.single[location]
    }
  }

  /// Gives the calls of a stack of locations, in order, repeated ones too.
  @inline(__always)
  func forEachCall(_ stack: borrowing Span<some FrameRow>, _ body: (Call) -> Void) {
    let steps = steps.span
    var caller = Self.noCaller
    var isResidual = false
    for frame in stack.indices.reversed() {
      let step = steps[Int(stack[frame])]
      if step < Self.isLeftOut {
        if step != caller, caller != Self.noCaller {
          body(Call(source: caller, target: step, isResidual: isResidual, isInline: false))
        }
        caller = step
        isResidual = false
      } else if step == Self.isLeftOut {
        isResidual = true
      } else {
        look(at: UInt32(stack[frame]), &caller, &isResidual, body)
      }
    }
  }

  /// Gives the nodes of a stack of locations that take part, repeated ones too.
  @inline(__always)
  func forEachNode(_ stack: borrowing Span<UInt32>, _ body: (UInt32) -> Void) {
    let steps = steps.span
    for frame in stack.indices.reversed() {
      let step = steps[Int(stack[frame])]
      if step < Self.isLeftOut {
        body(step)
      } else if step == Self.isLookedAt {
        for node in nodes.nodes[nodes.range(of: stack[frame])]
        where takesPart?[Int(node)] ?? true { body(node) }
      }
    }
  }

  /// The node that a stack of locations ends in, whether or not it takes part; nil for an empty one.
  func leaf(of stack: borrowing Span<UInt32>) -> UInt32? {
    stack.isEmpty ? nil : nodes.leaf(of: stack[0])
  }

  private func look(
    at location: UInt32, _ caller: inout UInt32, _ isResidual: inout Bool, _ body: (Call) -> Void
  ) {
    let range = nodes.range(of: location)
    for index in range.reversed() {
      let node = nodes.nodes[index]
      guard takesPart?[Int(node)] ?? true else {
        isResidual = true
        continue
      }
      if caller != Self.noCaller, caller != node {
        body(
          Call(
            source: caller, target: node, isResidual: isResidual,
            isInline: index != range.upperBound - 1))
      }
      caller = node
      isResidual = false
    }
  }
}
