import ProfileModel
import Testing

@testable import ProfileFormats

/// Texts of debug=1 with changed white space or damaged lines.
@Suite struct GoTextSpacingTests {
  private static let text = """
    goroutine profile: total 3
    2 @ 0x48c20a 0x48c001
    # labels: {"route":"/v1/x  y"}
    #\t0x48c209\tmain.Gen[go.shape.struct { A int }]+0x1f\t\t/with blank/main.go:3
    #\t0x48c000\tmain.+0x20-like+0x20\tmain.go:9

    1 @ 0x493141
    #\t0x493140\tmain.main+0x20\tmain.go:9


    """

  static let spacings: [(name: String, change: @Sendable (String) -> String)] = [
    ("expanded", { $0.replacing("\t", with: "       ") }),
    ("one blank", { $0.replacing("\t", with: " ") }),
    ("indented", { $0.replacing("#", with: "    #") }),
    ("without a blank behind the mark", { $0.replacing("#\t", with: "#") }),
    ("blanks at ends", { $0.replacing("\n", with: "  \n") }),
    ("terminal", { $0.replacing("\n", with: "\r\r\n") }),
    ("headers before it", { "HTTP/1.1 200 OK\r\nX: y\r\n\r\n" + $0 }),
  ]
  @Test(arguments: spacings.indices)
  func whiteSpaceMeansTheSame(_ index: Int) throws {
    let plain = try readText(Self.text)
    let read = try readText(Self.spacings[index].change(Self.text))
    #expect(plain.profile.sampleLines.first?.contains("main.+0x20-like main.go:9") == true)
    #expect(read.profile.sampleLines == plain.profile.sampleLines)
    #expect(read.notes.unreadLines == 0)
    #expect(read.notes.incomplete == nil)
  }

  @Test func lineThatIsNotUnderstoodStaysAsAnAddress() throws {
    let read = try readText(Self.text.replacing("main.main+0x20\tmain.go:9", with: "main.main"))
    #expect(read.notes.unreadLines == 1)
    #expect(read.notes.recordsRead == 2)
    #expect(read.profile.sampleLines.last == "1\n    0x493140")
  }

  @Test func stackThatLostItsLinesKeepsItsAddresses() throws {
    let lines = Self.text.split(separator: "\n", omittingEmptySubsequences: false)
    let read = try readText(lines.filter { !$0.hasPrefix("#\t0x48c") }.joined(separator: "\n"))
    #expect(read.profile.sampleLines.first?.hasSuffix("    0x48c209\n    0x48c000") == true)
  }

  /// Its count is lost, and the header shows that it is missing.
  @Test func sampleThatIsNotUnderstoodIsMissing() throws {
    let read = try readText(Self.text.replacing("2 @ 0x48c20a", with: "2 at 0x48c20a"))
    #expect(read.notes.recordsRead == 1)
    #expect(read.notes.recordsSeen == 2)
    #expect(read.notes.incomplete == "the text is truncated: it has 1 of 3")
  }

  @Test func nameOfAProfileHoldsNoWhiteSpace() {
    for name in ["\tgoroutine", "1764126764000,goroutine", "\"goroutine", "2026 goroutine"] {
      #expect(AddressedHeader(Array("\(name) profile: total 3".utf8)[...]) == nil, "\(name)")
    }
  }

  static let ends: [(cut: Int, isWhole: Bool)] = [(2, true), (1, true), (12, false), (30, false)]
  @Test(arguments: ends)
  func textWithoutItsLastLineFeedIsWholeIfItsRootIsThere(_ cut: Int, _ isWhole: Bool) throws {
    let text =
      "goroutine profile: total 2\n2 @ 0x11 0x21 0x31\n#\t0x10\tmain.a+0x1\ta.go:1\n#\t0x20\tmain.b+0x2\tb.go:2\n\n"
    let read = try readText(String(text.dropLast(cut)))
    #expect((read.notes.incomplete == nil) == isWhole)
  }
}
