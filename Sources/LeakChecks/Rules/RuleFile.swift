package import YAMLText

/// The rules, suppressions and tests of one YAML file.
///
///     version: 2
///     rules:
///       - id: guard
///         assert: count() <= 5000
package struct RuleFile: Sendable {
  /// Something of the file, with its place.
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
    try takeVersion(&fields)
    let defaults = try RuleDefaults(fields.take("defaults"))
    for node in try fields.takeList("rules") { try append(rule: node, defaults) }
    for node in try fields.takeList("suppress") { try append(suppression: node) }
    for node in try fields.takeList("tests") { try append(test: node) }
    try fields.finish()
  }

  private var isFirstVersion = false

  private mutating func takeVersion(_ fields: inout YAMLFields) throws(RuleFileError) {
    let (text, node) = try fields.takeRequiredText("version")
    guard text == "1" || text == "2" else {
      throw RuleFileError(position: node.position, reason: .unknownVersion(text))
    }
    isFirstVersion = text == "1"
  }

  private mutating func append(
    rule node: YAMLNode, _ defaults: RuleDefaults
  ) throws(RuleFileError) {
    var fields = try YAMLFields(node, of: "a rule")
    let (id, idNode) = try fields.takeID()
    if let first = rules.first(where: { $0.value.id == id }) {
      throw .duplicate(id, of: "rule", at: idNode.position, first: first.position)
    }
    var rule = Rule(id: id, assertion: try fields.takeAssertion())
    try defaults.apply(to: &rule)
    try fields.takeGrouping(into: &rule)
    try fields.takeOptions(into: &rule)
    try fields.finish()
    try fields.checkOutlier(rule)
    rules.append(Placed(value: rule, position: idNode.position))
  }

  private mutating func append(suppression node: YAMLNode) throws(RuleFileError) {
    var fields = try YAMLFields(node, of: "a suppression")
    let (match, matchNode) = try fields.takeRequiredText("match")
    let selector = try matchNode.parsed { text throws(AssertionError) in try SampleSelector(text) }
    let (reason, _) = try fields.takeRequiredText("reason")
    // Files of version 1 may name it by what it matches.
    let id =
      isFirstVersion
      ? try fields.takeText("id")?.text ?? match : try fields.takeRequiredText("id").text
    var suppression = Suppression(id: id, match: selector, reason: reason)
    suppression.max = try fields.takeRequiredAmount("max")
    suppression.expires = try fields.takeDate("expires")
    suppression.ticket = try fields.takeText("ticket")?.text
    suppression.rules = try takeRuleIDs(&fields)
    try fields.finish()
    if let first = suppressions.first(where: { $0.value.id == suppression.id }) {
      throw .duplicate(
        suppression.id, of: "suppression", at: node.position, first: first.position)
    }
    suppressions.append(Placed(value: suppression, position: node.position))
  }

  private mutating func takeRuleIDs(_ fields: inout YAMLFields) throws(RuleFileError) -> [String]? {
    guard let node = fields.take("rules") else { return nil }
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
    let (id, idNode) = try fields.takeRequiredText("rule")
    references.append(Placed(value: id, position: idNode.position))
    let (word, wordNode) = try fields.takeRequiredText("expect")
    guard let expect = Outcome(rawValue: word) else {
      throw .notOneOf(word, "expect", Outcome.allCases.map(\.rawValue), at: wordNode)
    }
    var test = RuleTest(rule: id, expect: expect)
    try fields.takeTest(into: &test)
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

  /// An error of a word that is none of those known.
  static func notOneOf(
    _ text: String, _ key: String, _ known: [String], at node: YAMLNode
  ) -> RuleFileError {
    RuleFileError(position: node.position, reason: .notOneOf(text, key: key, known: known))
  }
}
