import ProfileModel

/// How much of each run of stacks a tree keeps that has room for only some of their frames.
///
/// A caller weighs no less than what it calls, so what is kept of a run is a beginning of it, and of two runs that begin
/// alike the same.
struct FoldedRuns {
  /// Frames that each call only the next, so that they weigh the same.
  private struct Chain {
    /// The first run that has them.
    let run: UInt32
    /// How many frames lie above them, and how many with them.
    let above: UInt32
    let depth: UInt32
    var weight: Double
  }

  /// The part of a tree to keep.
  struct Cut {
    /// For each run how many of its names are kept.
    let kept: [UInt32]
    /// The weight of the heaviest frame that is not kept.
    let heaviest: Double
  }

  private let shared: [UInt32]
  private let counts: [UInt32]
  /// The heaviest first.
  private let chains: [Chain]

  /// - `counts`: how many names each run has.
  /// - `weights`: what each run weighs; what is infinite is always kept.
  init(_ runs: StackRuns, counts: [UInt32], weights: [Double]) {
    (shared, self.counts) = (runs.shared, counts)
    chains = Self.chains(shared, counts, weights).sorted { $0.weight > $1.weight }
  }

  /// Keeps the heaviest frames; those of equal weight stay or go together.
  ///
  /// - `room`: how many nodes a tree may have, its root and those for what is folded with them.
  /// - Returns: nil if more must be kept.
  func cut(to room: Int) -> Cut? {
    var most = max(0, room - 1)
    // The callers of what is folded have a node more; half of the room is enough for as many of those.
    for least in [room - room / 8, room - room / 4, room / 2 - 1] {
      guard let cut = keeping(most) else { return nil }
      let nodes = WholeTree.ends(shared: Self.shared(shared, cut.kept), cut.kept)
      let cutRuns = nodes.ends.indices.lazy.filter { cut.kept[$0] < counts[$0] }
      let callers = Set(cutRuns.map { nodes.ends[$0] })
      if nodes.count + callers.count <= room { return cut }
      most = max(0, least)
    }
    return keeping(most)
  }

  /// The number of names that runs share if only some are kept.
  static func shared(_ shared: [UInt32], _ kept: [UInt32]) -> [UInt32] {
    shared.indices.map { run in run == 0 ? 0 : min(shared[run], kept[run - 1], kept[run]) }
  }

  private func keeping(_ most: Int) -> Cut? {
    var (end, count) = (0, 0)
    while end < chains.count, count + Int(chains[end].depth - chains[end].above) <= most {
      count += Int(chains[end].depth - chains[end].above)
      end += 1
    }
    let heaviest = end < chains.count ? chains[end].weight : 0
    guard heaviest < .infinity else { return nil }
    var own = [UInt32](repeating: 0, count: counts.count)
    for chain in chains[..<end] where chain.weight > heaviest {
      own[Int(chain.run)] = max(own[Int(chain.run)], chain.depth)
    }
    var (kept, last): ([UInt32], UInt32) = ([], 0)
    for run in counts.indices {
      // Names that a run does not share with the one before are shared with no earlier one.
      last = own[run] > 0 ? own[run] : min(last, shared[run])
      kept.append(last)
    }
    return Cut(kept: kept, heaviest: heaviest)
  }

  private static func chains(
    _ shared: [UInt32], _ counts: [UInt32], _ weights: [Double]
  ) -> [Chain] {
    var chains: [Chain] = []
    // Those that may get more: each above the next, from the root on.
    var open = [Chain(run: 0, above: 0, depth: 0, weight: 0)]
    for run in 0...counts.count {
      let depth = run < counts.count ? shared[run] : 0
      while let ended = open.last, ended.depth > depth {
        open.removeLast()
        let above = open[open.count - 1].depth
        chains.append(
          Chain(
            run: ended.run, above: max(above, depth), depth: ended.depth, weight: ended.weight))
        if above < depth {
          open.append(Chain(run: ended.run, above: above, depth: depth, weight: ended.weight))
        } else {
          open[open.count - 1].weight += ended.weight
        }
      }
      guard run < counts.count else { break }
      if counts[run] > depth {
        open.append(Chain(run: UInt32(run), above: depth, depth: counts[run], weight: 0))
      }
      open[open.count - 1].weight += weights[run]
    }
    return chains
  }
}

extension Profile {
  /// What each stack weighs: what it has of each sample type as a part of the whole, added up; nothing is light in one of
  /// them that is heavy in another. Infinite where a value is negative, for what is drawn of a node depends on its sign.
  borrowing func stackWeights() -> [Double] {
    let table = sampleTable
    var wholes = [Double](repeating: 0, count: width)
    for (index, value) in table.values.enumerated() { wholes[index % width] += abs(Double(value)) }
    var weights = [Double](repeating: 0, count: stacks.count)
    for sample in 0..<table.count {
      for column in 0..<width {
        let value = table.values[sample * width + column]
        guard value != 0 else { continue }
        weights[Int(table.stacks[sample])] += value < 0 ? .infinity : Double(value) / wholes[column]
      }
    }
    return weights
  }
}
