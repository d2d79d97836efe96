import Testing

@testable import pproftool

@Suite struct TerminalFilterTests {
  static let texts: [(raw: [UInt8], safe: String)] = [
    (Array("main.work\t1\n".utf8), "main.work\t1\n"),
    (Array("é語🙂".utf8), "é語🙂"),
    (
      Array("\u{1b}[31mred\u{7}\r\u{0}\u{7f}".utf8),
      "\u{fffd}[31mred\u{fffd}\u{fffd}\u{fffd}\u{fffd}"
    ),
    (Array("c1 \u{85}\u{9b}2J".utf8), "c1 \u{fffd}\u{fffd}2J"),
    (Array("turned \u{202e}txt.exe\u{2069}".utf8), "turned \u{fffd}txt.exe\u{fffd}"),
    ([0x61, 0x9b, 0x62, 0xff, 0x63], "a\u{fffd}b\u{fffd}c"),
    ([0x61, 0xe2, 0x82], "a\u{fffd}"),
    ([0xf0, 0x9f, 0x99, 0x0a], "\u{fffd}\n"),
  ]

  @Test(arguments: texts)
  func whatActsOnTerminalsIsReplaced(_ raw: [UInt8], _ safe: String) {
    var filter = TerminalFilter()
    let output = filter.filter(raw) + filter.finish()
    #expect(String(decoding: output, as: UTF8.self) == safe)
  }

  /// A character may be split between two blocks.
  @Test(arguments: texts)
  func blocksDoNotShow(_ raw: [UInt8], _ safe: String) {
    for split in 0...raw.count {
      var filter = TerminalFilter()
      let output = filter.filter(Array(raw[..<split])) + filter.filter(Array(raw[split...]))
      #expect(
        String(decoding: output + filter.finish(), as: UTF8.self) == safe, "split at \(split)")
    }
    var filter = TerminalFilter()
    let output = raw.flatMap { filter.filter([$0]) } + filter.finish()
    #expect(String(decoding: output, as: UTF8.self) == safe, "byte by byte")
  }
}
