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
