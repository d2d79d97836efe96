/// The value in the middle.
package enum Median {
  /// The middle of the sorted values, or the mean of the two there; 0 of none.
  package static func of(_ values: [Double]) -> Double {
    guard !values.isEmpty else { return 0 }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  /// The lower weighted median: the first of the sorted values at which half of all weight is reached; 0 of none.
  package static func lower(_ values: [Double], weights: [Double]) -> Double {
    let order = values.indices.sorted { values[$0] < values[$1] }
    let half = weights.reduce(0, +) / 2
    var weight = 0.0
    for index in order {
      weight += weights[index]
      if weight >= half { return values[index] }
    }
    return order.last.map { values[$0] } ?? 0
  }

  /// The median of the distances from the median.
  package static func deviation(of values: [Double]) -> Double {
    let middle = of(values)
    return of(values.map { ($0 - middle).magnitude })
  }
}
