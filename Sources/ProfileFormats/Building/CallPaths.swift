import ProfileModel

/// Call paths as a tree that grows: a path is its last node, and each prefix of it a node too.
///
/// Frames are indices of whatever table a format has. Node 0 is the root, the path without a frame.
struct CallPaths {
  private var parents: [UInt32] = [0]
  private var frames: [UInt32] = [0]
  private var index = HashIndex()
  /// What each path weighs, itself without those that go on from it.
  private(set) var weights: [Int64] = [0]
  /// The stacks of paths whose frames are locations, as far as the user asked.
  private var stacks: [UInt32: StackID] = [:]

  static let root: UInt32 = 0

  /// How many paths there are, the empty one included.
  var count: Int { parents.count }

  /// How much memory they take, about.
  var memory: Int { 40 &* parents.count &+ 32 &* stacks.count }

  /// The path that goes on from another with a frame.
  mutating func child(of parent: UInt32, _ frame: UInt32) -> UInt32 {
    var hasher = WordHasher()
    hasher.combine(UInt64(parent) << 32 | UInt64(frame))
    var probe = index.probe(hasher.finalize())
    while let row = index.next(&probe) {
      if parents[Int(row)] == parent, frames[Int(row)] == frame { return row }
    }
    let row = UInt32(parents.count)
    index.insert(row, at: probe)
    parents.append(parent)
    frames.append(frame)
    weights.append(0)
    return row
  }

  mutating func add(_ weight: Int64, to path: UInt32) {
    weights[Int(path)] = weights[Int(path)].addingClamped(weight)
  }

  /// The stack of a path whose frames are locations.
  mutating func stack(
    of path: UInt32, in builder: inout ProfileBuilder, _ limits: ReadLimits
  ) throws -> StackID {
    if let stack = stacks[path] { return stack }
    let frames = stack(of: path)
    try limits.check(depth: frames.count)
    let stack = builder.stack(frames.span)
    stacks[path] = stack
    return stack
  }

  /// The frames of a path, leaf first.
  func stack(of path: UInt32) -> [UInt32] {
    var stack: [UInt32] = []
    var node = path
    // A parent is always older than its children.
    while node != Self.root {
      stack.append(frames[Int(node)])
      node = parents[Int(node)]
    }
    return stack
  }
}

/// The open frames at an instant, for a source that records when frames open and close.
///
/// The time between two events belongs to all that is open, what was opened first outermost. A close takes the
/// innermost open frame of its index away, wherever it stands, so that each frame keeps its own duration.
struct OpenFrames {
  private(set) var paths = CallPaths()
  /// The open frames, outermost first, and the path up to each.
  private var open: [UInt32] = []
  private var nodes: [UInt32] = []
  private(set) var last: Int64?
  /// From the first event to the last.
  private(set) var span = TimeSpan()
  /// How many closes found nothing open.
  private(set) var strayCloses = 0

  var depth: Int { open.count }

  /// Moves on in time, which may not fall.
  mutating func advance(to time: Int64) {
    span.include(time)
    defer { last = time }
    guard let last, time > last, let top = nodes.last else { return }
    paths.add(time.subtractingClamped(last), to: top)
  }

  mutating func open(_ frame: UInt32) {
    open.append(frame)
    nodes.append(paths.child(of: nodes.last ?? CallPaths.root, frame))
  }

  mutating func close(_ frame: UInt32) {
    guard let index = open.lastIndex(of: frame) else {
      strayCloses += 1
      return
    }
    open.remove(at: index)
    nodes.removeSubrange(index...)
    // What was opened later goes on without it.
    for frame in open[index...] {
      nodes.append(paths.child(of: nodes.last ?? CallPaths.root, frame))
    }
  }

  /// Closes the innermost frame, whatever it is.
  mutating func closeInnermost() {
    if open.isEmpty { strayCloses += 1 }
    _ = open.popLast()
    _ = nodes.popLast()
  }
}
