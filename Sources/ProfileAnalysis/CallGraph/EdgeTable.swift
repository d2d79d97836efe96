package import ProfileModel

/// The calls between nodes, a row each, in the order of first sight.
package struct EdgeTable: Sendable {
  /// The callers.
  package private(set) var sources: [UInt32] = []
  /// What is called.
  package private(set) var targets: [UInt32] = []
  /// The sums of the values of the samples in which the call stands.
  package private(set) var weights: [Int64] = []
  private var divisors: [Int64] = []
  /// Whether the call was ever seen over nodes that have been left out.
  package private(set) var isResidual: [Bool] = []
  /// Whether the call was inlined wherever it was seen.
  package private(set) var isInline: [Bool] = []

  /// Collects the calls.
  ///
  /// - `walk`: which nodes take part, and to which of them calls are wanted.
  package init(_ profile: Profile, _ walk: NodeWalk, _ sampleWeights: SampleWeights) {
    var sums = EdgeSums()
    let (samples, stacks) = (profile.sampleTable, profile.stacks)
    for sample in 0..<samples.count {
      let value = sampleWeights.values[sample]
      let divisor = sampleWeights.divisors.isEmpty ? 0 : sampleWeights.divisors[sample]
      guard value != 0 || divisor != 0 else { continue }
      let frames = stacks.frames(of: StackID(samples.stacks[sample]))
      let stamp = UInt32(truncatingIfNeeded: sample)
      walk.forEachCall(stacks.frames, frames) { call in
        sums.add(call, value, divisor, stamp)
      }
    }
    append(sums.rows)
  }

  private mutating func append(_ rows: [EdgeSums.Row]) {
    sources = rows.map(\.source)
    targets = rows.map(\.target)
    weights = rows.map(\.weight)
    divisors = rows.map(\.divisor)
    isResidual = rows.map(\.isResidual)
    isInline = rows.map(\.isInline)
  }

  /// How many edges there are.
  package var count: Int { sources.count }

  /// An edge's value, for a report that divides.
  package func value(_ edge: Int) -> Int64 { NodeWeights.quotient(weights[edge], divisors[edge]) }

  /// Drops the calls to some nodes that are lighter than a limit.
  ///
  /// - Returns: how many were left out.
  package mutating func dropLighter(than limit: Int64, to isConcerned: [Bool]) -> Int {
    let kept = (0..<count).filter {
      weights[$0].clampedMagnitude >= limit || !isConcerned[Int(targets[$0])]
    }
    let dropped = count - kept.count
    guard dropped > 0 else { return 0 }
    keep(kept)
    return dropped
  }

  /// Keeps only some rows; nothing can be added afterwards.
  package mutating func keep(_ kept: [Int]) {
    sources = kept.map { sources[$0] }
    targets = kept.map { targets[$0] }
    weights = kept.map { weights[$0] }
    divisors = kept.map { divisors[$0] }
    isResidual = kept.map { isResidual[$0] }
    isInline = kept.map { isInline[$0] }
  }
}

/// What is summed up of each call, side by side: a call of many is not in the cache, and is fetched once.
private struct EdgeSums {
  struct Row {
    let source, target: UInt32
    var weight: Int64 = 0
    var divisor: Int64 = 0
    /// The sample that the call was last seen in.
    var stamp = UInt32.max
    var isResidual = false
    var isInline = true
  }

  private(set) var rows: [Row] = []
  private var index = PairIndex()

  @inline(__always)
  mutating func add(_ call: NodeWalk.Call, _ value: Int64, _ divisor: Int64, _ stamp: UInt32) {
    let place = index.row(call.source, call.target)
    if place == rows.count { rows.append(Row(source: call.source, target: call.target)) }
    guard rows[place].stamp != stamp else { return }
    rows[place].stamp = stamp
    rows[place].weight = rows[place].weight.addingClamped(value)
    rows[place].divisor = rows[place].divisor.addingClamped(divisor)
    if call.isResidual { rows[place].isResidual = true }
    if !call.isInline { rows[place].isInline = false }
  }
}
