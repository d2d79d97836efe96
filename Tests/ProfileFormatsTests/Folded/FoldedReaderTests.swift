import ProfileFormats
import ProfileModel
import Testing

@Suite struct FoldedReaderTests {
  static let readable: [(text: String, stacks: [String])] = [
    ("main;work 42\n", ["main;work 42"]),
    ("main;work 42", ["main;work 42"]),
    ("a;b 5\r\na;c 6\r\n", ["a;b 5", "a;c 6"]),
    ("a;b\t5\n", ["a;b 5"]),
    ("  lead;x 2  \n", ["lead;x 2"]),
    ("trail ;x 2", ["trail ;x 2"]),
    ("do work (a, b);x y z 4", ["do work (a, b);x y z 4"]),
    ("# a comment 5\n#\n\n   \n#x;y 3", ["#x;y 3"]),
    ("a;b 5\nc 1\na;b 6", ["a;b 11", "c 1"]),
    ("a;;b 5\n;x 3\ny; 2", ["a;;b 5", ";x 3", "y; 2"]),
    ("m;f;f 3\nm;f 2\nm;f;f;f 1\nm 1", ["m;f;f 3", "m;f 2", "m;f;f;f 1", "m 1"]),
    ("ab;c 1\na;c 2\nab 3", ["ab;c 1", "a;c 2", "ab 3"]),
    ("a 7.\nb 1.0\nc 2.000", ["a 7", "b 1", "c 2"]),
    ("a 0\nb 1", ["a 0", "b 1"]),
    ("a 9223372036854775807\na 1", ["a 9223372036854775807"]),
    ("a 00000000000000000000000012", ["a 12"]),
    ("main 3 5\nother 7", ["main 3 5", "other 7"]),
  ]
  @Test(arguments: readable)
  func linesBecomeSamples(_ text: String, _ stacks: [String]) throws {
    let read = try readFolded(text)
    #expect(read.profile.foldedLines == stacks)
    #expect(read.profile.typeNames == ["samples/count"])
  }

  /// Blocks may end anywhere: the text comes one byte at a time.
  @Test(arguments: readable)
  func blocksOfOneByteGiveTheSame(_ text: String, _ stacks: [String]) throws {
    let profile = try readFolded(blocks: text.utf8.map { [$0] }).profile
    #expect(profile.foldedLines == stacks)
  }

  static let pairs: [(text: String, stacks: [String])] = [
    ("a;b 3 5\na;c 0 7", ["a;b 3 5", "a;c 0 7"]),
    ("a;b 3\t5\r\n# words\n", ["a;b 3 5"]),
    ("a;b 1 2\na;b 3 4", ["a;b 1 2", "a;b 3 4"]),
    ("a;b 3 5\na;b 3 5", ["a;b 6 10"]),
    ("a; 1 2\nb c 3 4", ["a; 1 2", "b c 3 4"]),
  ]
  @Test(arguments: pairs)
  func twoCountsInEveryLineAreBeforeAndAfter(_ text: String, _ stacks: [String]) throws {
    let profile = try readFolded(text).profile
    #expect(profile.typeNames == ["before/count", "after/count"])
    #expect(profile.strings[profile.header.defaultSampleType] == "after")
    #expect(profile.foldedLines == stacks)
  }

  static let refused: [(text: String, error: String)] = [
    ("", "the text has no stack; write a line as 'main;work 42'"),
    ("# only a comment\n\n", "the text has no stack; write a line as 'main;work 42'"),
    ("main", "line 1: expected a count after the stack, as in 'main;work 42'"),
    ("\na;b 1e3", "line 2: '1e3' is not a count"),
    ("a;b -5", "line 1: '-5' is not a count"),
    ("a;b +3", "line 1: '+3' is not a count"),
    ("a;b .5", "line 1: '.5' is not a count"),
    ("a;b 1.2.3", "line 1: '1.2.3' is not a count"),
    ("a;b \u{1B}[31m", "line 1: '\u{FFFD}[31m' is not a count"),
    (
      "a 1\na;b 9223372036854775808",
      "line 2: the count 9223372036854775808 is larger than 9223372036854775807, the largest that fits"
    ),
    (
      "a 9223372036854775807.5",
      "line 1: the count 9223372036854775807.5 is larger than 9223372036854775807, the largest that fits"
    ),
    (
      "a 1 2\nb 9223372036854775808 4",
      "line 2: the count 9223372036854775808 is larger than 9223372036854775807, the largest that fits"
    ),
  ]
  @Test(arguments: refused)
  func textWithoutAStackIsRefused(_ text: String, _ message: String) {
    let error = #expect(throws: FoldedError.self) { try readFolded(text) }
    #expect(error?.description == message)
  }

  @Test func equalStacksMayStayApart() throws {
    let source = ByteSource(Array("a;b 5\nc 1\na;b 6".utf8))
    let profile = try FoldedReader.read(source, joinsEqualStacks: false).profile
    #expect(profile.foldedLines == ["a;b 5", "c 1", "a;b 6"])
  }

  @Test func damagedLinesAreLeftOutAndCounted() throws {
    let notes = try readFolded("a;b 1\nTHIS IS A BAD LINE\nc 2\nd 12V.43\n").notes
    #expect(notes.recordsRead == 2)
    #expect(notes.recordsSeen == 4)
    #expect(
      notes.warnings == [
        "line 2: 'LINE' is not a count (the first of 2 lines left out)"
      ])
  }

  static let limits: [(limits: @Sendable (inout ReadLimits) -> Void, error: String)] = [
    (
      { $0.tableBytes = 1200 },
      "line 2: its tables take more than 1200 bytes of memory"
    ),
    ({ $0.depth = 1 }, "line 1: the stack has more than 1 frames"),
  ]
  @Test(arguments: limits.indices)
  func limitsAreKept(_ index: Int) {
    var limits = ReadLimits()
    Self.limits[index].limits(&limits)
    let error = #expect(throws: FoldedError.self) {
      try readFolded("aa;bb 1\naa;cc 2\naa 3", limits: limits)
    }
    #expect(error?.description == Self.limits[index].error)
  }

  @Test func aStackOfAMillionFramesIsRead() throws {
    let text = String(repeating: "f;", count: 1_000_000) + "g 1"
    let profile = try ProfileReader.read(ByteSource(Array(text.utf8))).profile
    #expect(profile.stacks.frames.count == 1_000_001)
    #expect(profile.functions.count == 2)
  }
}
