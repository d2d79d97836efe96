/// A suppression as far as it holds for a rule.
struct ActiveSuppression {
  let match: SampleSelector
  /// Whether it surely holds: where its cap may be broken, it only may.
  let certainty: Certainty
}
