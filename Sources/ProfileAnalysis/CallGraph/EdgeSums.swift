import ProfileModel

/// What is summed up of each call, side by side: a call of many is not in the cache, and is fetched once.
struct EdgeSums {
  fileprivate struct Row {
    let source, target: UInt32
    var weight: Int64 = 0
    var divisor: Int64 = 0
    /// The sample that the call was last seen in.
    var stamp = UInt32.max
    var isResidual = false
    var isInline = true
  }

  private var rows: [Row] = []
  private var index = PairIndex()

  /// The calls of a profile, in the order of first sight.
  ///
  /// - `walk`: which nodes take part, and to which of them calls are wanted.
  static func edges(
    _ profile: Profile, _ walk: NodeWalk, _ weights: SampleWeights
  ) -> [CallGraph.Edge] {
    var sums = EdgeSums()
    let (samples, stacks) = (profile.sampleTable, profile.stacks)
    for sample in 0..<samples.count {
      let value = weights.values[sample]
      let divisor = weights.divisors.isEmpty ? 0 : weights.divisors[sample]
      guard value != 0 || divisor != 0 else { continue }
      let frames = stacks.frames(of: StackID(samples.stacks[sample]))
      let stamp = UInt32(truncatingIfNeeded: sample)
      walk.forEachCall(stacks.frames, frames) { call in
        sums.add(call, value, divisor, stamp)
      }
    }
    return sums.rows.map(CallGraph.Edge.init)
  }

  @inline(__always)
  private mutating func add(
    _ call: NodeWalk.Call, _ value: Int64, _ divisor: Int64, _ stamp: UInt32
  ) {
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

extension CallGraph.Edge {
  fileprivate init(_ row: EdgeSums.Row) {
    self.init(
      source: Int(row.source), target: Int(row.target), weight: row.weight,
      value: NodeWeights.quotient(row.weight, row.divisor), isResidual: row.isResidual,
      isInline: row.isInline)
  }
}
