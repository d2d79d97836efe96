import ProfileModel

/// The sums of each call.
struct EdgeSums: Sendable {
  /// What every sample changes, which is kept small: with many calls each is a cache miss.
  private struct Sum {
    var weight: Int64 = 0
    var divisor: Int64 = 0
    /// The sample that the call was last seen in.
    var stamp = UInt32.max
    var isResidual = false
    var isInline = true

    @inline(__always)
    mutating func add(_ value: Int64, _ divisor: Int64, isResidual: Bool, isInline: Bool) {
      weight = weight.addingClamped(value)
      self.divisor = self.divisor.addingClamped(divisor)
      if isResidual { self.isResidual = true }
      if !isInline { self.isInline = false }
    }
  }

  /// The calls in the order of first sight, and their sums.
  private var calls: [NodeWalk.Call] = []
  private var sums: [Sum] = []
  private var index = PairIndex()

  /// The calls of a profile, in the order of first sight; samples are divided among threads.
  ///
  /// - `walk`: which nodes take part.
  static func edges(
    _ profile: Profile, _ walk: NodeWalk, _ weights: SampleWeights
  ) -> [CallGraph.Edge] {
    let parts = Parallel.map(profile.sampleTable.count, smallest: weights.smallestPart) {
      EdgeSums(of: $0, profile, walk, weights)
    }
    return joined(parts).edges
  }

  /// The sums over some of the samples.
  init(
    of samples: Range<Int>, _ profile: Profile, _ walk: NodeWalk, _ weights: SampleWeights
  ) {
    let (stacks, table) = (profile.stacks, profile.sampleTable)
    var stack = NodeWalk.Stack()
    var (calls, rows): ([NodeWalk.Call], [Int]) = ([], [])
    for sample in samples {
      let value = weights.values[sample]
      let divisor = weights.divisors.isEmpty ? 0 : weights.divisors[sample]
      guard value != 0 || divisor != 0 else { continue }
      calls.removeAll(keepingCapacity: true)
      walk.forEachCall(StackID(table.stacks[sample]), in: stacks, &stack) { calls.append($0) }
      find(calls, &rows)
      add(calls, at: rows, value, divisor, stamp: UInt32(truncatingIfNeeded: sample))
    }
  }

  /// The sums over parts that follow each other: the calls are in the order of first sight, however many parts there are.
  static func joined(_ parts: [EdgeSums]) -> EdgeSums {
    parts.dropFirst().reduce(into: parts[0]) { $0.add($1) }
  }

  /// The calls.
  var edges: [CallGraph.Edge] {
    calls.indices.map { row in
      let sum = sums[row]
      return CallGraph.Edge(
        source: Int(calls[row].source), target: Int(calls[row].target), weight: sum.weight,
        value: NodeWeights.quotient(sum.weight, sum.divisor),
        isResidual: sum.isResidual, isInline: sum.isInline)
    }
  }

  /// Finds the rows of all calls of a stack before any is changed: the processor then waits for several at once.
  private mutating func find(_ calls: [NodeWalk.Call], _ rows: inout [Int]) {
    let calls = calls.span
    rows.removeAll(keepingCapacity: true)
    rows.append(addingCapacity: calls.count) { rows in
      for index in calls.indices { rows.append(row(of: calls[index])) }
    }
  }

  /// The row of a call; a new one gets the next row.
  @inline(__always)
  private mutating func row(of call: NodeWalk.Call) -> Int {
    let row = index.row(call.source, call.target)
    if row == calls.count { append(call) }
    return row
  }

  private mutating func append(_ call: NodeWalk.Call) {
    calls.append(call)
    sums.append(Sum())
  }

  /// Adds a sample; a call that recurs on its stack counts once.
  private mutating func add(
    _ calls: [NodeWalk.Call], at rows: [Int], _ value: Int64, _ divisor: Int64, stamp: UInt32
  ) {
    // The loop runs over spans, for an array is checked for other owners at each write.
    var sums = sums.mutableSpan
    let (calls, rows) = (calls.span, rows.span)
    for index in rows.indices where sums[rows[index]].stamp != stamp {
      let call = calls[index]
      sums[rows[index]].add(
        value, divisor, isResidual: call.isResidual, isInline: call.isInline)
      sums[rows[index]].stamp = stamp
    }
  }

  /// Adds the sums over samples that come after.
  private mutating func add(_ other: EdgeSums) {
    for (number, call) in other.calls.enumerated() {
      let (row, sum) = (row(of: call), other.sums[number])
      sums[row].add(
        sum.weight, sum.divisor, isResidual: sum.isResidual, isInline: sum.isInline)
    }
  }
}
