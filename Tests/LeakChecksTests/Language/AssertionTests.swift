import TestSupport
import Testing

@testable import LeakChecks

@Suite struct AssertionTests {
  /// Printing and parsing thousands of unusual assertions gives the same assertions.
  @Test func printedAssertionsReadTheSame() throws {
    var random = SeededRandom(1)
    for _ in 0..<5000 {
      let assertion = random.assertion()
      let text = assertion.description
      let read = try Assertion(text, allowsID: true)
      try #require(read == assertion, "\(text)")
      try #require(read.description == text)
    }
  }

  /// Changing any character gives an assertion or an error inside the text, never a crash.
  @Test func changedAssertionsAreReadOrRefused() throws {
    var random = SeededRandom(2)
    let scalars = Array(" ()/|\"\\-:*<>=%.0a\u{0}é".unicodeScalars)
    var refused = 0
    for _ in 0..<2000 {
      var text = Array(random.assertion().description.unicodeScalars)
      let index = Int.random(in: text.indices, using: &random)
      text[index] = random.pick(scalars)
      let changed = String(String.UnicodeScalarView(text))
      do throws(AssertionError) { _ = try Assertion(changed, allowsID: true) } catch {
        refused += 1
        try #require(error.column >= 1 && error.column <= text.count + 1, "\(changed): \(error)")
      }
    }
    #expect(refused > 200)
  }

  static let same: [(text: String, canonical: String)] = [
    ("count() <= 5000", "count() <= 5000"),
    ("  guard :count ( )<=5000 ", "guard: count() <= 5000"),
    (
      "listen: count(frame:/buffer\\.\\(\\*Stream\\)\\.listen$/) <= 200",
      "listen: count(frame:/buffer\\.\\(\\*Stream\\)\\.listen$/) <= 200"
    ),
    ("count(frame:(*Stream).listen) <= 200", "count(frame:(*Stream).listen) <= 200"),
    ("growth(count()) <= 100", "growth(count()) <= 100"),
    ("new_stacks( value>=20 ) == 0", "new_stacks(value>=20) == 0"),
    ("count(state:blocked wait>=10m) <= 50", "count(state:blocked wait>=10m) <= 50"),
    ("leaked(-site:main.worker) == 0", "leaked(-site:main.worker) == 0"),
    ("slope(count(frame:listen)) <= 1", "slope(count(frame:listen)) <= 1"),
    (
      "ratio(inuse_space(package:internal/buffer)/count(frame:listen)) <= 512B",
      "ratio(inuse_space(package:internal/buffer) / count(frame:listen)) <= 512B"
    ),
    ("heap/inuse_space() < 1.5GiB", "heap/inuse_space() < 1.5GiB"),
    ("\"my heap\" / \"in use\"() < 1", "\"my heap\"/\"in use\"() < 1"),
    ("\"slope\"() < 1", "\"slope\"() < 1"),
    ("x/slope() < 1", "x/slope() < 1"),
    (
      "count(state:\"chan receive\"|select label.\"http.route\":\"/v1/{id}\") > 0",
      "count(state:\"chan receive\"|select label.http.route:\"/v1/{id}\") > 0"
    ),
    ("count(label.tenant:*) > 0", "count(label.tenant:*) > 0"),
    ("count(file:/a b|c\\/(d)/|x) > 0", "count(file:/a b|c\\/(d)/|x) > 0"),
    ("count(frame:\"plain\") > 0", "count(frame:plain) > 0"),
    ("count(frame:a*) > -1.50", "count(frame:a*) > -1.50"),
    ("growth_pct(count()) <= 50%", "growth_pct(count()) <= 50%"),
    ("inuse_space() <= 0", "inuse_space() <= 0"),
    ("own_type(value>=20MB) <= 10ms", "own_type(value>=20MB) <= 10ms"),
  ]

  @Test(arguments: same)
  func assertionsAreReadAndPrinted(_ text: String, _ canonical: String) throws {
    #expect(try Assertion(text, allowsID: true).description == canonical)
  }

