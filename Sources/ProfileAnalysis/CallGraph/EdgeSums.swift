import ProfileModel

/// The sums of each call, side by side: with many calls each is a cache miss, which this makes one.
struct EdgeSums: Sendable {
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
    let frames = profile.stacks.frames
    self =
      frames.isWide
      ? EdgeSums(of: samples, profile, frames.wide.span, walk, weights)
      : EdgeSums(of: samples, profile, frames.narrow.span, walk, weights)
  }

  private init(
    of samples: Range<Int>, _ profile: Profile, _ frames: borrowing Span<some FrameRow>,
    _ walk: NodeWalk, _ weights: SampleWeights
  ) {
    var sums = EdgeSums()
    let (stacks, table) = (profile.stacks, profile.sampleTable)
    for sample in samples {
      let value = weights.values[sample]
      let divisor = weights.divisors.isEmpty ? 0 : weights.divisors[sample]
      guard value != 0 || divisor != 0 else { continue }
      let stack = frames.extracting(stacks.frames(of: StackID(table.stacks[sample])))
      let stamp = UInt32(truncatingIfNeeded: sample)
      walk.forEachCall(stack) { sums.add($0, value, divisor, stamp) }
    }
    self = sums
  }

  private init() {}

  /// The sums over parts that follow each other: the calls are in the order of first sight, however many parts there are.
  static func joined(_ parts: [EdgeSums]) -> EdgeSums {
    parts.dropFirst().reduce(into: parts[0]) { $0.add($1) }
  }

  /// The calls.
  var edges: [CallGraph.Edge] { rows.map(CallGraph.Edge.init) }

  @inline(__always)
  private mutating func add(
    _ call: NodeWalk.Call, _ value: Int64, _ divisor: Int64, _ stamp: UInt32
  ) {
    let edge = index.row(call.source, call.target)
    if edge == rows.count { rows.append(Row(source: call.source, target: call.target)) }
    guard rows[edge].stamp != stamp else { return }
    // Changed aside, for the array is checked for other owners at each write.
    var row = rows[edge]
    row.stamp = stamp
    row.weight = row.weight.addingClamped(value)
    row.divisor = row.divisor.addingClamped(divisor)
    row.isResidual = row.isResidual || call.isResidual
    row.isInline = row.isInline && call.isInline
    rows[edge] = row
  }

  /// Adds the sums over samples that come after.
  private mutating func add(_ other: EdgeSums) {
    for added in other.rows {
      let edge = index.row(added.source, added.target)
      if edge == rows.count {
        rows.append(added)
        continue
      }
      rows[edge].weight = rows[edge].weight.addingClamped(added.weight)
      rows[edge].divisor = rows[edge].divisor.addingClamped(added.divisor)
      rows[edge].isResidual = rows[edge].isResidual || added.isResidual
      rows[edge].isInline = rows[edge].isInline && added.isInline
    }
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
