import ProfileAnalysis
import YAMLText

/// What `defaults:` says for all rules of a file.
struct RuleDefaults {
  private let fields: YAMLFields?

  /// - Throws: what is wrong with the defaults, even if there is no rule to apply them to.
  init(_ node: YAMLNode?) throws(RuleFileError) {
    fields = try node.map { node throws(RuleFileError) in
      try YAMLFields(node, of: "the defaults")
    }
    var rule = Rule(id: "", assertion: Self.example)
    try apply(to: &rule)
  }

  func apply(to rule: inout Rule) throws(RuleFileError) {
    guard var fields else { return }
    try fields.parseOptions(into: &rule, areDefaults: true)
    try fields.finish()
  }

  private static let example = Assertion(
    measure: .plain(Metric(name: "count", selector: .all)), comparison: .atMost,
    limit: Quantity(digits: "0", unit: nil))
}

extension YAMLFields {
  /// A rule's id: restricted to a name, since lists, reports and command lines hold it.
  mutating func parseID() throws(RuleFileError) -> (id: String, node: YAMLNode) {
    let (text, node) = try parseRequiredText("id")
    var cursor = AssertionCursor(text)
    guard cursor.consumeName() == text else {
      throw RuleFileError(position: node.position, reason: .notAnID(text))
    }
    return (text, node)
  }

  mutating func parseAssertion() throws(RuleFileError) -> Assertion {
    let (_, node) = try parseRequiredText("assert")
    return try node.parsed { text throws(AssertionError) in try Assertion(text) }
  }

  /// Parses `per:`: groups of samples, or parts of paths.
  mutating func parseGrouping(into rule: inout Rule) throws(RuleFileError) {
    guard let (text, node) = try parseText("per") else { return }
    rule.perPath = PathGrouping(rawValue: text)
    guard rule.perPath == nil else { return }
    rule.per = try node.parsed { text throws(AssertionError) in
      var parser = AssertionParser(text)
      let dimension = try parser.grouping()
      try parser.end()
      return dimension
    }
  }

  /// What compares each instance with the others cannot bring them together, nor look at some samples of each.
  func checkOutlier(_ rule: Rule) throws(RuleFileError) {
    guard rule.assertion.measure.function == .outlier else { return }
    if rule.over != .each {
      throw RuleFileError(
        position: node.position, reason: .notForOutlier("over: \(rule.over.rawValue)"))
    }
    if let per = rule.per {
      throw RuleFileError(position: node.position, reason: .notForOutlier("per: \(per.name)"))
    }
  }

  /// A share of everything in everything says nothing.
  func checkShare(_ rule: Rule) throws(RuleFileError) {
    guard rule.isShareOfAll else { return }
    throw RuleFileError(
      position: node.position, reason: .shareOfAll("\(rule.assertion.measure)"))
  }

  mutating func parseDate(_ key: String) throws(RuleFileError) -> CalendarDate? {
    guard let (text, node) = try parseText(key) else { return nil }
    guard let date = CalendarDate(text) else {
      throw RuleFileError(position: node.position, reason: .notADate(text))
    }
    return date
  }

  /// The keys that a rule and the defaults share.
  ///
  /// - `areDefaults`: whether it is not known yet which rules they are for; then the keys of
  ///   a series may stand without one.
  mutating func parseOptions(
    into rule: inout Rule, areDefaults: Bool = false
  ) throws(RuleFileError) {
    rule.severity = try parseSeverity() ?? rule.severity
    rule.isOptional = try parseBoolean("optional") ?? rule.isOptional
    rule.text = try parseText("description")?.text ?? rule.text
    rule.owner = try parseText("owner")?.text ?? rule.owner
    rule.runbook = try parseText("runbook")?.text ?? rule.runbook
    rule.over = try parseWord("over", Together.self) ?? rule.over
    rule.window = try parseSpan("window", none: "all") ?? rule.window
    rule.maxAge = try parseSpan("max_age", none: "any") ?? rule.maxAge
    // A limit that nothing looks at is no limit.
    let isUseless = !areDefaults && !rule.assertion.measure.hasTrend
    if isUseless, let entry = first(of: SeriesOptions.keys) {
      throw RuleFileError(position: entry.position, reason: .needsFunction(entry.key))
    }
    try parseSeries(into: &rule, areDefaults: areDefaults)
  }

