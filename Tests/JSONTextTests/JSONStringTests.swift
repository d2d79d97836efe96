import JSONText
import TestSupport
import Testing

@Suite struct JSONStringTests {
  static let texts: [(text: String, quoted: String)] = [
    ("", "\"\""), ("main.main", "\"main.main\""), ("a~ z", "\"a~ z\""),
    ("\"\\/", #""\"\\/""#), ("é🙂\u{301}", "\"é🙂\u{301}\""), ("a\nb\tc\u{0}", #""a\nb\tc\u0000""#),
    ("\u{7f}\u{85}\u{2028}\u{202e}", #""\u007f\u0085\u2028\u202e""#),
  ]
  @Test(arguments: texts)
  func whatActsIsEscaped(_ text: String, _ quoted: String) {
    #expect(String(decoding: JSONString.quoted(text), as: UTF8.self) == quoted)
  }
}
