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
    try fields.takeOptions(into: &rule, areDefaults: true)
    try fields.finish()
  }

  private static let example = Assertion(
    measure: .plain(Metric(name: "count", selector: .all)), comparison: .atMost,
    limit: Quantity(digits: "0", unit: nil))
}

extension YAMLFields {
  /// A rule's id: a name, since it stands in lists, reports and on the command line.
  mutating func takeID() throws(RuleFileError) -> (id: String, node: YAMLNode) {
    let (text, node) = try takeRequiredText("id")
    var cursor = AssertionCursor(text)
    guard cursor.takeName() == text else {
      throw RuleFileError(position: node.position, reason: .notAnID(text))
    }
    return (text, node)
  }

  mutating func takeAssertion() throws(RuleFileError) -> Assertion {
    let (_, node) = try takeRequiredText("assert")
    return try node.parsed { text throws(AssertionError) in try Assertion(text) }
  }

  /// What a rule tells apart: samples, or what paths tell.
  mutating func takeGrouping(into rule: inout Rule) throws(RuleFileError) {
    guard let (text, node) = try takeText("per") else { return }
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

  mutating func takeDate(_ key: String) throws(RuleFileError) -> CalendarDate? {
    guard let (text, node) = try takeText(key) else { return nil }
    guard let date = CalendarDate(text) else {
      throw RuleFileError(position: node.position, reason: .notADate(text))
    }
    return date
  }

  /// The keys that a rule and the defaults share.
  ///
  /// - `areDefaults`: whether it is not known yet which rules they are for; then the keys of
  ///   a series may stand without one.
  mutating func takeOptions(
    into rule: inout Rule, areDefaults: Bool = false
  ) throws(RuleFileError) {
    rule.severity = try takeSeverity() ?? rule.severity
    rule.isOptional = try takeBoolean("optional") ?? rule.isOptional
    rule.text = try takeText("description")?.text ?? rule.text
    rule.owner = try takeText("owner")?.text ?? rule.owner
    rule.runbook = try takeText("runbook")?.text ?? rule.runbook
    rule.over = try takeWord("over", Together.self) ?? rule.over
    rule.window = try takeSpan("window", none: "all") ?? rule.window
    rule.maxAge = try takeSpan("max_age", none: "any") ?? rule.maxAge
    // A limit that nothing looks at is no limit.
    let isUseless = !areDefaults && !rule.assertion.measure.hasTrend
    if isUseless, let entry = first(of: SeriesOptions.keys) {
      throw RuleFileError(position: entry.position, reason: .needsFunction(entry.key))
    }
    try takeSeries(into: &rule, areDefaults: areDefaults)
  }

  private mutating func takeSeverity() throws(RuleFileError) -> Rule.Severity? {
    guard let (word, node) = try takeText("severity") else { return nil }
    switch word {
    case "fail", "error": return .fail
    case "warn", "warning": return .warn
    default: throw .notOneOf(word, "severity", Rule.Severity.allCases.map(\.rawValue), at: node)
    }
  }

  private mutating func takeWord<Word: RawRepresentable & CaseIterable>(
    _ key: String, _ type: Word.Type
  ) throws(RuleFileError) -> Word? where Word.RawValue == String {
    guard let (word, node) = try takeText(key) else { return nil }
    guard let value = Word(rawValue: word) else {
      throw .notOneOf(word, key, Word.allCases.map(\.rawValue), at: node)
    }
    return value
  }

  /// What a test is made on, and what must come of it beside the outcome.
  mutating func takeTest(into test: inout RuleTest) throws(RuleFileError) {
    test.profile = try takeText("profile")?.text
    test.baseline = try takeText("baseline")?.text
    test.value = try takeQuantity("value")?.quantity.value
    test.fingerprint = try takeText("fp")?.text
    test.instance = try takeText("instance")?.text
    try takeSeries(into: &test)
    if test.text.isEmpty { test.text = test.profile ?? "" }
  }

  /// The series of a test: a text, or a list of one for each instance.
  private mutating func takeSeries(into test: inout RuleTest) throws(RuleFileError) {
    guard let node = take("series") else {
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
    test.every = try takeSpan("every", none: "")?.value
  }

  /// A span of time; nil for the word that means none.
  private mutating func takeSpan(
    _ key: String, none: String
  ) throws(RuleFileError) -> Quantity? {
    guard let (text, node) = try takeText(key), text != none else { return nil }
    let quantity = try node.parsed { text throws(AssertionError) in try Quantity(text) }
    guard quantity.unit?.dimension == .time, quantity.value > 0 else {
      throw RuleFileError(
        position: node.position,
        reason: .outOfRange(text, key: key, range: "a time such as 15m, 6h or 7d"))
    }
    return quantity
  }

  private mutating func takeBoolean(_ key: String) throws(RuleFileError) -> Bool? {
    guard let (word, node) = try takeText(key) else { return nil }
    guard let value = Bool(word) else {
      throw .notOneOf(word, key, ["true", "false"], at: node)
    }
    return value
  }

  private mutating func takeSeries(
    into rule: inout Rule, areDefaults: Bool
  ) throws(RuleFileError) {
    let usual = rule.series
    rule.series.minSnapshots = try takeCount("min_snapshots", atLeast: 6) ?? usual.minSnapshots
    rule.series.warmup = try takePercentage("warmup", atMost: 50) ?? usual.warmup
    rule.series.minPercent = try takePercentage("min_pct", atMost: 1000) ?? usual.minPercent
    rule.series.season = try takeWord("season", Season.self) ?? usual.season
    rule.series.confidence = try takeNumber("confidence", 0.5...0.9999) ?? usual.confidence
    guard let (delta, node) = try takeQuantity("min_delta") else { return }
    rule.series.minDelta = delta
    if areDefaults { return }
    try check(delta, fits: rule.assertion.measure, at: node)
  }

  /// A least rise is in the unit of the metric.
  private func check(
    _ delta: Quantity, fits measure: Measure, at node: YAMLNode
  ) throws(RuleFileError) {
    // What a time until a limit needs is a rise of the metric.
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
