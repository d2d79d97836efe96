/// The step-down procedure of Holm (1979): of many tests at once, which hold?
package enum Holm {
  /// Which probabilities stay significant, so that a false alarm among all of them stays as
  /// improbable as `significance`.
  package static func isSignificant(_ probabilities: [Double], significance: Double) -> [Bool] {
    var result = [Bool](repeating: false, count: probabilities.count)
    let order = probabilities.indices.sorted { probabilities[$0] < probabilities[$1] }
    for (place, index) in order.enumerated() {
      guard probabilities[index] < significance / Double(order.count - place) else { break }
      result[index] = true
    }
    return result
  }
}
