/// The slopes between all pairs of a series, after Theil (1950) and Sen (1968).
package struct TheilSen {
  private var slopes: [Double] = []
  /// A place that no slope before it exceeds, so that lower ranks are looked for before it only.
  private var divider: Int

  /// - Precondition: there are at least two values.
  package init(_ values: [Double]) {
    divider = values.count * (values.count - 1) / 2
    slopes.reserveCapacity(values.count * (values.count - 1) / 2)
    for (place, value) in values.enumerated() {
      for later in (place + 1)..<max(values.count, place + 1) {
        slopes.append((values[later] - value) / Double(later - place))
      }
    }
  }

  /// The median of the slopes.
  package mutating func median() -> Double {
    let middle = slopes.count / 2
    let upper = value(ofRank: middle + 1)
    guard slopes.count % 2 == 0 else { return upper }
    let lower = slopes[..<middle].max() ?? upper
    return (lower + upper) / 2
  }

  /// The slope which the true one exceeds with a confidence: that of rank ⌊(N - z √variance) / 2⌋ of N.
  ///
  /// - Parameters:
  ///   - variance: the Mann–Kendall score's.
  ///   - z: the quantile of the normal distribution that belongs to the confidence.
  package mutating func lowerBound(variance: Double, z: Double) -> Double {
    let rank = ((Double(slopes.count) - z * variance.squareRoot()) / 2).rounded(.down)
    return value(ofRank: Int(max(1, rank)))
  }

  /// The slope of a rank, counted from 1.
  private mutating func value(ofRank rank: Int) -> Double {
    let place = rank - 1
    let range = place < divider ? 0..<divider : 0..<slopes.count
    divider = place
    return Selection.value(atPlace: place, of: &slopes, within: range)
  }
}

/// Finds a value by its rank without sorting: 320,000 slopes of 800 snapshots, for each stack.
package enum Selection {
  /// The value that would stand at a place if the values were sorted; they are partly sorted by it, so
  /// that nothing before the place is larger and nothing behind it smaller.
  ///
  /// Hoare's algorithm with the median of three as pivot.
  ///
  /// - Parameter range: where the value stands, if the values are partly sorted already.
  package static func value(
    atPlace place: Int, of values: inout [Double], within range: Range<Int>
  ) -> Double {
    var (low, high) = (range.lowerBound, range.upperBound - 1)
    while low < high {
      let pivot = median(values[low], values[low + (high - low) / 2], values[high])
      let (left, right) = partition(&values, low, high, by: pivot)
      if place <= right { high = right } else if place >= left { low = left } else { break }
    }
    return values[place]
  }

  private static func median(_ a: Double, _ b: Double, _ c: Double) -> Double {
    max(min(a, b), min(max(a, b), c))
  }

  /// Brings values up to the pivot to the front; between `right` and `left` all equal it.
  private static func partition(
    _ values: inout [Double], _ low: Int, _ high: Int, by pivot: Double
  ) -> (left: Int, right: Int) {
    var (left, right) = (low, high)
    while left <= right {
      while values[left] < pivot { left += 1 }
      while values[right] > pivot { right -= 1 }
      guard left <= right else { break }
      values.swapAt(left, right)
      left += 1
      right -= 1
    }
    return (left, right)
  }
}
