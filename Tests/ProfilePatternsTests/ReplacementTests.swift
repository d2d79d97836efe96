import ProfilePatterns
import Testing

@Suite struct ReplacementTests {
  static let cases: [(pattern: String, text: String, given: String, result: String?)] = [
    ("acme", "x", "acme.acme", "x.x"),
    (#"tenant/(\w+)"#, #"\1!"#, "tenant/acme.serve", "acme!.serve"),
    (#"(\w)(\w)"#, #"\2\1\0"#, "ab", "baab"),
    ("a", #"\\"#, "bab", #"b\b"#),
    ("a+", "", "baab", "bb"),
    ("$", "!", "a", "a!"),
    ("(?<who>a)", #"<\1>"#, "a", "<a>"),
    ("é", "e", "café", "cafe"),
    ("nothing", "x", "a", nil),
    ("a", "a", "a", "a"),
  ]

  @Test(arguments: cases)
  func everyMatchIsReplaced(
    _ pattern: String, _ text: String, _ given: String, _ result: String?
  ) throws {
    let replaced = try Replacement(pattern, with: text).applied(to: Array(given.utf8)[...])
    #expect(replaced.map { String(decoding: $0, as: UTF8.self) } == result)
  }

  /// Invalid UTF-8 matches as U+FFFD; otherwise a name that should be replaced would stay.
  @Test func bytesThatAreNoTextAreReplacedToo() throws {
    let name: [UInt8] = [0x61, 0xFF, 0x62]
    #expect(try Replacement("^.*$", with: "x").applied(to: name[...]) == Array("x".utf8))
    #expect(try Replacement("c", with: "x").applied(to: name[...]) == nil)
  }

  static let mistakes: [(pattern: String, text: String, message: String)] = [
    ("a(", "x", "error parsing regexp: missing closing ): `a(`"),
    ("a", #"\1"#, #"\1 means a group, but the pattern has none"#),
    ("(a)", #"\2"#, #"\2 means a group, but the pattern has only 1"#),
    ("a", #"x\"#, #"write a backslash as \\; \1 is what the first group matched"#),
    ("a", #"\n"#, #"write a backslash as \\; \1 is what the first group matched"#),
  ]

  @Test(arguments: mistakes)
  func mistakesAreSaid(_ pattern: String, _ text: String, _ message: String) throws {
    let error = #expect(throws: (any Error).self) { try Replacement(pattern, with: text) }
    #expect(error.map { "\($0)" } == message)
  }
}
