/// A suppression as far as it holds for a rule.
struct ActiveSuppression: Equatable, Sendable {
  let id: String
  let match: SampleSelector
  /// Whether it surely holds: where its cap may be broken, it only may.
  let certainty: Certainty
}

extension ActiveSuppression {
  /// Nil if its samples make more than its cap, or its cap is for other rules.
  init?(_ suppression: Suppression, _ sum: Amount, _ dimension: Dimension) {
    guard let cap = suppression.max else {
      self.init(id: suppression.id, match: suppression.match, certainty: .yes)
      return
    }
    guard Self.fits(cap, dimension), sum.sure <= cap.value else { return nil }
    self.init(
      id: suppression.id, match: suppression.match,
      certainty: sum.possible > cap.value ? .maybe : .yes)
  }

  /// A cap in another unit than the metric's is for other rules.
  static func fits(_ cap: Quantity, _ dimension: Dimension) -> Bool {
    guard let unit = cap.unit else { return dimension == .count || cap.value == 0 }
    return unit.dimension == dimension
  }
}
