import ProfilePatterns
import Testing

@Suite struct PatternTests {
  static let matches: [(pattern: String, text: String, matches: Bool)] = [
    ("listen", "net/http.(*Server).listen", true),
    ("^listen", "net/http.(*Server).listen", false),
    (#"\(\*Server\)\.listen$"#, "net/http.(*Server).listen", true),
    ("a$", "a\nb", false),
    ("(?m)a$", "a\nb", true),
    ("a.b", "a\nb", false),
    ("(?s)a.b", "a\nb", true),
    ("(?i)ÉCLAIR", "un éclair", true),
    (#"^\pL+$"#, "Straße", true),
    ("^.$", "é", true),
    ("(?P<who>x)y", "xy", true),
    ("(?<who>x)y", "xy", true),
    (#"\(\?<x>"#, "(?<x>", true),
    (#"\Qa(b\E"#, "xa(b", true),
    ("", "", true),
    ("^a{1000}$", "a", false),
  ]

  @Test(arguments: matches)
  func matchesAsInGo(_ pattern: String, _ text: String, _ matches: Bool) throws {
    #expect(try Pattern(pattern).matches(text) == matches)
  }

  @Test func patternThatBacktracksElsewhereTakesLinearTime() throws {
    #expect(try !Pattern("(a*)*b").matches(String(repeating: "a", count: 1_000_000)))
  }

  /// The messages equal those of Go's `regexp.Compile`.
  static let mistakes: [(pattern: String, message: String, offset: Int?)] = [
    ("(abc", "error parsing regexp: missing closing ): `(abc`", 0),
    ("abc)", "error parsing regexp: unexpected ): `abc)`", 0),
    ("x[a", "error parsing regexp: missing closing ]: `[a`", 1),
    ("(*S).l", "error parsing regexp: missing argument to repetition operator: `*`", 1),
    ("a**", "error parsing regexp: invalid nested repetition operator: `**`", 1),
    ("a\\", "error parsing regexp: trailing backslash at end of expression", nil),
    (#"ab\8"#, #"error parsing regexp: invalid escape sequence: `\8`"#, 2),
    ("[z-a]", "error parsing regexp: invalid character class range: `z-a`", 1),
    ("[[:no:]]", "error parsing regexp: invalid character class range: `[:no:]`", 1),
    ("(?=a)", "error parsing regexp: invalid or unsupported Perl syntax: `(?=`", 0),
    ("a{2000}", "error parsing regexp: invalid repeat count: `{2000}`", 1),
    ("(?P<a b>x)", "error parsing regexp: invalid named capture: `(?P<a b>`", 0),
    ("(?<a>x)(?<b>y)a**", "error parsing regexp: invalid nested repetition operator: `**`", 15),
    ("(?<a>x)((?<b>y)", "error parsing regexp: missing closing ): `(?<a>x)((?<b>y)`", 0),
    ("(?<a>x)(?<a b>y)", "error parsing regexp: invalid named capture: `(?<a b>`", 7),
  ]

  @Test(arguments: mistakes)
  func mistakeIsNamedInTheWordsOfGo(_ pattern: String, _ message: String, _ offset: Int?) {
    let error = #expect(throws: PatternError.self) { try Pattern(pattern) }
    #expect(error?.description == message)
    #expect(error?.offset == offset)
  }

  @Test func patternThatWouldTakeTooMuchMemoryIsRefused() {
    let error = #expect(throws: PatternError.self) { try Pattern("((a{100}){100}){100}") }
    #expect(error?.reason == .badRepeatSize || error?.reason == .tooLarge)
  }

  static let damaged: [(pattern: String, text: [UInt8], matches: Bool)] = [
    ("^a.b$", [0x61, 0xFF, 0x62], true),
    ("^a..b$", [0x61, 0xE2, 0x82, 0x62], true),
    ("^a.b$", [0x61, 0xE2, 0x82, 0xAC, 0x62], true),
    (#"^\x{FFFD}$"#, [0x80], true),
    ("^..$", [0xC0, 0x80], true),
    ("^...$", [0xED, 0xA0, 0x80], true),
    ("^....$", [0xF4, 0x90, 0x80, 0x80], true),
    ("^.$", [0xF4, 0x8F, 0xBF, 0xBF], true),
    ("ä", [0xC3], false),
    ("b", [0xFF, 0x62], true),
  ]

  @Test(arguments: damaged)
  func everyByteThatIsNotUTF8CountsAsOneCharacter(
    _ pattern: String, _ text: [UInt8], _ matches: Bool
  ) throws {
    #expect(try Pattern(pattern).matches(text[...]) == matches)
  }

  @Test func copiesOutliveTheOriginal() throws {
    let copies: [Pattern]
    do {
      let original = try Pattern("^a+$")
      copies = [original, original]
    }
    #expect(copies.allSatisfy { $0.matches("aaa") && !$0.matches("ab") })
  }
}
