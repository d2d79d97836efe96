/// The slopes between all pairs within each process of a series, after Theil (1950) and Sen (1968).
package struct TheilSen {
  private let processes: [[TrendPoint]]
  /// How many pairs there are.
  package let count: Int
  /// All slopes, where they are so few that sorting them is cheapest.
  private var few: [Double] = []
  private var counter = PairCounter()
  private var random = PairSampler()

  /// With up to this many pairs the slopes are kept: 160 kB.
  private static let fewest = 20_000

  /// - Precondition: in each process the times rise.
  package init(_ processes: [[TrendPoint]]) {
    self.processes = processes.filter { $0.count > 1 }
    count = self.processes.reduce(0) { $0 + $1.count * ($1.count - 1) / 2 }
    guard count <= Self.fewest else { return }
    few.reserveCapacity(count)
    for process in self.processes { few += Self.slopes(process) }
    few.sort()
  }

  /// A series of one process, a unit of time apart.
  package init(_ values: [Double]) {
    self.init([values.enumerated().map { TrendPoint(time: Double($0), value: $1) }])
  }

  private static func slopes(_ process: [TrendPoint]) -> [Double] {
    var slopes: [Double] = []
    for (position, point) in process.enumerated() {
      for later in process[(position + 1)...] { slopes.append(slope(point, later)) }
    }
    return slopes
  }

  private static func slope(_ point: TrendPoint, _ later: TrendPoint) -> Double {
    (later.value - point.value) / (later.time - point.time)
  }

  /// The median of the slopes; 0 of none.
  package mutating func median() -> Double {
    guard count > 0 else { return 0 }
    let upper = value(ofRank: count / 2 + 1)
    return count % 2 == 1 ? upper : (value(ofRank: count / 2) + upper) / 2
  }

  /// The slope which the true one exceeds with a confidence: that of rank ⌊(N - z √variance) / 2⌋ of N.
  ///
  /// - `variance`: the Mann–Kendall score's.
  /// - `z`: the quantile of the normal distribution that belongs to the confidence.
  package mutating func lowerBound(variance: Double, z: Double) -> Double {
    guard count > 0 else { return 0 }
    let rank = ((Double(count) - z * variance.squareRoot()) / 2).rounded(.down)
    return value(ofRank: Int(max(1, rank)))
  }

  /// The slope of a rank, counted from 1.
  private mutating func value(ofRank rank: Int) -> Double {
    few.isEmpty ? search(rank) : few[rank - 1]
  }
}

extension TheilSen {
  /// Where a slope is looked for: it is above `low`, and at most `high`.
  private struct Range {
    var low: Double
    var high: Double
    /// How many slopes are at most `low`.
    var below: Int
    /// How many are at most `high`.
    var upTo: Int

    /// The part of the slopes in between that are below a rank.
    func part(below rank: Int) -> Double { Double(rank - below) / Double(max(1, upTo - below)) }
  }

  /// Finds a slope by counting how many are at most a guess; guesses are slopes of some pairs, so that equal
  /// slopes are found exactly.
  private mutating func search(_ rank: Int) -> Double {
    var range = outermost()
    if range.below >= rank { return range.low }
    let least = (range.high - range.low) * 1e-14
    while range.high - range.low > max(least, (range.low.magnitude + range.high.magnitude) * 1e-15)
    {
      let guess = guess(range, rank)
      let upTo = pairs(atMost: guess, strictly: false)
      if upTo < rank {
        (range.low, range.below) = (guess, upTo)
        continue
      }
      if pairs(atMost: guess, strictly: true) < rank { return guess }
      if guess == range.high { break }
      (range.high, range.upTo) = (guess, upTo)
    }
    return exact(range) ?? range.high
  }

  /// No slope is steeper than the steepest between neighbours.
  private mutating func outermost() -> Range {
    var (low, high) = (Double.infinity, -Double.infinity)
    for process in processes {
      for (point, next) in zip(process, process.dropFirst()) {
        let slope = Self.slope(point, next)
        (low, high) = (min(low, slope), max(high, slope))
      }
    }
    let below = pairs(atMost: low, strictly: false)
    return Range(low: low, high: high, below: below, upTo: count)
  }

  /// How many slopes are at most a value, or below it: those pairs do not rise when it is taken away.
  private mutating func pairs(atMost slope: Double, strictly: Bool) -> Int {
    var count = 0
    for process in processes {
      count += counter.falling(process.map { $0.value - slope * $0.time }, strictly: strictly)
    }
    return count
  }

  /// A slope of some pairs within the range that is near the rank; the middle of the range if none is found.
  private mutating func guess(_ range: Range, _ rank: Int) -> Double {
    var found: [Double] = []
    for _ in 0..<64 {
      let process = processes[random.next(below: processes.count)]
      let (one, other) = (random.next(below: process.count), random.next(below: process.count))
      guard one != other else { continue }
      let slope = Self.slope(process[min(one, other)], process[max(one, other)])
      if slope > range.low, slope < range.high { found.append(slope) }
    }
    guard !found.isEmpty else { return range.low + (range.high - range.low) / 2 }
    found.sort()
    return found[min(found.count - 1, Int(range.part(below: rank) * Double(found.count)))]
  }

  /// The slope of a pair within a range so narrow that all in it are one.
  private func exact(_ range: Range) -> Double? {
    for process in processes {
      let order = process.indices.sorted {
        let (one, other) = (process[$0], process[$1])
        let (left, right) = (
          one.value - range.high * one.time, other.value - range.high * other.time
        )
        return left != right ? left > right : $0 < $1
      }
      // Of those that come before it in this order and in time, the one that lies lowest along `low`.
      if let slope = pair(process, order, range) { return slope }
    }
    return nil
  }

  /// A pair in an order in which the later stands behind the earlier if its slope is at most `high`.
  private func pair(_ process: [TrendPoint], _ order: [Int], _ range: Range) -> Double? {
    // Neighbours in a series that falls along `high` and rises along `low` are found within a few positions.
    for (position, index) in order.enumerated() {
      for other in order[(position + 1)...].prefix(64) where other > index {
        let slope = Self.slope(process[index], process[other])
        if slope > range.low, slope <= range.high { return slope }
      }
    }
    return nil
  }
}

/// Numbers that look random and are the same in every run.
struct PairSampler {
  private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

  mutating func next(below end: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(max(1, end)))
  }
}
