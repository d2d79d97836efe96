import Testing

@testable import ProfileReports

/// Escaped names in each format; `Scripts/validate-writers` checks the same with parsers of these formats.
@Suite struct WriterTextTests {
  typealias Case = (name: String, written: String)

  private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  static let labels: [Case] = [
    (#"C:\"#, #"C:\\"#), (#"\\"#, #"\\\\"#), (#"\N"#, #"\\N"#), (#"say "so""#, #"say \"so\""#),
    (#"\""#, #"\\\""#), ("two\nlines", #"two\llines"#),
    ("nul\0, bell\u{7}", "nul\u{FFFD}, bell\u{FFFD}"),
    ("tab\tand\r", "tab and "), ("&lt; &#60; a&b; a & b;", "&amp;lt; &amp;#60; a&amp;b; a & b;"),
    ("&", "&"), ("&;", "&;"), ("\u{301}x", "\u{301}x"), ("\u{202e}x\u{85}", "\u{FFFD}x\u{FFFD}"),
    ("", ""),
  ]
  @Test(arguments: labels)
  func graphvizReadsALabelAsItIs(_ name: String, _ label: String) {
    #expect(DotText.label(name.utf8) == Self.bytes(label))
  }

  static let tooltips: [Case] = [
    (#"C:\src"#, #"C:\\src"#), (#"C:\New"#, #"C:\\\\New"#), (#"\\"#, #"\\\\\\"#), (#"\"#, #"\\"#),
    (#"\Lib\x"#, #"\\\\Lib\\x"#), (#"\""#, #"\\\""#), ("a\nb", #"a\lb"#),
  ]
  @Test(arguments: tooltips)
  func escapesOfATooltipAreTakenOutTwice(_ name: String, _ tooltip: String) {
    #expect(DotText.tooltip(name.utf8) == Self.bytes(tooltip))
  }

  static let titles: [Case] = [
    (#"C:\x\y.exe"#, #"C:\x\y.exe"#), (#"C:\"#, #"C:\\"#), (#"a\\"#, #"a\\\\"#),
    (#"a\"b"#, #"a\\\"b"#),
    (#"a"b"#, #"a\"b"#), ("a\nb", "a b"), ("&lt;", "&amp;lt;"), (#"\&lt;\"#, #"\&amp;lt;\\"#),
    ("", ""),
  ]
  @Test(arguments: titles)
  func noBackslashOfATitleTakesItsQuoteAway(_ name: String, _ title: String) {
    #expect(DotText.name(name.utf8) == Self.bytes(title))
  }

  /// Graphviz treats a quoted text as unterminated if it is too long.
  @Test(arguments: ["x", "é", "€", "𝄞", #"\x"#])
  func longTextsComeInParts(_ character: String) {
    let name = String(repeating: character, count: 40_000)
    for written in [DotText.label(name.utf8), DotText.tooltip(name.utf8), DotText.name(name.utf8)] {
      let text = String(decoding: written, as: UTF8.self)
      let parts = text.split(separator: #"" + ""#)
      #expect(parts.joined().replacing(#"\\"#, with: #"\"#) == name)
      #expect(parts.allSatisfy { $0.utf8.count <= 16_003 || $0.contains(#"\"#) })
      #expect(!text.contains("\u{FFFD}"))
    }
  }

  @Test func whatIsNotUTF8IsReplacedInGraphsAndListings() {
    #expect(DotText.label([0x63, 0xE9]) == Self.bytes("c\u{FFFD}"))
    #expect(CallgrindText.name([0x63, 0xE9]) == Self.bytes("c\u{FFFD}"))
  }

  static let listed: [Case] = [
    ("main.main", "main.main"), ("(12) x", "(12) x"), ("a\nfn=(3) b", "a fn=(3) b"),
    ("ends\r", "ends "),
    ("nul\0x", "nul\u{FFFD}x"), (" indented", "_indented"), ("\t", "_"), ("+3", "+3"), ("  ", "_ "),
    ("\u{2028}x", "_x"), (#"\"#, #"\"#),
  ]
  @Test(arguments: listed)
  func namesOfCallgrindStayOnTheirLine(_ name: String, _ listed: String) {
    #expect(CallgrindText.name(Self.bytes(name)[...]) == Self.bytes(listed))
  }

  static let events: [Case] = [
    ("cpu(ms)", "cpu(ms)"), ("my type(a\nb)", "my_type(a_b)"), ("x\u{a0}(\0)", "x_(\u{FFFD})"),
  ]
  @Test(arguments: events)
  func whatCallgrindCountsIsOneWord(_ name: String, _ event: String) {
    #expect(CallgrindText.event(name) == event)
  }

  static let code: [(name: String, code: String, cell: String)] = [
    ("a|b", "`a|b`", #"`a\|b`"#), (#"a\|b"#, #"`a\|b`"#, #"`a\\|b`"#), (#"a\"#, #"`a\`"#, #"`a\`"#),
    ("`", "`` ` ``", "`` ` ``"), ("a``b", "``` a``b ```", "``` a``b ```"), ("", "", ""),
    (" x ", "`  x  `", "`  x  `"), ("  ", "`  `", "`  `"), (" x", "` x`", "` x`"),
    ("<b>", "`<b>`", "`<b>`"),
    ("a\nb", #"`a\nb`"#, #"`a\nb`"#),
  ]
  @Test(arguments: code)
  func markdownHasABackslashOnlyInCells(_ name: String, _ code: String, _ cell: String) {
    #expect(MarkdownText.code(name) == code)
    #expect(MarkdownText.cell(name) == cell)
  }

  static let values: [Case] = [
    ("1.50MB", "1.50MB"), ("-3", "-3"), ("5a|b", #"`5a\|b`"#), ("5<b>", "`5<b>`"),
    ("5a\nb", #"`5a\nb`"#),
    ("Dropped 2 nodes (cum <= 1ms)", "Dropped 2 nodes (cum <= 1ms)"), ("5<", "`5<`"),
    ("5*_*", "`5*_*`"),
  ]
  @Test(arguments: values)
  func unitsThatActAreCode(_ text: String, _ value: String) {
    #expect(MarkdownText.value(text) == value)
  }

  static let cells: [Case] = [
    ("=cmd()", "'=cmd()"), ("＝wide(1)", "'＝wide(1)"), ("-1", "-1"), ("-x", "'-x"), ("+1e3", "+1e3"),
    ("@a,b", #""'@a,b""#), ("\tx", #"\tx"#), ("", ""), (#"a"b"#, #""a""b""#),
    ("=\u{301}x", "'=\u{301}x"),
    ("nul\0", #"nul\u{0}"#),
  ]
  @Test(arguments: cells)
  func noCellOfCSVIsAFormula(_ name: String, _ cell: String) {
    #expect(CSVText.cell(name) == cell)
  }
}
