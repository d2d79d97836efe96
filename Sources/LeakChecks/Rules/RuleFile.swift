package import YAMLText

/// The rules, suppressions and tests of one YAML file.
///
///     version: 2
///     rules:
///       - id: guard
///         assert: count() <= 5000
package struct RuleFile: Sendable {
  /// An entry of the file with its position.
  package struct Placed<Value: Sendable & Equatable>: Sendable, Equatable {
    package var value: Value
    package var position: TextPosition
  }

  package var rules: [Placed<Rule>] = []
  package var suppressions: [Placed<Suppression>] = []
  package var tests: [Placed<RuleTest>] = []
  /// Where rules are named, and with what id, so that ids of other files can be looked up.
  var references: [Placed<String>] = []

  /// Reads a file.
  ///
  /// - Throws: `RuleFileError`, which names line and column.
  package init(_ bytes: [UInt8]) throws(RuleFileError) {
    let root: YAMLNode?
    do { root = try YAMLReader.read(bytes) } catch {
      throw RuleFileError(position: error.position, reason: .yaml(error))
    }
    guard let root, root.text != "" else {
      throw RuleFileError(position: TextPosition(line: 1, column: 1), reason: .nothing)
    }
    var fields = try YAMLFields(root, of: "a rule file")
    try parseVersion(&fields)
    let defaults = try RuleDefaults(fields.consume("defaults"))
    for node in try fields.parseList("rules") { try append(rule: node, defaults) }
    for node in try fields.parseList("suppress") { try append(suppression: node) }
    for node in try fields.parseList("tests") { try append(test: node) }
    try fields.finish()
  }

  private var isFirstVersion = false

  private mutating func parseVersion(_ fields: inout YAMLFields) throws(RuleFileError) {
    let (text, node) = try fields.parseRequiredText("version")
    guard text == "1" || text == "2" else {
      throw RuleFileError(position: node.position, reason: .unknownVersion(text))
    }
    isFirstVersion = text == "1"
  }

  private mutating func append(
    rule node: YAMLNode, _ defaults: RuleDefaults
  ) throws(RuleFileError) {
    var fields = try YAMLFields(node, of: "a rule")
    let (id, idNode) = try fields.parseID()
    if let first = rules.first(where: { $0.value.id == id }) {
      throw .duplicate(id, of: "rule", at: idNode.position, first: first.position)
    }
    var rule = Rule(id: id, assertion: try fields.parseAssertion())
    try defaults.apply(to: &rule)
    try fields.parseGrouping(into: &rule)
    try fields.parseOptions(into: &rule)
    try fields.finish()
    try fields.checkOutlier(rule)
    try fields.checkShare(rule)
    rules.append(Placed(value: rule, position: idNode.position))
  }

  private mutating func append(suppression node: YAMLNode) throws(RuleFileError) {
    var fields = try YAMLFields(node, of: "a suppression")
    let (match, matchNode) = try fields.parseRequiredText("match")
    let selector = try matchNode.parsed { text throws(AssertionError) in try SampleSelector(text) }
    let (reason, _) = try fields.parseRequiredText("reason")
    // Files of version 1 may name it by what it matches.
    let id =
      isFirstVersion
      ? try fields.parseText("id")?.text ?? match : try fields.parseRequiredText("id").text
    var suppression = Suppression(id: id, match: selector, reason: reason)
    suppression.max = try fields.parseRequiredAmount("max")
    suppression.expires = try fields.parseDate("expires")
    suppression.ticket = try fields.parseText("ticket")?.text
    suppression.rules = try parseRuleIDs(&fields)
    try fields.finish()
    if let first = suppressions.first(where: { $0.value.id == suppression.id }) {
      throw .duplicate(
        suppression.id, of: "suppression", at: node.position, first: first.position)
    }
    suppressions.append(Placed(value: suppression, position: node.position))
  }

  private mutating func parseRuleIDs(_ fields: inout YAMLFields) throws(RuleFileError) -> [String]?
  {
    guard let node = fields.consume("rules") else { return nil }
    var ids: [String] = []
    for item in try node.items("a list of rule ids") {
      let id = try item.requiredText("a rule id")
      references.append(Placed(value: id, position: item.position))
      ids.append(id)
    }
    return ids
  }

  private mutating func append(test node: YAMLNode) throws(RuleFileError) {
    var fields = try YAMLFields(node, of: "a test")
    let (id, idNode) = try fields.parseRequiredText("rule")
    references.append(Placed(value: id, position: idNode.position))
    let (word, wordNode) = try fields.parseRequiredText("expect")
    guard let expect = Outcome(rawValue: word) else {
      throw .notOneOf(word, "expect", Outcome.allCases.map(\.rawValue), at: wordNode)
    }
    var test = RuleTest(rule: id, expect: expect)
    try fields.parseTest(into: &test)
    try fields.finish()
    tests.append(Placed(value: test, position: node.position))
  }
}

extension RuleFileError {
  /// An error of two things with one id.
  static func duplicate(
    _ id: String, of owner: String, at position: TextPosition, first: TextPosition
  ) -> RuleFileError {
    RuleFileError(
      position: position, reason: .duplicateID(id, of: owner, first: "in line \(first.line)"))
  }

  /// An error for a word that is not among the known ones.
  static func notOneOf(
    _ text: String, _ key: String, _ known: [String], at node: YAMLNode
  ) -> RuleFileError {
    RuleFileError(position: node.position, reason: .notOneOf(text, key: key, known: known))
  }
}
