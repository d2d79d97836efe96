/// What a part of a report is to its reader; a place that has colours makes it look so, others do nothing.
///
/// It never says anything that the words do not say.
package enum TextStyle: Sendable {
  /// What names the lines below or around it.
  case heading
  /// What need not be read: rules, and what a profile says of itself.
  case faint
  /// What should be seen first: a large share, growth, a failed rule.
  case strong
  /// What has become less, or has passed.
  case good
  /// What is not decided.
  case open
}

extension TextStyle {
  /// How a share of a total looks: a tenth of it, which no more than ten rows have by themselves, is large.
  package init?(share value: Int64, of total: Int64) {
    guard total != 0, value != 0, value.magnitude >= total.magnitude / 10 else { return nil }
    self = .strong
  }
}
