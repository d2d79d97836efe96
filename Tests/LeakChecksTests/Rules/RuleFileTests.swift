import ProfileAnalysis
import Testing

@testable import LeakChecks

@Suite struct RuleFileTests {
  @Test func aSuppressionHoldsOnItsLastDay() throws {
    var suppression = Suppression(id: "a", match: .all, reason: "x")
    suppression.expires = CalendarDate("2027-03-01")
    #expect(try !suppression.hasExpired(on: #require(CalendarDate("2027-03-01"))))
    #expect(try suppression.hasExpired(on: #require(CalendarDate("2027-03-02"))))
  }

  /// The rule file in the documentation.
  static let whole = """
    version: 1
    defaults: {severity: fail, confidence: 0.95}
    rules:
      - id: guard
        assert: count() <= 5000
      - id: listen
        assert: count(frame:/buffer\\.\\(\\*Stream\\)\\.listen$/) <= 200
        severity: warn            # fail | warn
        owner: "@routing"         # free text, carried into every report
        runbook: docs/stream.md
      - id: tenant
        assert: count() <= 500
        per: label.tenant         # one verdict for each value of label.KEY, stack, site, package
      - id: trend
        assert: slope(count()) <= 1
        min_snapshots: 12         # fewer: undecided; the warm-up is counted
        warmup: 20%               # snapshots left out at the start
        min_delta: 20             # with min_pct: the smallest growth over the series worth a verdict
        min_pct: 10%
    suppress:
      - id: keepalive
        match: site:net/http.(*persistConn).readLoop
        max: 300                  # over it, the finding returns
        expires: 2027-03-01       # past it, the finding returns and the entry is an error
        rules: [guard, listen]    # default: all
        reason: idle pool         # required
        ticket: OPS-12
    tests:                        # run by `check --test`, without profiles
      - {rule: trend, series: "170+5x24", expect: fail}
      - {rule: trend, series: "170 172 169", expect: pass}
    """

  private func file(_ text: String) throws -> RuleFile { try RuleFile(Array(text.utf8)) }

