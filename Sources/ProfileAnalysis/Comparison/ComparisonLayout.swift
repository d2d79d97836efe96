package import ProfileModel

/// What determines a frame's width in a flame graph of two profiles.
public enum ComparisonLayout: String, CaseIterable, Sendable {
  /// The values before and after together: nothing is missing from the flame graph.
  case union
  case before
  case after

  /// The width of a frame, and the number stored beside it.
  func columns(_ pair: ValuePair) -> (width: Int64, other: Int64) {
    switch self {
    case .union: (pair.before.addingClamped(pair.after), pair.before)
    case .before: (pair.before, pair.after)
    case .after: (pair.after, pair.before)
    }
  }

  /// The values before and after, from a width and the number beside it.
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
  /// - `columns`: the columns of each side.
  /// - `naming`: what frames are called; frames of equal names become one.
  package init(
    comparing profile: borrowing Profile,
    columns: (before: Int, after: Int) = ComparedProfiles.columns, layout: ComparisonLayout,
    _ naming: StackNaming, shape: CallTreeShape = CallTreeShape()
  ) {
    self = CallTreeStacks(comparing: profile, columns: columns, layout: layout, naming, shape)
      .tree(shape)
  }

  /// The values of a node before and after; both 0 in a tree of one profile.
  package func pair(_ node: Int) -> ValuePair {
    layout?.pair(width: totals[node], other: otherSide[node]) ?? ValuePair(before: 0, after: 0)
  }
}
