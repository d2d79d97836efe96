import ProfileSystem

/// The normal distribution of mean 0 and variance 1.
package enum NormalDistribution {
  /// How probable a value of at least `z` is.
  package static func upperTail(_ z: Double) -> Double {
    Mathematics.complementaryError(z / 2.squareRoot()) / 2
  }

  /// The value that is reached or exceeded with a probability of 1 - `confidence`, with the three
  /// digits that tables give: 1.645 for 0.95.
  ///
  /// - Precondition: `confidence` is at least one half and less than 1.
  package static func quantile(_ confidence: Double) -> Double {
    var (low, high) = (0.0, 40.0)
    while high - low > 1e-9 {
      let middle = (low + high) / 2
      if upperTail(middle) > 1 - confidence { low = middle } else { high = middle }
    }
    return ((low + high) / 2 * 1000).rounded() / 1000
  }
}
