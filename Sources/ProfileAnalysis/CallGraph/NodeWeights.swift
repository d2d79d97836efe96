package import ProfileModel

/// What each node weighs: flat when it is the leaf of a sample, cum when it is anywhere on its stack.
///
/// A node counts once in a sample however often it stands on the stack, so recursion counts once. Under `--mean` sums
/// are kept of values and of divisors, and divided at the end, as in `go tool pprof`.
package struct NodeWeights: Sendable {
  /// The sums of values as they stand, before any division.
  package let flat: [Int64]
  /// The same with all that a node calls.
  package let cum: [Int64]
  private let flatDivisor: [Int64]
  private let cumDivisor: [Int64]

  /// Sums up all samples.
  package init(_ profile: Profile, _ nodes: NodeTable, _ weights: SampleWeights) {
    let part = weights.smallestPart
    (flat, cum) = Self.sums(of: weights.values, profile, nodes, smallestPart: part)
    (flatDivisor, cumDivisor) =
      weights.divisors.isEmpty
      ? ([], []) : Self.sums(of: weights.divisors, profile, nodes, smallestPart: part)
  }

  /// A node's own value, for a report.
  package func flatValue(_ node: Int) -> Int64 {
    Self.quotient(flat[node], flatDivisor.isEmpty ? 0 : flatDivisor[node])
  }

  /// The value of a node with all that it calls, for a report.
  package func cumValue(_ node: Int) -> Int64 {
    Self.quotient(cum[node], cumDivisor.isEmpty ? 0 : cumDivisor[node])
  }

  /// Whether a node with these sums has any weight, and is not left out for a negative one.
  static func isListed(flat: Int64, cum: Int64, dropsNegative: Bool) -> Bool {
    guard flat != 0 || cum != 0 else { return false }
    let isNegative = flat < 0 || flat == 0 && cum < 0
    return !(dropsNegative && isNegative)
  }

  /// The smallest value that a report shows, without its sign: flats, or cums where flats are 0; 0 for none.
  static func smallest(of values: some Sequence<(flat: Int64, cum: Int64)>) -> Int64 {
    values.reduce(0) { smallest, value in
      let size = (value.flat == 0 ? value.cum : value.flat).clampedMagnitude
      return size > 0 && (smallest == 0 || size < smallest) ? size : smallest
    }
  }

  /// A sum divided by that of the divisors, towards 0; unchanged if that is 0.
  package static func quotient(_ value: Int64, _ divisor: Int64) -> Int64 {
    guard divisor != 0 else { return value }
    let (quotient, overflow) = value.dividedReportingOverflow(by: divisor)
    return overflow ? .max : quotient
  }

  /// One value summed by node; samples are divided among threads.
  private static func sums(
    of values: [Int64], _ profile: Profile, _ nodes: NodeTable, smallestPart: Int
  ) -> (flat: [Int64], cum: [Int64]) {
    let frames = profile.stacks.frames
    let parts = Parallel.map(profile.sampleTable.count, smallest: smallestPart) {
      frames.isWide
        ? sums(of: values, $0, profile, frames.wide.span, nodes)
        : sums(of: values, $0, profile, frames.narrow.span, nodes)
    }
    return parts.dropFirst().reduce(parts[0]) { sum, part in
      (
        zip(sum.flat, part.flat).map { $0.addingClamped($1) },
        zip(sum.cum, part.cum).map { $0.addingClamped($1) }
      )
    }
  }

  /// The state of a node while samples are added, in one struct: nodes come in any order, and each is a cache miss.
  private struct Sum {
    var cum: Int64 = 0
    /// In which sample the node was last seen: cheaper than a set by far.
    var stamp = UInt32.max
  }

  /// The sums over some of the samples, in one pass over their frames.
  ///
  /// The loop runs over spans: an array that belongs to a struct is checked for other owners at each
  /// write, which takes twice as long.
  private static func sums(
    of values: [Int64], _ rows: Range<Int>, _ profile: Profile,
    _ frames: borrowing Span<some FrameRow>, _ nodes: NodeTable
  ) -> (flat: [Int64], cum: [Int64]) {
    let (samples, stacks) = (profile.sampleTable, profile.stacks)
    var flat = [Int64](repeating: 0, count: nodes.count)
    var cells = [Sum](repeating: Sum(), count: nodes.count)
    var sums = cells.mutableSpan
    let single = nodes.single.span
    for sample in rows {
      let value = values[sample]
      guard value != 0 else { continue }
      let stack = frames.extracting(stacks.frames(of: StackID(samples.stacks[sample])))
      guard !stack.isEmpty else { continue }
      let stamp = UInt32(truncatingIfNeeded: sample)
      for frame in stack.indices {
        let node = single[Int(stack[frame])]
        if node != .max {
          add(value, to: Int(node), stamp, &sums)
        } else {
          for index in nodes.range(of: UInt32(stack[frame])) {
            add(value, to: Int(nodes.nodes[index]), stamp, &sums)
          }
        }
      }
      let leaf = Int(nodes.leaf(of: UInt32(stack[0])))
      flat[leaf] = flat[leaf].addingClamped(value)
    }
    return (flat, cells.map(\.cum))
  }

  @inline(__always)
  private static func add(
    _ value: Int64, to node: Int, _ stamp: UInt32, _ sums: inout MutableSpan<Sum>
  ) {
    // Without a branch, for the processor cannot guess which function recurs.
    let isSeen = sums[node].stamp == stamp
    sums[node].stamp = stamp
    sums[node].cum = sums[node].cum.addingClamped(isSeen ? 0 : value)
  }
}

/// What groups of nodes weigh: sums, not means, for `go tool pprof` does not divide here.
struct GroupWeights {
  /// The group of each node; 0 for all that is not listed.
  private var groups: [UInt32]
  private let weights: NodeWeights

  /// - `key`: what nodes of one group have in common.
  init(
    _ profile: Profile, _ samples: SampleWeights, _ nodes: NodeTable, _ members: [Int],
    _ key: (NodeInfo) -> NodeInfo
  ) {
    groups = Array(repeating: 0, count: nodes.count)
    var known: [NodeInfo: UInt32] = [:]
    for node in members {
      let next = UInt32(known.count + 1)
      let group = known[key(nodes.infos[node]), default: next]
      known[key(nodes.infos[node])] = group
      groups[node] = group
    }
    weights = NodeWeights(profile, nodes.grouped(groups, count: known.count + 1), samples)
  }

  func weight(of node: Int) -> (flat: Int64, cum: Int64) {
    let group = Int(groups[node])
    return (weights.flat[group], weights.cum[group])
  }
}
