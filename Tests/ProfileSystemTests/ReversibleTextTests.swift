import ProfileSystem
import Testing

@Suite struct ReversibleTextTests {
  static let texts: [(bytes: [UInt8], shown: String)] = [
    (Array("heap.pb.gz".utf8), "heap.pb.gz"), ([], ""), (Array("ü語🙂".utf8), "ü語🙂"),
    ([0xFF], "\\xff"), ([0x61, 0x80, 0x62], "a\\x80b"), ([0xC3], "\\xc3"),
    ([0xE2, 0x82, 0x61], "\\xe2\\x82a"), ([0xED, 0xA0, 0x80], "\\xed\\xa0\\x80"),
    ([0xC0, 0x80], "\\xc0\\x80"), ([0xF4, 0x90, 0x80, 0x80], "\\xf4\\x90\\x80\\x80"),
    // A private-use character that the encoding itself uses.
    ([0xF4, 0x8F, 0xBF, 0xBF], "\\xf4\\x8f\\xbf\\xbf"), ([0xF4, 0x80, 0x80, 0x80], "\u{100000}"),
    ([0x0A, 0x1B, 0xFE], "\n\u{1b}\\xfe"),
  ]

  @Test(arguments: texts)
  func bytesComeBackAsTheyWere(_ bytes: [UInt8], _ shown: String) {
    let text = ReversibleText.text(of: bytes)
    #expect(ReversibleText.bytes(of: text) == bytes)
    #expect(ReversibleText.shown(text) == shown)
    #expect(ReversibleText.hasPlaceholder(text) == (shown.contains("\\x")))
  }

  @Test func noTwoTextsAreEqual() {
    // As bytes, since String equality ignores differences in normalization.
    var seen: Set<[UInt8]> = []
    for first in UInt8.min...UInt8.max {
      for second in [0x00, 0x41, 0x80, 0xA0, 0xBF, 0xC3, 0xF4, 0xFF] as [UInt8] {
        #expect(seen.insert(Array(ReversibleText.text(of: [first, second]).utf8)).inserted)
      }
    }
  }

  /// 2,000 seeded names of arbitrary bytes.
  @Test func anyBytesComeBack() {
    var state: UInt64 = 7
    for length in (0..<2000).map({ $0 % 40 }) {
      let bytes = (0..<length).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 56)
      }
      #expect(ReversibleText.bytes(of: ReversibleText.text(of: bytes)) == bytes)
    }
  }
}
