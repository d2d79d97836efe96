import ProfileModel

/// Finds out which nodes are inlined by all of their callers, by some or by none.
///
/// All frames are passed, but only calls to nodes that are inlined somewhere are looked at, and of
/// those only the ones that can still change the answer: for a node that is known to be called outright,
/// only callers that may also inline it; for one that never is, only calls that are not known to be heavy.
struct InlineCalls {
  /// The state of the search for a node.
  private enum State {
    /// It is not in the report.
    static let isLeftOut: UInt8 = 0
    /// It is in the report, and inlined nowhere.
    static let isPlain: UInt8 = 1
    /// Calls to it are collected.
    static let isOpen: UInt8 = 2
    /// A call to it that is not inlined is heavy enough to count.
    static let isCalled: UInt8 = 3
  }

  /// The calls between two nodes.
  private struct Call {
    let source, target: UInt32
    var weight: Int64 = 0
    var isInline = true
    /// In which sample it was last seen.
    var stamp = UInt32.max
  }

  private let nodes: NodeTable
  private let limit: Int64
  /// Whether no weight is negative: else a sum can come back below the limit, and nothing is known before
  /// the end.
  private var onlyGrows = false
  private var states: [UInt8]
  /// For each node a bit for each of 64 classes of callers that inline it somewhere.
  private var inliners: [UInt64]
  private var calls: [Call] = []
  private var rows = PairIndex()
  /// For each index in `nodes.nodes` the call to it from the line that it was inlined into, if both are in the
  /// report.
  private var inlineCalls: [UInt32]
  /// For each node whether some location calls it without inlining.
  private var isCalledSomewhere: [Bool]
  /// For each location the node nearest the leaf that is in the report; `.max` for none.
  private let leaves: [UInt32]
  /// The indices in `nodes.nodes` whose calls are collected, and their locations.
  private var collected: [(location: Int, index: Int)] = []
  /// For each location whether a call to one of its nodes is collected and can still change the answer.
  private var mayMatter: [Bool]

  init(_ nodes: NodeTable, _ selection: NodeSelection) {
    self.nodes = nodes
    limit = selection.edgeLimit
    states = (0..<nodes.count).map { node in
      selection.takesPart?[node] ?? true ? State.isPlain : State.isLeftOut
    }
    for node in selection.shown where nodes.isInlinedSomewhere[node] { states[node] = State.isOpen }
    let states = states
    leaves = nodes.ends.indices.map { location in
      nodes.nodes[nodes.range(of: UInt32(location))].first { states[Int($0)] != State.isLeftOut }
        ?? .max
    }
    mayMatter = Array(repeating: false, count: nodes.ends.count)
    inliners = Array(repeating: 0, count: nodes.count)
    inlineCalls = Array(repeating: .max, count: nodes.nodes.count)
    isCalledSomewhere = Array(repeating: false, count: nodes.count)
    for location in nodes.ends.indices { enterInlineCalls(of: UInt32(location)) }
  }

  private mutating func enterInlineCalls(of location: UInt32) {
    var source: UInt32?
    let range = nodes.range(of: location)
    for index in range.reversed() {
      let target = nodes.nodes[index]
      guard states[Int(target)] != State.isLeftOut else { continue }
      defer { source = target }
      if index == range.upperBound - 1 { isCalledSomewhere[Int(target)] = true }
      guard states[Int(target)] == State.isOpen, source != target else { continue }
      collected.append((Int(location), index))
      mayMatter[Int(location)] = true
      if let source {
        inliners[Int(target)] |= 1 << UInt64(source & 63)
        inlineCalls[index] = row(source, target)
      } else if index != range.upperBound - 1 {
        // Its inliner is left out, so any caller of that may replace it.
        inliners[Int(target)] = .max
      }
    }
  }

  @inline(__always)
  private mutating func row(_ source: UInt32, _ target: UInt32) -> UInt32 {
    let row = rows.row(source, target)
    if row == calls.count { calls.append(Call(source: source, target: target)) }
    return UInt32(row)
  }

