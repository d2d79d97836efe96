import ProfilePatterns

/// Which samples take part in a metric: those for which every term holds.
package struct SampleSelector: Equatable, Sendable {
  package var terms: [Term]

  /// Every sample.
  package static let all = SampleSelector(terms: [])

  /// A condition on a sample, or its opposite.
  package struct Term: Equatable, Sendable {
    /// Whether it stands behind a `-`.
    package var isNegated = false
    package var condition: Condition
    /// Where the term begins.
    package var column = SourceColumn(1)
  }

  /// The condition of a term.
  package enum Condition: Equatable, Sendable {
    /// The value of the key matches one of these.
    case matches(Key, [Value])
    /// The sample is proven leaked.
    case leaked
    case amount(Amount, Bound, Quantity)
  }

  /// A key that is compared with values.
  package enum Key: Equatable, Sendable {
    case frame, leaf, root, site, package, file, state, createdBy, fingerprint
    case label(String)
  }

  /// A key that is compared with a quantity.
  package enum Amount: String, Sendable {
    /// The sum over the sample's stack.
    case value
    /// How long a goroutine has waited.
    case wait
  }

  /// Which side of a quantity is meant.
  package enum Bound: String, Sendable {
    case atLeast = ">="
    case below = "<"
  }

  /// The pattern that a name, a state or a label must match.
  package enum Value: Equatable, Sendable {
    /// `*`: anything that is there.
    case any
    case pattern(SelectorPattern)
    case text(String)
  }
}

extension SampleSelector.Condition {
  /// The conditions of which one has to hold.
  var alternatives: [Self] {
    guard case .matches(let key, let values) = self else { return [self] }
    return values.map { .matches(key, [$0]) }
  }
}

extension SampleSelector.Key {
  /// The keys that are a word, in the order in which messages list them.
  package static let words: [(word: String, key: Self)] = [
    ("frame", .frame), ("leaf", .leaf), ("root", .root), ("site", .site), ("package", .package),
    ("file", .file), ("state", .state), ("created-by", .createdBy), ("fp", .fingerprint),
  ]

  /// Whether a text must be the whole name; otherwise it may stand anywhere in it.
  var isWhole: Bool {
    switch self {
    case .state, .label: true
    default: false
    }
  }
}

/// A regular expression of a selector, between slashes: `/\.listen$/`.
package struct SelectorPattern: Equatable, Sendable {
  /// The text between the slashes, `\/` included.
  package let text: String
  let compiled: Pattern

  /// - `column`: where the first slash stands, for the error.
  init(_ text: String, at column: SourceColumn = SourceColumn(1)) throws(AssertionError) {
    self.text = text
    do {
      compiled = try Pattern(text)
    } catch {
      let before = text.utf8.prefix(error.offset ?? 0)
      let scalars = String(decoding: before, as: UTF8.self).unicodeScalars.count
      throw AssertionError(
        column: column.number + 1 + scalars, reason: .sentence(error.description))
    }
  }

  package static func == (left: Self, right: Self) -> Bool { left.text == right.text }
}
