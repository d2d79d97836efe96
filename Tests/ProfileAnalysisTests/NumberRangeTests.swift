import ProfileModel
import Testing

@testable import ProfileAnalysis

/// Ranges agree with `parseTagFilterRange` of `go tool pprof`.
@Suite struct NumberRangeTests {
  /// Numeric labels with units.
  private static let numbers =
    "0bytes 5 5levels 9levels 5count 1024bytes 1025bytes 1023bytes 1kb 2mb 3mb "
    + "2097152b 2097153b 5s 5001ms 100ms 99999us 1hours 2hours -5 -6 -1bytes -1kb 3 1024"

  static let ranges: [(range: String, numbers: String)] = [
    ("1kb:2mb", "5 5levels 9levels 5count 1024bytes 1025bytes 1kb 2mb 2097152b 3 1024"),
    (":5s", "5 5levels 5count 5s 100ms 99999us -5 -6 3"),
    ("100ms:", "5s 5001ms 100ms 1hours 2hours 1024"),
    ("5", "5 5levels 5count"),
    ("-5", "-5"),
    ("-5:5", "5 5levels 5count -5 3"),
    (":-1b", "-5 -6 -1bytes -1kb"),
    ("+3:", "5 5levels 9levels 5count 3 1024"),
    ("1kb", "1024bytes 1kb"),
    ("1024", "1024"),
    ("1kb:", "5 5levels 9levels 5count 1024bytes 1025bytes 1kb 2mb 3mb 2097152b 2097153b 3 1024"),
    (":1kb", "0bytes 1024bytes 1023bytes 1kb -5 -6 -1bytes -1kb"),
    ("2mb:1kb", ""),
    ("1kb:2", "1024bytes 1025bytes 1kb"),
    ("5levels", "5 5levels 5count"),
    ("5levels:9levels", "5 5levels 9levels 5count"),
    ("5levels:", "5 5levels 9levels 5count 1024"),
    ("1hr:2hr", "1hours 2hours"),
    ("500us:1ms", ""),
    ("1KB:2MB", "5 5levels 9levels 5count 1024bytes 1025bytes 1kb 2mb 2097152b 3 1024"),
    ("10:", "1024"),
  ]
  @Test(arguments: ranges)
  func rangeHoldsWhatConvertsAndLiesWithin(_ text: String, _ expected: String) throws {
    let range = try #require(try NumberRange(text))
    let matching = Self.numbers.split(separator: " ").filter { number in
      let value = number.prefix { "-0123456789".contains($0) }
      return range.contains(Int64(value) ?? .max, unit: String(number.dropFirst(value.count)))
    }
    #expect(matching.joined(separator: " ") == expected)
  }

  static let patterns = [
    "=5", "1kb:2s", "1:2kb", "3:5:7", "5::7", "kb", "1.5kb", "12kb34", "5 kb", "", ":", "a5",
    "5:x", "1_kb",
  ]
  @Test(arguments: patterns)
  func anythingElseIsAPattern(_ text: String) throws {
    #expect((try NumberRange(text)) == nil)
  }

  static let tooLarge = ["9223372036854775808", "1:9223372036854775808kb", ":-9223372036854775809"]
  @Test(arguments: tooLarge)
  func numbersOfMoreThan64BitsAreRefused(_ text: String) {
    #expect(throws: TagFilterError.self) { try NumberRange(text) }
  }
}