  private mutating func parseSeverity() throws(RuleFileError) -> Rule.Severity? {
    guard let (word, node) = try parseText("severity") else { return nil }
    switch word {
    case "fail", "error": return .fail
    case "warn", "warning": return .warn
    default: throw .notOneOf(word, "severity", Rule.Severity.allCases.map(\.rawValue), at: node)
    }
  }

  private mutating func parseWord<Word: RawRepresentable & CaseIterable>(
    _ key: String, _ type: Word.Type
  ) throws(RuleFileError) -> Word? where Word.RawValue == String {
    guard let (word, node) = try parseText(key) else { return nil }
    guard let value = Word(rawValue: word) else {
      throw .notOneOf(word, key, Word.allCases.map(\.rawValue), at: node)
    }
    return value
  }

  /// Parses a test's input and what it expects beside the outcome.
  mutating func parseTest(into test: inout RuleTest) throws(RuleFileError) {
    test.profile = try parseText("profile")?.text
    test.baseline = try parseText("baseline")?.text
    test.value = try parseQuantity("value")?.quantity.value
    test.fingerprint = try parseText("fp")?.text
    test.instance = try parseText("instance")?.text
    try parseSeries(into: &test)
    if test.text.isEmpty { test.text = test.profile ?? "" }
  }

  /// The series of a test: a text, or a list of one for each instance.
  private mutating func parseSeries(into test: inout RuleTest) throws(RuleFileError) {
    guard let node = consume("series") else {
      guard test.profile != nil else {
        throw RuleFileError(
          position: self.node.position, reason: .missingKey("series' or 'profile", of: owner))
      }
      return
    }
    var nodes = [node]
    if case .sequence(let items) = node.content { nodes = items }
    for node in nodes {
      let text = try node.requiredText("text for 'series'")
      test.text += (test.text.isEmpty ? "" : ", ") + text
      test.series.append(try node.parsed { text throws(AssertionError) in try SeriesText(text) })
    }
    test.every = try parseSpan("every", none: "")?.value
  }

  /// A span of time; nil for the word that means none.
  private mutating func parseSpan(
    _ key: String, none: String
  ) throws(RuleFileError) -> Quantity? {
    guard let (text, node) = try parseText(key), text != none else { return nil }
    let quantity = try node.parsed { text throws(AssertionError) in try Quantity(text) }
    guard quantity.unit?.dimension == .time, quantity.value > 0 else {
      throw RuleFileError(
        position: node.position,
        reason: .outOfRange(text, key: key, range: "a time such as 15m, 6h or 7d"))
    }
    return quantity
  }

  private mutating func parseBoolean(_ key: String) throws(RuleFileError) -> Bool? {
    guard let (word, node) = try parseText(key) else { return nil }
    guard let value = Bool(word) else {
      throw .notOneOf(word, key, ["true", "false"], at: node)
    }
    return value
  }

  private mutating func parseSeries(
    into rule: inout Rule, areDefaults: Bool
  ) throws(RuleFileError) {
    let usual = rule.series
    rule.series.minSnapshots = try parseCount("min_snapshots", atLeast: 6) ?? usual.minSnapshots
    rule.series.warmup = try parsePercentage("warmup", atMost: 50) ?? usual.warmup
    rule.series.minPercent = try parsePercentage("min_pct", atMost: 1000) ?? usual.minPercent
    rule.series.season = try parseWord("season", Season.self) ?? usual.season
    rule.series.confidence = try parseNumber("confidence", 0.5...0.9999) ?? usual.confidence
    guard let (delta, node) = try parseQuantity("min_delta") else { return }
    rule.series.minDelta = delta
    if areDefaults { return }
    try check(delta, fits: rule.assertion.measure, at: node)
  }

  /// A least rise is in the unit of the metric.
  private func check(
    _ delta: Quantity, fits measure: Measure, at node: YAMLNode
  ) throws(RuleFileError) {
    // A time until a limit needs a rise of the metric.
    let dimension =
      if case .eta(let metric, _) = measure { MeasureRules.byName(metric).dimension } else {
        MeasureRules.dimension(of: measure, knowing: MeasureRules.byName)
      }
    guard let dimension else { return }
    do throws(AssertionError) {
      try MeasureRules.check(delta, fits: dimension, of: "min_delta")
    } catch {
      throw RuleFileError(
        position: node.position, reason: .assertion(error.reason, inText: nil))
    }
  }
}
