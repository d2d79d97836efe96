import ProfileModel

/// Finds out which nodes are inlined by all of their callers, by some or by none.
///
/// All frames are walked, but only calls to nodes that are inlined somewhere are looked at, and of
/// those only the ones that can still change the answer: for a node that is known to be called outright,
/// only callers that may also inline it.
struct InlineCalls {
  /// What is known of a node.
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
  private var states: [UInt8]
  /// For each node a bit for each of 64 classes of callers that inline it somewhere.
  private var inliners: [UInt64]
  private var calls: [Call] = []
  private var rows = PairIndex()
  /// For each place in `nodes.nodes` the call to it from the line that it was inlined into, if both
  /// are in the report.
  private var inlineCalls: [UInt32]

  init(_ nodes: NodeTable, _ selection: NodeSelection) {
    self.nodes = nodes
    limit = selection.edgeLimit
    states = (0..<nodes.count).map { node in
      selection.takesPart?[node] ?? true ? State.isPlain : State.isLeftOut
    }
    for node in selection.shown where nodes.isInlinedSomewhere[node] { states[node] = State.isOpen }
    inliners = Array(repeating: 0, count: nodes.count)
    inlineCalls = Array(repeating: .max, count: nodes.nodes.count)
    for location in nodes.ends.indices { enterInlineCalls(of: UInt32(location)) }
  }

  private mutating func enterInlineCalls(of location: UInt32) {
    var source: UInt32?
    let range = nodes.range(of: location)
    for place in range.reversed() {
      let target = nodes.nodes[place]
      guard states[Int(target)] != State.isLeftOut else { continue }
      if let source, source != target, states[Int(target)] == State.isOpen {
        inliners[Int(target)] |= 1 << UInt64(source & 63)
        inlineCalls[place] = row(source, target)
      } else if source == nil, place != range.upperBound - 1 {
        // What inlined it is left out, so that any caller of that may stand for it.
        inliners[Int(target)] = .max
      }
      source = target
    }
  }

  @inline(__always)
  private mutating func row(_ source: UInt32, _ target: UInt32) -> UInt32 {
    let row = rows.row(source, target)
    if row == calls.count { calls.append(Call(source: source, target: target)) }
    return UInt32(row)
  }

  /// Walks all stacks, parts of the samples in threads of their own.
  mutating func collect(_ profile: Profile, _ weights: SampleWeights) {
    guard states.contains(State.isOpen) else { return }
    // A sum of values of both signs can come back below the limit, so nothing is known before the end.
    let onlyGrows = !weights.values.contains { $0 < 0 }
    let start = self
    let parts = Parallel.map(profile.samples.count) { rows in
      var part = start
      part.collect(rows, of: profile, weights, onlyGrows)
      return part
    }
    self = parts[0]
    for part in parts.dropFirst() { add(part) }
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

  /// Walks the stacks of some samples from the root to the leaf.
  private mutating func collect(
    _ rows: Range<Int>, of profile: Profile, _ weights: SampleWeights, _ onlyGrows: Bool
  ) {
    let (samples, stacks) = (profile.samples, profile.stacks)
    for sample in rows {
      let value = weights.values[sample]
      let divisor = weights.divisors.isEmpty ? 0 : weights.divisors[sample]
      guard value != 0 || divisor != 0 else { continue }
      let frames = stacks.frames(of: StackID(samples.stacks[sample]))
      walk(stacks.frames, frames, value, UInt32(truncatingIfNeeded: sample), onlyGrows)
    }
  }

  @inline(__always)
  private mutating func walk(
    _ locations: borrowing [UInt32], _ frames: Range<Int>, _ value: Int64, _ stamp: UInt32,
    _ onlyGrows: Bool
  ) {
    var source = UInt32.max
    for place in frames.reversed() {
      let location = locations[place]
      let single = nodes.single[Int(location)]
      if single != .max {
        step(to: single, from: &source, isInline: false, .max, value, stamp, onlyGrows)
      } else {
        let range = nodes.range(of: location)
        for place in range.reversed() {
          step(
            to: nodes.nodes[place], from: &source, isInline: place != range.upperBound - 1,
            inlineCalls[place], value, stamp, onlyGrows)
        }
      }
    }
  }

  @inline(__always)
  private mutating func step(
    to target: UInt32, from source: inout UInt32, isInline: Bool, _ inlineCall: UInt32,
    _ value: Int64, _ stamp: UInt32, _ onlyGrows: Bool
  ) {
    let state = states[Int(target)]
    guard state != State.isLeftOut else { return }
    defer { source = target }
    guard state >= State.isOpen, source != target, source != .max else { return }
    if inlineCall != .max { return add(value, to: Int(inlineCall), stamp, isInline: true) }
    let mayBeInlined = inliners[Int(target)] >> UInt64(source & 63) & 1 == 1
    if state == State.isCalled, !mayBeInlined { return }
    let call = Int(row(source, target))
    add(value, to: call, stamp, isInline: isInline)
    if onlyGrows, !calls[call].isInline, calls[call].weight >= limit {
      states[Int(target)] = State.isCalled
    }
  }

  @inline(__always)
  private mutating func add(_ value: Int64, to call: Int, _ stamp: UInt32, isInline: Bool) {
    guard calls[call].stamp != stamp else { return }
    calls[call].stamp = stamp
    calls[call].weight = calls[call].weight.addingClamped(value)
    if !isInline { calls[call].isInline = false }
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