  /// Walks all stacks; samples are divided among threads.
  mutating func collect(_ profile: Profile, _ weights: SampleWeights) {
    guard states.contains(State.isOpen) else { return }
    onlyGrows = !weights.values.contains { $0 < 0 }
    if onlyGrows { leaveOutLightCalls(profile, weights) }
    let (start, frames) = (self, profile.stacks.frames)
    let parts = Parallel.map(profile.sampleTable.count) { rows in
      var part = start
      if frames.isWide {
        part.collect(rows, of: profile, frames.wide.span, weights)
      } else {
        part.collect(rows, of: profile, frames.narrow.span, weights)
      }
      return part
    }
    self = parts[0]
    for part in parts.dropFirst() { add(part) }
  }

  /// Looks no more at locations whose calls are all too light to count, even if no sample repeats any.
  private mutating func leaveOutLightCalls(_ profile: Profile, _ weights: SampleWeights) {
    let frameWeights = Self.frameWeights(profile, weights, nodes)
    // The largest possible weight of each call from an inlined line.
    var inlineWeights = [Int64](repeating: 0, count: calls.count)
    var otherWeights = [Int64](repeating: 0, count: nodes.count)
    for (location, index) in collected {
      let (weight, call) = (frameWeights[location], Int(inlineCalls[index]))
      if call < calls.count {
        inlineWeights[call] = inlineWeights[call].addingClamped(weight)
      } else {
        let target = Int(nodes.nodes[index])
        otherWeights[target] = otherWeights[target].addingClamped(weight)
      }
    }
    var heaviest = [Int64](repeating: 0, count: nodes.count)
    for (row, call) in calls.enumerated() {
      heaviest[Int(call.target)] = max(heaviest[Int(call.target)], inlineWeights[row])
    }
    mayMatter = Array(repeating: false, count: nodes.ends.count)
    for (location, index) in collected {
      let (target, call) = (Int(nodes.nodes[index]), Int(inlineCalls[index]))
      let weight = call < calls.count ? inlineWeights[call] : heaviest[target]
      if weight.addingClamped(otherWeights[target]) >= limit { mayMatter[location] = true }
    }
  }

  /// The weights of each location's frames; a repeated frame counts once for each occurrence.
  private static func frameWeights(
    _ profile: Profile, _ weights: SampleWeights, _ nodes: NodeTable
  ) -> [Int64] {
    let frames = profile.stacks.frames
    let parts = Parallel.map(profile.sampleTable.count) { rows in
      frames.isWide
        ? frameWeights(rows, of: profile, frames.wide.span, weights, nodes)
        : frameWeights(rows, of: profile, frames.narrow.span, weights, nodes)
    }
    return parts.dropFirst().reduce(parts[0]) { zip($0, $1).map { $0.addingClamped($1) } }
  }

  private static func frameWeights(
    _ rows: Range<Int>, of profile: Profile, _ frames: borrowing Span<some FrameRow>,
    _ weights: SampleWeights, _ nodes: NodeTable
  ) -> [Int64] {
    let (samples, stacks) = (profile.sampleTable, profile.stacks)
    var sums = [Int64](repeating: 0, count: nodes.ends.count)
    var sum = sums.mutableSpan
    for sample in rows {
      let value = weights.values[sample]
      let stack = frames.extracting(stacks.frames(of: StackID(samples.stacks[sample])))
      for index in stack.indices {
        sum[Int(stack[index])] = sum[Int(stack[index])].addingClamped(value)
      }
    }
    return sums
  }

  /// Adds what was found in other samples.
  private mutating func add(_ other: InlineCalls) {
    for node in states.indices where other.states[node] == State.isCalled {
      states[node] = State.isCalled
    }
    for call in other.calls where call.stamp != .max {
      let row = Int(row(call.source, call.target))
      calls[row].weight = calls[row].weight.addingClamped(call.weight)
      calls[row].isInline = calls[row].isInline && call.isInline
      calls[row].stamp = call.stamp
    }
  }

