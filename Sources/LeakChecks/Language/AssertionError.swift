/// Where and why an assertion or a selector is invalid.
package struct AssertionError: Error, Equatable, CustomStringConvertible {
  /// What is wrong.
  package enum Reason: Equatable, Sendable {
    case expected(String, found: String)
    case unclosedPattern
    case emptyPattern
    case unclosedString
    case unknownEscape(String)
    case unbalancedText
    case unknownKey(String)
    case nested(String)
    case idNotHere(String)
    case badFingerprint(String)
    case numberTooLong
    case unknownUnit(String)
    case unknownRate(String)
    case percentOfGrowth
    case blankBeforeUnit(String)
    case blankBehindColon(String)
    case termsNotParted(String)
    case starInBrackets(String)
    case unknownState(String, near: String)
    case groupingOfLabel(String)
    case rateNotHere(String, of: String)
    case unitMissing(fitting: String, of: String)
    case unitDoesNotFit(String, fitting: String, of: String)
    case takesNoSelector(String)
    case notAFunctionOf(function: String, metric: String)
    case ambiguousMetric(String, candidates: [String])
    case comparison(String, of: String, fitting: String)
    /// A complete sentence; errors in a regular expression use Go's wording.
    case sentence(String)
  }
  /// The column, counted in Unicode scalars from 1.
  package let column: Int
  package let reason: Reason

  package var description: String { "column \(column): \(reason.sentence)" }
}

extension AssertionError.Reason {
  /// Words that people wrongly write between terms.
  static func notBetweenTerms(_ word: String) -> Self {
    .sentence(
      "'\(word)' is no term: all terms must hold, 'a|b' is or, and a '-' before a term turns it around"
    )
  }

  static func unknownFunction(around metric: String) -> Self {
    .sentence(
      "'\(metric)(' stands in the brackets of a function that is none; there are \(functions)")
  }

  static let notABang = Self.sentence("a '-' before a term turns it around, not '!'")

  static func oneComparison(_ word: String) -> Self {
    .sentence("a rule has one comparison: write a second rule in place of '\(word)'")
  }

  /// The message without the column.
  package var sentence: String {
    switch self {
    case .expected(let what, let found): "expected \(what), found \(found)"
    case .unclosedPattern: "the pattern has no end; a '/' closes it"
    case .emptyPattern: "an empty pattern matches everything; '*' says so"
    case .unclosedString: "the text has no end; a '\"' closes it"
    case .unknownEscape(let escape): "'\(escape)' is no escape; there are \\\" and \\\\"
    case .unbalancedText:
      "the round brackets do not balance; put the text in quotes if that is meant"
    case .unknownKey(let key):
      "'\(key)' is no key; there are \(Self.keys)"
        + NearWord.hint(
          key, in: SampleSelector.Key.words.map(\.word) + ["leaked", "value", "wait"])
    case .nested(let name): "functions do not nest: '\(name)' takes part in no other"
    case .idNotHere(let id):
      "an id such as '\(id):' stands under the rule's key 'id', not in its assertion"
    case .badFingerprint(let text): "'\(text)' is no fingerprint: 4 to 12 of 0-9 and a-f"
    case .numberTooLong: "a number has at most 18 digits"
    case .unknownUnit(let unit): "'\(unit)' is no unit; there are \(Self.units)"
    case .blankBeforeUnit(let unit): "no blank stands before the unit '\(unit)'"
    case .percentOfGrowth: "growth in percent is growth_pct(...)"
    case .blankBehindColon(let key): "no blank stands behind the colon of '\(key):'"
    case .termsNotParted(let rest):
      "terms are parted by blanks: write a blank in place of the comma before '\(rest)'"
    case .starInBrackets(let name): "without a selector it is \(name)()"
    case .unknownState(let state, let near): "'\(state)' is no state; near: \(near)"
    case .groupingOfLabel(let name):
      "'\(name)' is nothing to tell apart by; a label is written label.\(name)"
    case .unknownRate(let rate):
      "'\(rate)' is nothing that a slope is given for; there are min, h, day and snapshot"
    case .rateNotHere(let rate, let measure):
      "a limit a time such as /\(rate) is for slope(...), not for \(measure)"
    case .unitMissing(let fitting, let measure): "\(measure) needs a unit, such as \(fitting)"
    case .unitDoesNotFit(let unit, let fitting, let measure):
      "the unit \(unit) does not fit \(measure), which takes \(fitting)"
    case .takesNoSelector(let metric): "\(metric) is one number of a snapshot and takes no selector"
    case .notAFunctionOf(let function, let metric): "\(function) cannot be taken of \(metric)"
    case .ambiguousMetric(let metric, let candidates):
      "'\(metric)' could be \(candidates.joined(separator: " or ")); write which one is meant"
    case .comparison(let comparison, let measure, let fitting):
      "\(comparison) cannot be asked of \(measure); \(fitting)"
    case .sentence(let text): text
    }
  }

  private static let keys =
    SampleSelector.Key.words.map(\.word).joined(separator: ", ")
    + ", label.NAME, leaked, value and wait"
  private static let functions =
    MeasureFunction.allCases.map(\.rawValue).joined(separator: ", ") + ", ratio and eta"
  private static let units = Quantity.Unit.allCases.map(\.rawValue).joined(separator: " ")
}

/// Where in an assertion something stands, counted in Unicode scalars from 1.
///
/// All columns are equal: two assertions are the same when they say the same, wherever their parts
/// stand.
package struct SourceColumn: Equatable, Sendable {
  package let number: Int

  package init(_ number: Int) { self.number = number }

  package static func == (left: Self, right: Self) -> Bool { true }
}
