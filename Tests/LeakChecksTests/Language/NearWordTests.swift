import Testing

@testable import LeakChecks

/// Messages suggest what was probably meant.
@Suite struct NearWordTests {
  static let assertions: [(text: String, message: String)] = [
    ("count(stat:select) <= 5", "near: state"), ("count(fram:x) <= 5", "near: frame"),
    ("count(state:chan recieve) <= 5", "near: chan receive"),
    ("growth_pct(count()) <= 100 %", "remove the space before the unit '%'"),
    ("max_wait() <= 6 h", "remove the space before the unit 'h'"),
    ("count(frame: x) <= 5", "remove the space after"), ("count(*) <= 5", "count()"),
    ("growth(count()) <= 100%", "growth_pct"),
    ("count(frame:a,state:b) <= 5", "separated by spaces"),
    ("count() <= 5/h", "slope"), ("slope(count()) <= 5/fortnight", "min, h, day or snapshot"),
    ("eta(count(), 5) <= 1h", ">= and >"),
  ]

  @Test(arguments: assertions)
  func theRightSpellingIsNamed(_ text: String, _ message: String) {
    let error = #expect(throws: AssertionError.self) { try Assertion(text) }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }

  static let files: [(text: String, message: String)] = [
    (
      "version: 2\nrules: [{id: a, asert: count() <= 5}]",
      "column 17: 'asert' is not a key of a rule; near: assert"
    ),
    ("version: 2\nrules: [{id: a, assert: count() <= 5, sevrity: warn}]", "near: severity"),
    ("version: 2\nrules: [{id: a, assert: count() <= 5, per: tenant}]", "label.tenant"),
    (
      "version: 2\nsuppress: [{match: site:x, max: 5, reason: y}]",
      "a suppression needs the key 'id'"
    ),
    ("version: 2\nrules: [{id: a, assert: slope(count()) <= 5, window: 7x}]", "column 55"),
    ("version: 2\nrules: [{id: a, assert: slope(count()) <= 5, season: week}]", "auto, none, day"),
  ]

  @Test(arguments: files)
  func theRightKeyIsNamed(_ text: String, _ message: String) {
    let error = #expect(throws: RuleFileError.self) { try RuleFile(Array(text.utf8)) }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }

  static let quantities: [(text: String, value: Double)] = [
    ("1mb", 1_048_576), ("2K", 2048), ("3Gi", 3_221_225_472), ("4M", 4_194_304), ("5min", 300e9),
    ("6hours", 6 * 3600e9),
    ("7d", 7 * 86_400e9), ("1_000", 1000), ("8TB", 8_796_093_022_208), ("5m", 300e9),
    ("9sec", 9e9), ("1h30m", 5400e9), ("1d2h3min", 93_780e9), ("1s500ms", 1.5e9),
  ]

  @Test(arguments: quantities)
  func unitsAreReadAsPeopleWriteThem(_ text: String, _ value: Double) throws {
    #expect(try Quantity(text).value == value)
  }

  @Test(arguments: ["1h1h", "30m1h", "1h30", "1h30%", "1.5h30m", "9999999999h1ns"])
  func partsOfATimeAreSmallerThanWhatIsBeforeThem(_ text: String) {
    #expect(throws: AssertionError.self) { try Quantity(text) }
  }

  static let letters: [(rule: String, limit: String)] = [
    ("count() <= 5k", "5000"), ("count() <= 5K", "5000"), ("stacks() <= 1.5k", "1500"),
    ("count() <= 2M", "2000000"), ("slope(count()) <= 2k/h", "2000/h"),
    ("inuse_space() <= 5k", "5kB"), ("inuse_space() <= 2M", "2MB"),
  ]

  /// Counts are not sizes.
  @Test(arguments: letters)
  func letterOfACountIsAThousand(_ rule: String, _ limit: String) throws {
    #expect("\(try Assertion(rule).limit)" == limit)
  }

  @Test func noOtherUnitIsOneOfACount() {
    for unit in ["kB", "KiB", "m", "k%"] {
      #expect(throws: AssertionError.self) { try Assertion("count() <= 5\(unit)") }
    }
  }
}
