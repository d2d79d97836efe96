import ProfileModel

/// The stacks of one sample type as a tree: node 0 is the root, siblings are in the order of first sight.
struct ExportTree {
  private(set) var frames: [UInt32] = [0]
  /// The first and the last child of each node, and its next sibling; 0 for none. There may be millions of nodes, so
  /// they are columns.
  private var firstChildren: [UInt32] = [0]
  private var lastChildren: [UInt32] = [0]
  private var nextSiblings: [UInt32] = [0]
  /// What each node has itself, and with all below it.
  private(set) var own: [Int64] = [0]
  private(set) var total: [Int64] = [0]
  /// The node of a parent, in the upper half, and a frame.
  private var rows: [UInt64: UInt32] = [:]

  init(_ stacks: [(frames: [UInt32], value: Int64)]) {
    for stack in stacks { _ = add(stack.value, stack.frames) }
  }

  /// Adds a value to a path, root first.
  ///
  /// - Returns: the node that it ends in.
  mutating func add(_ value: Int64, _ stack: [UInt32]) -> Int {
    var node = 0
    total[0] = total[0].addingClamped(value)
    for frame in stack {
      node = child(of: node, frame)
      total[node] = total[node].addingClamped(value)
    }
    own[node] = own[node].addingClamped(value)
    return node
  }

  private mutating func child(of parent: Int, _ frame: UInt32) -> Int {
    let key = UInt64(parent) << 32 | UInt64(frame)
    if let row = rows[key] { return Int(row) }
    let row = UInt32(frames.count)
    rows[key] = row
    let last = Int(lastChildren[parent])
    if last == 0 { firstChildren[parent] = row } else { nextSiblings[last] = row }
    lastChildren[parent] = row
    frames.append(frame)
    firstChildren.append(0)
    lastChildren.append(0)
    nextSiblings.append(0)
    own.append(0)
    total.append(0)
    return Int(row)
  }

  /// The children of a node, in the order of first sight.
  func children(of node: Int) -> [Int] {
    var children: [Int] = []
    var child = Int(firstChildren[node])
    while child != 0 {
      children.append(child)
      child = Int(nextSiblings[child])
    }
    return children
  }

  /// Goes through all nodes without recursion: `begin` before the children of a node, `end` behind them.
  func walk(
    _ sink: inout ByteSink, sorted: ([Int]) -> [Int] = { $0 },
    begin: (_ node: Int, _ isFirst: Bool, inout ByteSink) -> Void,
    end: (_ node: Int, inout ByteSink) -> Void
  ) {
    begin(0, true, &sink)
    var path = [(node: 0, children: sorted(children(of: 0))[...], isFirst: true)]
    while let last = path.last {
      guard let child = last.children.first else {
        end(last.node, &sink)
        path.removeLast()
        continue
      }
      path[path.count - 1].children.removeFirst()
      begin(child, last.isFirst, &sink)
      path[path.count - 1].isFirst = false
      path.append((child, sorted(children(of: child))[...], true))
    }
  }
}
