import YAMLText

/// All that profiles are checked against: the rules, suppressions and tests of files and command line.
public struct RuleSet: Sendable {
  package private(set) var rules: [Rule] = []
  package private(set) var suppressions: [Suppression] = []
  package private(set) var tests: [RuleTest] = []
  /// The file of each test, and where it stands there.
  private(set) var testOrigins: [TestOrigin] = []
  /// Whether these are the built-in rules.
  package private(set) var isBuiltIn = false

  package init() {}

  /// Puts rule files together with what the command line says.
  ///
  /// - Parameters:
  ///   - files: rule files with their names.
  ///   - assertions: rules of their own; one without an id is known by its text.
  ///   - suppressions: for all rules.
  /// - Throws: `RuleSetError` for two rules with one id, for named rules that do not exist, and for files without a
  ///   rule: nothing must seem checked that was not.
  package init(
    files: [(name: String, file: RuleFile)], assertions: [Assertion] = [],
    suppressions: [Suppression] = []
  ) throws(RuleSetError) {
    for (name, file) in files {
      for rule in file.rules { try append(rule, of: name) }
      self.suppressions += file.suppressions.map(\.value)
      tests += file.tests.map(\.value)
      testOrigins += file.tests.map { TestOrigin(file: name, position: $0.position) }
    }
    for assertion in assertions { try append(assertion) }
    self.suppressions += suppressions
    for (name, file) in files { try checkReferences(of: file, name) }
    if rules.isEmpty, let name = files.first?.name { throw RuleSetError(noRuleIn: name) }
  }

  /// A set of rules without files.
  init(rules: [Rule], suppressions: [Suppression] = [], tests: [RuleTest] = []) {
    self.rules = rules
    self.tests = tests
    self.suppressions = suppressions
  }

  /// Other rules with the same suppressions.
  package func replacing(rules: [Rule]) -> RuleSet {
    RuleSet(rules: rules, suppressions: suppressions)
  }

  /// Adds the built-in rules that apply to such profiles.
  package mutating func addBuiltInRules(for snapshotSet: SnapshotSet) {
    rules += BuiltInRules.rules(for: snapshotSet)
    isBuiltIn = true
  }

  /// The kinds of profiles that no rule measures, as rules call them, sorted.
  package func kindsNotMeasured(in snapshotSet: SnapshotSet) -> [String] {
    let (groups, metrics) = (snapshotSet.groups, rules.flatMap(\.assertion.measure.metrics))
    let measured = metrics.compactMap(MetricLookup(groups: groups).source).map(\.group.name)
    let checked = groups.filter { !$0.snapshots.isEmpty }.map(\.name)
    return Set(checked).subtracting(measured).sorted()
  }

  /// The profiles of the tests in a file, with the ids of their rules.
  package func testProfiles(ofFile name: String) -> [(rule: String, path: String)] {
    zip(tests, testOrigins).compactMap { test, origin in
      origin.file == name ? test.profile.map { (test.rule, $0) } : nil
    }
  }

  private mutating func append(
    _ rule: RuleFile.Placed<Rule>, of file: String
  ) throws(RuleSetError) {
    guard !rules.contains(where: { $0.id == rule.value.id }) else {
      throw RuleSetError(
        file: file,
        error: RuleFileError(
          position: rule.position,
          reason: .duplicateID(rule.value.id, of: "rule", first: "in another file")))
    }
    rules.append(rule.value)
  }

  private mutating func append(_ assertion: Assertion) throws(RuleSetError) {
    let id = assertion.id ?? assertion.description
    guard !rules.contains(where: { $0.id == id }) else { throw RuleSetError(secondAssertion: id) }
    var rule = Rule(id: id, assertion: assertion)
    rule.isOptional = assertion.isOptional
    guard !rule.isShareOfAll else { throw RuleSetError(shareOfAll: "\(assertion.measure)") }
    rules.append(rule)
  }

  private func checkReferences(of file: RuleFile, _ name: String) throws(RuleSetError) {
    for id in file.references where !rules.contains(where: { $0.id == id.value }) {
      throw RuleSetError(
        file: name, error: RuleFileError(position: id.position, reason: .noSuchRule(id.value)))
    }
  }
}

/// Where a test stands.
package struct TestOrigin: Sendable {
  package let file: String
  let position: TextPosition

  /// An error message for a test, with its position.
  package func message(_ text: String) -> String {
    "line \(position.line), column \(position.column): \(text)"
  }
}

/// An error of rules that are each valid alone.
package struct RuleSetError: Error, Equatable, CustomStringConvertible {
  /// The file in which it shows; nil for the command line.
  package let file: String?
  package let description: String

  init(file: String, error: RuleFileError) {
    self.file = file
    description = error.description
  }

  init(noRuleIn file: String) {
    self.file = file
    description = "it has no rule under the key 'rules'"
  }

  init(shareOfAll measure: String) {
    file = nil
    description = RuleFileError.shareOfAll(measure)
  }

  init(secondAssertion id: String) {
    file = nil
    description = "another rule has the id '\(id)'"
  }
}
