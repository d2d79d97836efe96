/// The step-down procedure of Holm (1979): of many tests at once, which hold?
package enum Holm {
  /// Probabilities that may be compared with a significance one by one, so that a false alarm among all of them
  /// stays as improbable as that.
  package static func adjusted(_ probabilities: [Double]) -> [Double] {
    var result = probabilities
    var largest = 0.0
    let order = probabilities.indices.sorted { probabilities[$0] < probabilities[$1] }
    for (rank, index) in order.enumerated() {
      largest = max(largest, probabilities[index] * Double(order.count - rank))
      result[index] = min(1, largest)
    }
    return result
  }
}

/// The step-up procedure of Benjamini and Hochberg (1995): of many tests at once, which may be called so that only a part
/// of those that are called is expected to be false?
package enum BenjaminiHochberg {
  /// For each probability the smallest part of false calls at which it is called.
  package static func adjusted(_ probabilities: [Double]) -> [Double] {
    var result = probabilities
    var smallest = 1.0
    let order = probabilities.indices.sorted { probabilities[$0] < probabilities[$1] }
    for (rank, index) in order.enumerated().reversed() {
      smallest = min(smallest, probabilities[index] * Double(order.count) / Double(rank + 1))
      result[index] = smallest
    }
    return result
  }
}