  /// Looks, from the root to the leaf, at the frames of some samples that stand for nodes whose calls are
  /// collected: of two calls between the same nodes in one sample, the first says whether it is inlined.
  private mutating func collect(
    _ rows: Range<Int>, of profile: Profile, _ frames: borrowing Span<some FrameRow>,
    _ weights: SampleWeights
  ) {
    let (samples, stacks) = (profile.sampleTable, profile.stacks)
    // Nearly all frames are only passed, so the loop over them reads no more than a byte of each location.
    var marks = mayMatter
    var mayMatter = marks.mutableSpan
    for sample in rows {
      let value = weights.values[sample]
      let divisor = weights.divisors.isEmpty ? 0 : weights.divisors[sample]
      guard value != 0 || divisor != 0 else { continue }
      let stack = frames.extracting(stacks.frames(of: StackID(samples.stacks[sample])))
      let stamp = UInt32(truncatingIfNeeded: sample)
      for frame in stack.indices.reversed() where mayMatter[Int(stack[frame])] {
        let mattersAgain = look(at: frame, of: stack, value, stamp)
        if onlyGrows, !mattersAgain { mayMatter[Int(stack[frame])] = false }
      }
    }
  }

  /// Adds the calls to the nodes of a frame, from the one that was compiled out of line to the inlined leaf.
  ///
  /// It is rarely called, and stands apart so that the loop over frames stays small.
  ///
  /// - Returns: whether more such calls can change the answer, if weights only grow: not when they are
  ///   heavy enough already, and no other call can say that they are not inlined.
  @inline(never)
  private mutating func look(
    at frame: Int, of stack: borrowing Span<some FrameRow>, _ value: Int64, _ stamp: UInt32
  ) -> Bool {
    let range = nodes.range(of: UInt32(stack[frame]))
    var mattersAgain = false
    var isOutermost = true
    for index in range.reversed() {
      let target = nodes.nodes[index]
      guard states[Int(target)] != State.isLeftOut else { continue }
      defer { isOutermost = false }
      guard states[Int(target)] >= State.isOpen else { continue }
      if inlineCalls[index] != .max {
        let weight = add(value, to: Int(inlineCalls[index]), stamp, isInline: true)
        if weight < limit || isCalledSomewhere[Int(target)] { mattersAgain = true }
      } else if isOutermost {
        // Whether the call is inline may change from caller to caller.
        mattersAgain = true
        let source = caller(of: frame, stack)
        addCall(source, target, value, stamp, isInline: index != range.upperBound - 1)
      }
    }
    return mattersAgain
  }

  /// The node that a frame is called by: the nearest that is in the report; `.max` for none.
  ///
  /// Only frames that are not in the report are passed, so that none is passed twice in a stack.
  private func caller(of frame: Int, _ stack: borrowing Span<some FrameRow>) -> UInt32 {
    for frame in frame + 1..<stack.count {
      let leaf = leaves[Int(stack[frame])]
      if leaf != .max { return leaf }
    }
    return .max
  }

  private mutating func addCall(
    _ source: UInt32, _ target: UInt32, _ value: Int64, _ stamp: UInt32, isInline: Bool
  ) {
    guard source != target, source != .max else { return }
    let mayBeInlined = inliners[Int(target)] >> UInt64(source & 63) & 1 == 1
    if states[Int(target)] == State.isCalled, !mayBeInlined { return }
    let call = Int(row(source, target))
    let weight = add(value, to: call, stamp, isInline: isInline)
    if onlyGrows, !calls[call].isInline, weight >= limit { states[Int(target)] = State.isCalled }
  }

  /// Adds the weight of a sample to a call, once; gives what the call weighs.
  @inline(__always)
  private mutating func add(_ value: Int64, to call: Int, _ stamp: UInt32, isInline: Bool) -> Int64
  {
    if calls[call].stamp != stamp {
      calls[call].stamp = stamp
      calls[call].weight = calls[call].weight.addingClamped(value)
      if !isInline { calls[call].isInline = false }
    }
    return calls[call].weight
  }

  /// The marks, by node.
  func marks() -> [InlineMark] {
    var isInlined = [Bool](repeating: false, count: nodes.count)
    var isCalled = states.map { $0 == State.isCalled }
    for call in calls where call.stamp != .max && call.weight.clampedMagnitude >= limit {
      if call.isInline {
        isInlined[Int(call.target)] = true
      } else {
        isCalled[Int(call.target)] = true
      }
    }
    return zip(isInlined, isCalled).map { isInlined, isCalled in
      isInlined ? isCalled ? .partial : .full : .none
    }
  }
}
