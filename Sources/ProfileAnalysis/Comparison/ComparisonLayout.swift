package import ProfileModel

/// What makes a frame of a picture of two profiles wide.
public enum ComparisonLayout: String, CaseIterable, Sendable {
  /// What it had before and what it has after, together: nothing is missing from the picture.
  case union
  case before
  case after

  /// The width of a frame, and the number that has to be known beside it.
  func columns(_ pair: ValuePair) -> (width: Int64, other: Int64) {
    switch self {
    case .union: (pair.before.addingClamped(pair.after), pair.before)
    case .before: (pair.before, pair.after)
    case .after: (pair.after, pair.before)
    }
  }

  /// What was before and what is after, of a width and the number beside it.
  package func pair(width: Int64, other: Int64) -> ValuePair {
    switch self {
    case .union: ValuePair(before: other, after: width.addingClamped(-other))
    case .before: ValuePair(before: width, after: other)
    case .after: ValuePair(before: other, after: width)
    }
  }
}

extension CallTree {
  /// The tree of two profiles that stand side by side.
  ///
  /// - `profile`: a pair as `ComparedProfiles` makes it.
  /// - `columns`: which of its values are of which side.
  /// - `naming`: what frames are called; frames of equal names become one.
  package init(
    comparing profile: borrowing Profile,
    columns: (before: Int, after: Int) = ComparedProfiles.columns, layout: ComparisonLayout,
    _ naming: StackNaming, shape: CallTreeShape = CallTreeShape()
  ) {
    self = CallTreeStacks(comparing: profile, columns: columns, layout: layout, naming, shape)
      .tree(shape)
  }

  /// What a node has before and after; both 0 in a tree of one profile.
  package func pair(_ node: Int) -> ValuePair {
    layout?.pair(width: totals[node], other: others[node]) ?? ValuePair(before: 0, after: 0)
  }
}