  static let refused: [(text: String, error: String)] = [
    ("", "column 1: expected a metric such as count() or inuse_space(), found the end"),
    (
      "5 >= count()",
      "column 1: expected the metric before its limit, as in count() <= 5000, found '5'"
    ),
    (
      "\"\"() < 1",
      "column 1: expected a metric such as count() or inuse_space(), found an empty text"
    ),
    ("count", "column 6: expected '()' after the metric, as in count(), found the end"),
    ("count <= 5", "column 7: expected '()' after the metric, as in count(), found '<='"),
    ("count(frame:foo <= 200", "column 17: expected a term such as site:NAME, found '<='"),
    ("count(", "column 7: expected a term such as site:NAME, or a ')', found the end"),
    ("count() 5", "column 9: expected a comparison: <=, <, >=, >, == or !=, found '5'"),
    ("count() = 5", "column 9: expected ==, found '='"),
    ("count() =< 5", "column 9: expected <=, found '=<'"),
    ("count() ~ 5", "column 9: expected a comparison: <=, <, >=, >, == or !=, found '~'"),
    ("count() <= x", "column 12: expected a number such as 200, 1.5MB, 10m or 50%, found 'x'"),
    ("count() <= 5 6", "column 14: expected the end, found '6'"),
    (
      "count() <= 1,000",
      "column 13: expected the end (numbers have no comma: 1000, 1_000 or 1k), found ',000'"
    ),
    ("count() <= 1234567890123456789", "column 12: a number has at most 18 digits"),
    ("count() <= 5.", "column 14: expected a digit, found the end"),
    (
      "count(frme:x) <= 5",
      "column 7: 'frme' is not a key; the keys are frame, leaf, root, site, package, file, state, created-by, fp, label.KEY, leaked, value and wait; near: frame"
    ),
    (
      "count(frame:a AND frame:b) <= 5",
      "column 15: 'AND' is not a term: all terms must match, 'a|b' means or, and a '-' before a term negates it"
    ),
    ("count(!frame:a) <= 5", "column 7: negate a term with a '-' before it, not with '!'"),
    (
      "count(frame:a, state:select) <= 5",
      "column 14: terms are separated by spaces: write a space instead of the comma before 'state:'"
    ),
    (
      "count() <= 5 and leaked() == 0",
      "column 14: a rule has one comparison: instead of 'and', write a second rule"
    ),
    (
      "max(count()) <= 5",
      "column 5: 'count(' is inside an unknown function; the functions are share, growth, growth_pct, slope, rises, outlier, ratio and eta"
    ),
    ("count(frame) <= 5", "column 12: expected a ':' right after 'frame', found ')'"),
    ("count(frame :x) <= 5", "column 12: expected a ':' right after 'frame', found ' '"),
    (
      "count(frame:) <= 5",
      "column 13: expected a word, a text in quotes, a /pattern/ or *, found ')'"
    ),
    (
      "count(frame:a|) <= 5",
      "column 15: expected a word, a text in quotes, a /pattern/ or *, found ')'"
    ),
    ("count(frame:/a/b) <= 5", "column 16: expected a blank or ')' after the term, found 'b)'"),
    ("count(frame:\"a\"b) <= 5", "column 16: expected a blank or ')' after the term, found 'b)'"),
    ("count(frame:/a) <= 5", "column 13: the pattern has no end; close it with '/'"),
    (
      "count(frame://) <= 5",
      "column 13: an empty pattern matches everything; write '*' if that is meant"
    ),
    ("count(frame:\"a) <= 5", "column 13: the text has no end; close it with '\"'"),
    ("count(frame:\"a\\n\") <= 5", "column 15: '\\n' is not an escape; only \\\" and \\\\ are"),
    (
      "count(frame:(*T <= 5",
      "column 13: the parentheses do not balance; put the text in quotes if that is meant"
    ),
    (
      "count(frame:/a(b/) <= 5",
      "column 14: error parsing regexp: missing closing ): `a(b`"
    ),
    (
      "count(frame:/é[z-a]/) <= 5",
      "column 16: error parsing regexp: invalid character class range: `z-a`"
    ),
    ("count(fp:12) <= 5", "column 10: '12' is not a fingerprint: expected 4 to 12 of 0-9 and a-f"),
    (
      "count(fp:/12/) <= 5",
      "column 10: '/12/' is not a fingerprint: expected 4 to 12 of 0-9 and a-f"
    ),
    (
      "count(label:x) <= 5",
      "column 7: 'label' is not a key; the keys are frame, leaf, root, site, package, file, state, created-by, fp, label.KEY, leaked, value and wait"
    ),
    (
      "count(label.:x) <= 5",
      "column 13: expected the name of a label, as in label.tenant or label.\"http.route\", found ':x)'"
    ),
    ("count(wait>=10) <= 5", "column 13: wait needs a unit, such as 10m"),
    (
      "count(wait>=10MB) <= 5",
      "column 13: the unit MB does not fit wait, which takes ns, us, ms, s, m, h or d"
    ),
    ("count(wait>10m) <= 5", "column 11: expected '>=' or '<' right after 'wait', found '>10m)'"),
    (
      "count(value>=10MB) <= 5",
      "column 14: the unit MB does not fit value, which takes a number without a unit"
    ),
    ("inuse_space(value>=10) <= 5MB", "column 20: value needs a unit, such as MB"),
    (
      "count() <= 5MB",
      "column 12: the unit MB does not fit count(), which takes a number without a unit"
    ),
    (
      "count() <= 5%",
      "column 12: the unit % does not fit count(), which takes a number without a unit"
    ),
    (
      "count() <= 5parsecs",
      "column 13: 'parsecs' is not a unit; the units are % B kB MB GB TB KiB MiB GiB TiB ns us ms s m h d"
    ),
    ("inuse_space() <= 5", "column 18: inuse_space() needs a unit, such as MB"),
    (
      "max_wait() <= 5MB",
      "column 15: the unit MB does not fit max_wait(), which takes ns, us, ms, s, m, h or d"
    ),
    ("share(count()) <= 5", "column 19: share(count()) needs a unit, such as 50%"),
    ("share(count()) <= 5MB", "column 19: the unit MB does not fit share(count()), which takes %"),
    (
      "ratio(inuse_space() / count()) <= 5%",
      "column 35: the unit % does not fit ratio(inuse_space() / count()), which takes B, kB, MB, GB, TB, KiB, MiB, GiB or TiB"
    ),
    ("ratio(inuse_space()) <= 5B", "column 20: expected a '/' between the two metrics, found ')'"),
    (
      "ratio(inuse_space() / rss()) <= 5B",
      "column 33: the unit B does not fit ratio(inuse_space() / rss()), which takes a number without a unit"
    ),
    ("share(count(frame:x)) <= 150%", "column 26: a share is at most 100%"),
    ("share(max_wait()) <= 5%", "column 7: share does not apply to max_wait"),
    ("share(stacks()) <= 5%", "column 7: share does not apply to stacks"),
    ("share(rss()) <= 5%", "column 7: share does not apply to rss"),
    ("growth(new_stacks()) <= 5", "column 8: growth does not apply to new_stacks"),
    ("rss(frame:x) <= 5MB", "column 5: rss is one number per snapshot and takes no selector"),
    ("slope(count()) >= 1", "column 16: >= cannot be used with slope(count()); it takes <= and <"),
    ("rises(count()) == 1", "column 16: == cannot be used with rises(count()); it takes <= and <"),
    (
      "inuse_space() == 0",
      "column 15: == cannot be used with inuse_space(); it is not an exact count; it takes <=, <, >= and >"
    ),
    (
      "growth(count()) != 0",
      "column 17: != cannot be used with growth(count()); it is not an exact count; it takes <=, <, >= and >"
    ),
    (
      "slope(growth(count())) <= 1",
      "column 7: functions do not nest: 'growth' cannot stand inside another"
    ),
    ("slope(count() <= 1", "column 15: expected a ')' after the metric, found '<='"),
    ("slope(count() / count()) <= 1", "column 15: expected a ')' after the metric, found '/'"),
    ("é() <= 1", "column 1: expected a metric such as count() or inuse_space(), found 'é()'"),
  ]

