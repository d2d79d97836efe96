import ProfileModel
import Testing

@Suite struct PercentEncodingTests {
  static let texts: [(text: String, encoded: String)] = [
    ("", ""), ("aZ09-._~", "aZ09-._~"), ("a b/ü%", "a%20b%2F%C3%BC%25"), ("+", "%2B"),
  ]
  @Test(arguments: texts)
  func onlyUnreservedBytesStay(_ text: String, _ encoded: String) {
    #expect(PercentEncoding.encoded(text.utf8) == encoded)
    #expect(PercentEncoding.decoded(encoded.utf8) == Array(text.utf8))
  }

  @Test func otherBytesStayWhereTheyMeanNothing() {
    let encoded = PercentEncoding.encoded("a/b-c".utf8) { $0.isLetterOrDigit || $0 == 0x2F }
    #expect(encoded == "a/b%2Dc")
  }

  @Test func bytesNeedBeNoText() {
    #expect(PercentEncoding.encoded([0, 0x0F, 0xFF]) == "%00%0F%FF")
    #expect(PercentEncoding.decoded("%00%0f%fF".utf8) == [0, 0x0F, 0xFF])
  }

  @Test(arguments: ["%", "%4", "a%4g", "%%41", "%+1"])
  func damagedEscapesAreRefused(_ text: String) {
    #expect(PercentEncoding.decoded(text.utf8) == nil)
  }
}
