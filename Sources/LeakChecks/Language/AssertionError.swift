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
      "'\(word)' is not a term: all terms must match, 'a|b' means or, and a '-' before a term negates it"
    )
  }

  static func unknownFunction(around metric: String) -> Self {
    .sentence(
      "'\(metric)(' is inside an unknown function; the functions are \(functions)")
  }

  static let notABang = Self.sentence("negate a term with a '-' before it, not with '!'")

  static func oneComparison(_ word: String) -> Self {
    .sentence("a rule has one comparison: instead of '\(word)', write a second rule")
  }

  static func notSmaller(than unit: String) -> Self {
    .sentence("\(unit) must be followed by a smaller unit, as in 1h30m")
  }

  /// The message without the column.
  package var sentence: String {
    switch self {
    case .expected(let what, let found): "expected \(what), found \(found)"
    case .unclosedPattern: "the pattern has no end; close it with '/'"
    case .emptyPattern: "an empty pattern matches everything; write '*' if that is meant"
    case .unclosedString: "the text has no end; close it with '\"'"
    case .unknownEscape(let escape): "'\(escape)' is not an escape; only \\\" and \\\\ are"
    case .unbalancedText:
      "the parentheses do not balance; put the text in quotes if that is meant"
    case .unknownKey(let key):
      "'\(key)' is not a key; the keys are \(Self.keys)"
        + NearWord.hint(
          key, in: SampleSelector.Key.words.map(\.word) + ["leaked", "value", "wait"])
    case .nested(let name): "functions do not nest: '\(name)' cannot stand inside another"
    case .idNotHere(let id):
      "an id such as '\(id):' belongs under the rule's key 'id', not in its assertion"
    case .badFingerprint(let text):
      "'\(text)' is not a fingerprint: expected 4 to 12 of 0-9 and a-f"
    case .numberTooLong: "a number has at most 18 digits"
    case .unknownUnit(let unit): "'\(unit)' is not a unit; the units are \(Self.units)"
    case .blankBeforeUnit(let unit): "remove the space before the unit '\(unit)'"
    case .percentOfGrowth: "for growth in percent, write growth_pct(...)"
    case .blankBehindColon(let key): "remove the space after '\(key):'"
    case .termsNotParted(let rest):
      "terms are separated by spaces: write a space instead of the comma before '\(rest)'"
    case .starInBrackets(let name): "without a selector, write \(name)()"
    case .unknownState(let state, let near): "'\(state)' is not a state; near: \(near)"
    case .groupingOfLabel(let name):
      "'\(name)' is not something to group by; for a label, write label.\(name)"
    case .unknownRate(let rate):
      "'\(rate)' is not a unit of a slope; expected min, h, day or snapshot"
    case .rateNotHere(let rate, let measure):
      "a limit per time such as /\(rate) is for slope(...), not for \(measure)"
    case .unitMissing(let fitting, let measure): "\(measure) needs a unit, such as \(fitting)"
    case .unitDoesNotFit(let unit, let fitting, let measure):
      "the unit \(unit) does not fit \(measure), which takes \(fitting)"
    case .takesNoSelector(let metric): "\(metric) is one number per snapshot and takes no selector"
    case .notAFunctionOf(let function, let metric): "\(function) does not apply to \(metric)"
    case .ambiguousMetric(let metric, let candidates):
      "'\(metric)' could be \(candidates.joined(separator: " or ")); write the one you mean"
    case .comparison(let comparison, let measure, let fitting):
      "\(comparison) cannot be used with \(measure); \(fitting)"
    case .sentence(let text): text
    }
  }

  private static let keys =
    SampleSelector.Key.words.map(\.word).joined(separator: ", ")
    + ", label.KEY, leaked, value and wait"
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