  @Test(arguments: refused)
  func whatIsNoAssertionIsNamed(_ text: String, _ message: String) {
    let error = #expect(throws: AssertionError.self) { try Assertion(text) }
    #expect(error?.description == message)
  }

  @Test func anIdIsForTheCommandLine() throws {
    #expect(try Assertion("a-1: count() < 1", allowsID: true).id == "a-1")
    let error = #expect(throws: AssertionError.self) { try Assertion("a: count() < 1") }
    #expect(
      error?.description
        == "column 1: an id such as 'a:' belongs under the rule's key 'id', not in its assertion")
  }

  static let values: [(text: String, value: Double)] = [
    ("200", 200), ("-1.5", -1.5), ("50%", 50), ("1kB", 1024), ("1KiB", 1024), ("1.5MB", 1_572_864),
    ("2GiB", 2_147_483_648), ("1us", 1e3), ("1ms", 1e6), ("2s", 2e9), ("10m", 600e9),
    ("1h", 3600e9),
    ("3B", 3), ("3ns", 3),
  ]

  @Test(arguments: values)
  func aQuantityHasAValueInBaseUnits(_ text: String, _ value: Double) throws {
    var cursor = AssertionCursor(text)
    #expect(try cursor.consumeQuantity().value == value)
  }

  @Test func aSelectorStandsAloneInASuppression() throws {
    let selector = try SampleSelector("site:net/http.(*persistConn).readLoop -leaked")
    #expect(selector.terms.count == 2)
    #expect(selector.description == "site:net/http.(*persistConn).readLoop -leaked")
    let error = #expect(throws: AssertionError.self) { try SampleSelector("site:a)") }
    #expect(error?.description == "column 7: expected the end, found ')'")
  }
}