  @Test func theDocumentedFileIsRead() throws {
    let file = try file(Self.whole)
    #expect(file.rules.map(\.value.id) == ["guard", "listen", "tenant", "trend"])
    #expect(file.rules.map(\.position.line) == [4, 6, 11, 14])
    let listen = file.rules[1].value
    #expect(listen.severity == .warn)
    #expect(listen.owner == "@routing")
    #expect(listen.runbook == "docs/stream.md")
    #expect(
      listen.assertion.description == "count(frame:/buffer\\.\\(\\*Stream\\)\\.listen$/) <= 200")
    #expect(file.rules[2].value.per == .label("tenant"))
    let series = file.rules[3].value.series
    #expect(series.minSnapshots == 12 && series.warmup == 20 && series.minPercent == 10)
    #expect(series.minDelta?.value == 20)
    let suppression = file.suppressions[0].value
    #expect(suppression.id == "keepalive")
    #expect(suppression.match.description == "site:net/http.(*persistConn).readLoop")
    #expect(suppression.max?.value == 300)
    #expect(suppression.expires == CalendarDate("2027-03-01"))
    #expect(suppression.rules == ["guard", "listen"])
    #expect(suppression.reason == "idle pool" && suppression.ticket == "OPS-12")
    #expect(file.tests.map(\.value.expect) == [.fail, .pass])
    #expect(file.tests[0].value.series[0].values.count == 25)
    #expect(file.tests[0].value.series[0].values.last == 290)
    _ = try RuleSet(files: [("a.yaml", file)])
  }

  @Test func defaultsAreForAllRulesThatDoNotSayOtherwise() throws {
    let file = try file(
      """
      version: 1
      defaults: {severity: warn, owner: me, min_snapshots: 24, warmup: 10, min_delta: 50, confidence: 0.99}
      rules:
        - {id: a, assert: count() <= 1}
        - {id: b, assert: slope(count()) <= 1, owner: you, warmup: 0%}
        - {id: c, assert: slope(inuse_space()) <= 1MB, severity: fail}
      """)
    let rules = file.rules.map(\.value)
    #expect(rules.map(\.severity) == [.warn, .warn, .fail])
    #expect(rules.map(\.owner) == ["me", "you", "me"])
    #expect(rules[1].series.warmup == 0)
    let least = rules.map { rule in
      let dimension: Dimension = rule.id == "c" ? .bytes : .count
      return rule.series.criteria(for: dimension, rule.assertion, isEta: false).leastRise
    }
    #expect(least.dropFirst() == [50, 1_048_576])
    #expect(rules.map(\.series.confidence) == [0.99, 0.99, 0.99])
    #expect(rules[2].series.minSnapshots == 24)
  }

  static let damaged: [(text: String, error: String)] = [
    (
      "",
      "line 1, column 1: the file has no rules; a rule file begins with 'version: 2' and 'rules:'"
    ),
    (
      "# nothing",
      "line 1, column 1: the file has no rules; a rule file begins with 'version: 2' and 'rules:'"
    ),
    ("- a", "line 1, column 1: expected the keys of a rule file, found a list"),
    ("rules: []", "line 1, column 1: a rule file needs the key 'version'"),
    ("version: 3", "line 1, column 10: unknown version '3'; expected 1 or 2"),
    ("version: [1]", "line 1, column 10: expected text for 'version', found a list"),
    (
      "version: 1\nrule: []",
      "line 2, column 1: 'rule' is not a key of a rule file; the keys are version, defaults, rules, suppress, tests; near: rules"
    ),
    ("version: 1\nrules: 5", "line 2, column 8: expected a list for 'rules', found '5'"),
    (
      "version: 1\nrules:\n  - guard",
      "line 3, column 5: expected the keys of a rule, found 'guard'"
    ),
    ("version: 1\nrules:\n  - assert: count() < 1", "line 3, column 5: a rule needs the key 'id'"),
    ("version: 1\nrules:\n  - id: a", "line 3, column 5: a rule needs the key 'assert'"),
    ("version: 1\nrules:\n  - id:\n", "line 3, column 8: 'id' is empty"),
    (
      "version: 1\nrules:\n  - {id: a b, assert: count() < 1}",
      "line 3, column 10: 'a b' is not an id: expected a letter, then letters, digits, '_', '-' and '.'"
    ),
    (
      "version: 1\nrules:\n  - {id: a, assert: count() < 1}\n  - {id: a, assert: count() < 2}",
      "line 4, column 10: another rule has the id 'a': in line 3"
    ),
    (
      "version: 1\nrules:\n  - {id: a, asert: count() < 1}",
      "line 3, column 13: 'asert' is not a key of a rule; near: assert"
    ),
    (
      "version: 1\nrules:\n  - {id: a, assert: count() < 1, sevrity: warn}",
      "line 3, column 34: 'sevrity' is not a key of a rule; the keys are id, assert, per, severity, optional, description, owner, runbook, over, window, max_age, min_snapshots, warmup, min_pct, season, confidence, min_delta; near: severity"
    ),
    (
      "version: 1\nrules:\n  - {id: a, assert: count() < 1, severity: bad}",
      "line 3, column 44: 'bad' is not a value of 'severity'; the values are fail, warn"
    ),
    (
      "version: 1\nrules:\n  - id: a\n    assert: count(frme:x) < 1",
      "line 4, column 19: 'frme' is not a key; the keys are frame, leaf, root, site, package, file, state, created-by, fp, label.KEY, leaked, value and wait; near: frame"
    ),
    (
      "version: 1\nrules:\n  - id: a\n    assert: \"count() < 1x\"",
      "line 4, column 25: expected the end, found 'x'"
    ),
    (
      "version: 1\nrules:\n  - id: a\n    assert: >\n      count()\n      < x",
      "line 4, column 13: column 11 of the text: expected a number such as 200, 1.5MB, 10m or 50%, found 'x'"
    ),
    (
      "version: 1\nrules:\n  - {id: a, assert: 'x: count() < 1'}",
      "line 3, column 22: an id such as 'x:' belongs under the rule's key 'id', not in its assertion"
    ),
    (
      "version: 1\nrules:\n  - {id: a, assert: count() < 1, per: labels}",
      "line 3, column 39: 'labels' is not something to group by; for a label, write label.labels"
    ),
    (
      "version: 1\nrules:\n  - {id: a, assert: count() < 1, warmup: 10%}",
      "line 3, column 34: 'warmup' is for rules with slope(...) or eta(...) only"
    ),
    (
      "version: 1\nrules:\n  - {id: a, assert: slope(count()) < 1, min_snapshots: 5}",
      "line 3, column 56: 'min_snapshots' is 5, but must be a whole number of at least 6"
    ),
    (
      "version: 1\nrules:\n  - {id: a, assert: slope(count()) < 1, min_snapshots: 6.5}",
      "line 3, column 56: 'min_snapshots' is 6.5, but must be a whole number of at least 6"
    ),
    (
      "version: 1\nrules:\n  - {id: a, assert: slope(count()) < 1, warmup: 60%}",
      "line 3, column 49: 'warmup' is 60%, but must be 0% to 50%"
    ),
    (
      "version: 1\nrules:\n  - {id: a, assert: slope(count()) < 1, confidence: 95%}",
      "line 3, column 53: 'confidence' is 95%, but must be 0.5 to 0.9999"
    ),
    (
      "version: 1\nrules:\n  - {id: a, assert: slope(count()) < 1, min_delta: 5MB}",
      "line 3, column 52: the unit MB does not fit min_delta, which takes a number without a unit"
    ),
    (
      "version: 1\ndefaults: {confidence: 2}",
      "line 2, column 24: 'confidence' is 2, but must be 0.5 to 0.9999"
    ),
    (
      "version: 1\ndefaults: {id: a}",
      "line 2, column 12: 'id' is not a key of the defaults; the keys are severity, optional, description, owner, runbook, over, window, max_age, min_snapshots, warmup, min_pct, season, confidence, min_delta"
    ),
    (
      "version: 1\nsuppress:\n  - {match: leaked, max: 1}",
      "line 3, column 5: a suppression needs the key 'reason'"
    ),
    (
      "version: 1\nsuppress:\n  - {match: leaked, reason: x}",
      "line 3, column 5: a suppression needs the key 'max'"
    ),
    (
      "version: 1\nsuppress:\n  - {max: 1, reason: x}",
      "line 3, column 5: a suppression needs the key 'match'"
    ),
    (
      "version: 1\nsuppress:\n  - {match: leaked, max: -1, reason: x}",
      "line 3, column 26: 'max' is -1, but must be an amount of at least 0"
    ),
    (
      "version: 1\nsuppress:\n  - {match: leaked, max: 1, reason: x, expires: 2027-02-29}",
      "line 3, column 49: '2027-02-29' is not a date such as 2027-03-01"
    ),
    (
      "version: 1\nsuppress:\n  - {match: 'site:(', max: 1, reason: x}",
      "line 3, column 19: the parentheses do not balance; put the text in quotes if that is meant"
    ),
    (
      "version: 1\ntests:\n  - {rule: a, series: 1, expect: maybe}",
      "line 3, column 34: 'maybe' is not a value of 'expect'; the values are pass, fail, undecided"
    ),
    (
      "version: 1\ntests:\n  - {rule: a, series: 1+2, expect: pass}",
      "line 3, column 26: expected an 'x' and the number of steps, found the end"
    ),
    (
      "version: 1\ntests:\n  - {rule: a, series: 1+2x99999999999999999999, expect: pass}",
      "line 3, column 27: expected the number of steps, less than 10000, found '99999999999999999999'"
    ),
    (
      "version: 1\na: *b",
      "line 2, column 4: aliases such as '*name' are not supported; write the value out"
    ),
    (
      "version: 1\nversion: 1",
      "line 2, column 1: the key 'version' is repeated; it is first in line 1"
    ),
  ]

  @Test(arguments: damaged)
  func whatIsWrongIsNamedWithItsPlace(_ text: String, _ message: String) {
    let error = #expect(throws: RuleFileError.self) { try file(text) }
    #expect(error?.description == message)
  }

  /// Changing any byte gives a rule file or an error with a position, never a crash.
  @Test func everyChangedByteIsReadOrRefused() {
    let lines = Self.whole.split(separator: "\n").map { $0.split(separator: "  #").first ?? $0 }
    let text = Array(lines.joined(separator: "\n").utf8)
    let bytes = Array("\n\"(-/:[|".utf8) + [0, 0xff]
    var refused = 0
    for index in text.indices {
      for byte in bytes + [text[index] ^ 1] {
        var changed = text
        changed[index] = byte
        do throws(RuleFileError) { _ = try RuleFile(changed) } catch {
          refused += 1
          let isClear = error.position.line >= 1 && error.description.utf8.count > 20
          if !isClear { Issue.record("\(error)") }
        }
      }
    }
    #expect(refused > 3000)
  }

  @Test func everyTruncationIsReadOrRefused() {
    let text = Array(Self.whole.utf8)
    for length in text.indices { _ = try? RuleFile(Array(text[..<length])) }
  }

  @Test func ruleIDsAreLookedUpInAllFiles() throws {
    let rules = try file("version: 1\nrules: [{id: a, assert: count() < 1}]")
    let tests = try file("version: 1\ntests: [{rule: a, series: 1, expect: fail}]")
    let set = try RuleSet(files: [("rules.yaml", rules), ("tests.yaml", tests)])
    #expect(set.tests.count == 1)
    let missing = #expect(throws: RuleSetError.self) { try RuleSet(files: [("t.yaml", tests)]) }
    #expect(missing?.file == "t.yaml")
    #expect(missing?.description == "line 2, column 16: there is no rule with the id 'a'")
    let twice = #expect(throws: RuleSetError.self) {
      try RuleSet(files: [("a.yaml", rules), ("b.yaml", rules)])
    }
    #expect(twice?.file == "b.yaml")
    #expect(twice?.description == "line 2, column 14: another rule has the id 'a': in another file")
  }

  @Test func assertionsOfTheCommandLineAreKnownByTheirText() throws {
    let plain = try Assertion("count()<=5", allowsID: true)
    let named = try Assertion("a: count() <= 5", allowsID: true)
    let set = try RuleSet(files: [], assertions: [plain, named])
    #expect(set.rules.map(\.id) == ["count() <= 5", "a"])
    let error = #expect(throws: RuleSetError.self) {
      try RuleSet(files: [], assertions: [plain, plain])
    }
    #expect(error?.description == "another rule has the id 'count() <= 5'")
  }
}
