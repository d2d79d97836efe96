/// The role of a part of a report; a terminal with colours shows it, others do not.
///
/// It never adds anything to the text.
package enum TextStyle: Sendable {
  /// What names the lines below or around it.
  case heading
  /// What need not be read: rules, and what a profile says of itself.
  case faint
  /// What should be seen first: a large share, growth, a failed rule.
  case strong
  /// What has become less, or has passed.
  case good
  /// Undecided.
  case open
}

extension TextStyle {
  /// The style of a share of a total: a tenth of it, which at most ten rows can have by themselves, is large.
  package init?(share value: Int64, of total: Int64) {
    guard total != 0, value != 0, value.magnitude >= total.magnitude / 10 else { return nil }
    self = .strong
  }
}

extension Unicode.Scalar {
  /// Whether it moves the cursor, changes how a terminal works, or turns the direction of a text.
  package var actsOnTerminals: Bool {
    switch value {
    case 0x00...0x1f, 0x7f...0x9f: true
    case 0x061c, 0x200e...0x200f, 0x2028...0x202e, 0x2066...0x2069: true
    default: false
    }
  }
}
