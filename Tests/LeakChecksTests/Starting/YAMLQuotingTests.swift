import Testing

@testable import LeakChecks

@Suite struct YAMLQuotingTests {
  static let cases: [(text: String, quoted: String)] = [
    (#"C:\"#, #""C:\\""#), (#"a"b"#, #""a\"b""#), ("a\nb\0", #""a\x0ab\x00""#),
    ("line\u{2028}separator", #""line\u2028separator""#), ("\u{feff}mark", #""\ufeffmark""#),
    ("\u{202e}turned", #""\u202eturned""#), ("\u{ffff} and \u{1ffff}", #""\uffff and \U0001ffff""#),
    ("ünï 🔥", #""ünï 🔥""#), ("# no comment: [x]", ##""# no comment: [x]""##),
  ]
  @Test(arguments: cases)
  func textsOfARuleFileHoldNothingThatEndsALineOrActs(_ text: String, _ quoted: String) {
    #expect(YAMLQuoting.text(text) == quoted)
  }
}
