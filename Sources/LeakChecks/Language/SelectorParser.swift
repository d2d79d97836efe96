import ProfileAnalysis

extension SampleSelector {
  /// Reads a selector that stands alone, as in a suppression: `site:net/http.(*conn).serve`.
  ///
  ///     selector = term { blanks term }
  ///     term     = [ "-" ] ( key ":" value { "|" value } | "leaked"
  ///              | ( "value" | "wait" ) ( ">=" | "<" ) quantity )
  ///     value    = "/" regular expression "/" | a text in quotes | a text | "*"
  ///
  /// - Throws: `AssertionError`, which names the column.
  package init(_ text: String) throws(AssertionError) {
    var parser = AssertionParser(text)
    self = try parser.selector()
    try parser.end()
    try MeasureRules.check(self)
  }
}

extension AssertionParser {
  /// The terms up to the bracket that closes the metric, or to the end.
  mutating func selector() throws(AssertionError) -> SampleSelector {
    var terms: [SampleSelector.Term] = []
    cursor.skipBlanks()
    if cursor.rest.hasPrefix("*)") { throw cursor.error(.starInBrackets("count")) }
    while let next = cursor.next, next != ")" {
      terms.append(try term())
      guard cursor.skipBlanks() || cursor.next == nil || cursor.next == ")" else {
        throw cursor.expected("a blank or ')' after the term")
      }
    }
    return SampleSelector(terms: terms)
  }

  private mutating func term() throws(AssertionError) -> SampleSelector.Term {
    let start = cursor.column
    let isNegated = cursor.consume("-")
    let wordStart = cursor.column
    if cursor.next == "!" { throw cursor.error(.notABang) }
    guard let word = cursor.consumeName() else { throw cursor.expected("a term such as site:NAME") }
    let condition = try condition(word, at: wordStart)
    return SampleSelector.Term(isNegated: isNegated, condition: condition, column: start)
  }

  private mutating func condition(
    _ word: String, at start: SourceColumn
  ) throws(AssertionError) -> SampleSelector.Condition {
    if word == "leaked" { return .leaked }
    if let amount = SampleSelector.Amount(rawValue: word) { return try bound(of: amount) }
    let key = try key(word, at: start)
    guard cursor.consume(":") else { throw cursor.expected("a ':' right after '\(word)'") }
    if let next = cursor.next, AssertionCursor.isBlank(next) {
      throw cursor.error(.blankBehindColon(word))
    }
    var values = [try value(of: key)]
    while cursor.consume("|") { values.append(try value(of: key)) }
    return .matches(key, values)
  }

  private mutating func bound(
    of amount: SampleSelector.Amount
  ) throws(AssertionError) -> SampleSelector.Condition {
    let bounds: [SampleSelector.Bound] = [.atLeast, .below]
    guard let bound = bounds.first(where: { cursor.consume(word: $0.rawValue) }) else {
      throw cursor.expected("'>=' or '<' right after '\(amount.rawValue)'")
    }
    return .amount(amount, bound, try cursor.consumeQuantity())
  }

  private mutating func key(
    _ word: String, at start: SourceColumn
  ) throws(AssertionError) -> SampleSelector.Key {
    if let known = SampleSelector.Key.words.first(where: { $0.word == word }) { return known.key }
    if ["and", "or", "not"].contains(word.lowercased()) {
      throw cursor.error(.notBetweenTerms(word), at: start)
    }
    if cursor.next == "(" { throw cursor.error(.unknownFunction(around: word), at: start) }
    guard word.hasPrefix("label.") else { throw cursor.error(.unknownKey(word), at: start) }
    let name = String(word.dropFirst("label.".count))
    if let first = name.unicodeScalars.first, AssertionCursor.isLetter(first) {
      return .label(name)
    }
    guard name.isEmpty, let quoted = try cursor.consumeString(), !quoted.isEmpty else {
      throw cursor.expected("the name of a label, as in label.tenant or label.\"http.route\"")
    }
    return .label(quoted)
  }

  /// The dimension of a rule's `per:`: `stack`, `site`, `package` or `label.NAME`.
  mutating func grouping() throws(AssertionError) -> SampleDimension {
    let start = cursor.column
    let missing = cursor.expected("stack, site, package, version, service or label.KEY")
    guard let word = cursor.consumeName() else { throw missing }
    switch word {
    case "stack": return .stack
    case "site": return .site
    case "package": return .package
    default:
      guard word.hasPrefix("label.") else { throw cursor.error(.groupingOfLabel(word), at: start) }
      guard case .label(let name) = try key(word, at: start) else { throw missing }
      return .label(name)
    }
  }

  private mutating func value(
    of key: SampleSelector.Key
  ) throws(AssertionError) -> SampleSelector.Value {
    let start = cursor.column
    if key == .state, let state = cursor.consumeState() { return .text(state) }
    let rest = cursor.rest.prefix { $0 != ")" && $0 != "|" && $0 != ":" }
    let value = try value()
    if key == .state, case .text(let text) = value, !KnownStates.isKnown(text) {
      throw cursor.error(.unknownState(text, near: KnownStates.nearest(String(rest))), at: start)
    }
    guard key == .fingerprint, value != .any else { return value }
    guard case .text(let digits) = value, Self.isFingerprint(digits) else {
      throw cursor.error(.badFingerprint(value.description), at: start)
    }
    return value
  }

  private mutating func value() throws(AssertionError) -> SampleSelector.Value {
    let start = cursor.column
    if let pattern = try cursor.consumePattern() {
      return .pattern(try SelectorPattern(pattern, at: start))
    }
    if let string = try cursor.consumeString() { return .text(string) }
    let missing = cursor.expected("a word, a text in quotes, a /pattern/ or *")
    let text = try cursor.consumeText()
    guard !text.isEmpty else { throw missing }
    return text == "*" ? .any : .text(text)
  }

  private static func isFingerprint(_ text: String) -> Bool {
    (4...12).contains(text.utf8.count)
      && text.unicodeScalars.allSatisfy {
        AssertionCursor.isDigit($0) || ("a"..."f").contains($0)
      }
  }
}
