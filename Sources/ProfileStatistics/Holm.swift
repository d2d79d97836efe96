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
