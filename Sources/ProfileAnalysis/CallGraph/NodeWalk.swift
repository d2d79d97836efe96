import ProfileModel

/// Walks stacks from the root to the leaf and gives the nodes that take part, and the calls between them.
struct NodeWalk: Sendable {
  /// A call between two different nodes.
  struct Call: Sendable {
    let source: UInt32
    let target: UInt32
    /// Nodes that do not take part stand between the two.
    let isResidual: Bool
    /// The target's code was inlined into its caller's.
    let isInline: Bool
  }

  /// A stack, and its frames at which a node takes part, from the root to the leaf.
  struct Stack: Sendable {
    fileprivate struct Frame {
      /// The node, if it is the location's only one.
      var step: UInt32 = 0
      /// Where the frame is on the stack.
      var place: UInt32 = 0
    }

    /// The locations, leaf first.
    fileprivate var locations: [UInt32] = []
    fileprivate var kept: [Frame] = []
    fileprivate var keptCount = 0
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

  /// Gives the calls of a stack, in order, repeated ones too.
  ///
  /// - `stack`: memory to work in.
  @inline(__always)
  func forEachCall(
    _ id: StackID, in stacks: StackTable, _ stack: inout Stack, _ body: (Call) -> Void
  ) {
    fill(&stack, id, in: stacks)
    var caller = Self.noCaller
    var isResidual = false
    var above = UInt32(truncatingIfNeeded: stack.locations.count)
    let kept = stack.kept.span
    for index in 0..<stack.keptCount {
      let (step, place) = (kept[index].step, kept[index].place)
      isResidual = isResidual || place &+ 1 != above
      above = place
      guard step != Self.isLookedAt else {
        look(at: stack.locations[Int(place)], &caller, &isResidual, body)
        continue
      }
      if step != caller, caller != Self.noCaller {
        body(Call(source: caller, target: step, isResidual: isResidual, isInline: false))
      }
      caller = step
      isResidual = false
    }
  }

  /// Gives the nodes of a stack that take part, repeated ones too.
  ///
  /// - `stack`: memory to work in.
  /// - Returns: the leaf, whether or not it takes part; nil for an empty stack.
  @inline(__always)
  func forEachNode(
    _ id: StackID, in stacks: StackTable, _ stack: inout Stack, _ body: (UInt32) -> Void
  ) -> UInt32? {
    fill(&stack, id, in: stacks)
    let kept = stack.kept.span
    for index in 0..<stack.keptCount {
      guard kept[index].step == Self.isLookedAt else {
        body(kept[index].step)
        continue
      }
      for node in nodes.nodes[nodes.range(of: stack.locations[Int(kept[index].place)])]
      where takesPart?[Int(node)] ?? true { body(node) }
    }
    return stack.locations.first.map { nodes.nodes[nodes.range(of: $0).lowerBound] }
  }

  @inline(__always)
  private func fill(_ stack: inout Stack, _ id: StackID, in stacks: StackTable) {
    stacks.read(id, into: &stack.locations)
    stack.keptCount = keep(stack.locations, &stack.kept)
  }

  /// Passes over what does not take part, which are nearly all frames of a large profile, without a branch: the
  /// processor could not guess it.
  ///
  /// - Returns: how many frames are kept.
  @inline(__always)
  private func keep(_ locations: [UInt32], _ kept: inout [Stack.Frame]) -> Int {
    // The last one is written, whether or not it is kept.
    if kept.count <= locations.count {
      kept = Array(repeating: Stack.Frame(), count: 2 * locations.count + 1)
    }
    let (steps, locations) = (steps.span, locations.span)
    var kept = kept.mutableSpan
    var (count, place) = (0, locations.count)
    while place > 0 {
      place &-= 1
      let step = steps[Int(locations[place])]
      kept[count] = Stack.Frame(step: step, place: UInt32(truncatingIfNeeded: place))
      count &+= step == Self.isLeftOut ? 0 : 1
    }
    return count
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
