import ProfileModel
import Testing

@testable import ProfileFormats

@Suite struct FoldedRecognitionTests {
  /// The certainty for a text with a file name.
  private func recognise(_ text: String, named name: String? = nil) -> Recognition {
    FoldedRecognition.recognise(SourceWindow(Array(text.utf8), isWhole: true, name: name))
  }

  private static func lines(_ count: Int, of line: String) -> String {
    String(repeating: line + "\n", count: count)
  }

  static let texts: [(text: String, confidence: Recognition.Confidence)] = [
    ("main;work 42\n", .certain),
    ("main;work 42", .certain),
    ("main;work 42\r\nmain 1\r\n", .certain),
    ("main;work 0.25\n", .certain),
    ("main;work 3 5\n", .certain),
    ("main;work\t5\n", .certain),
    ("# a comment\n\nmain;work 42\n", .certain),
    ("<module>;run (a.py:3) 5\n", .certain),
    ("{main};App\\run 5\n", .certain),
    ("{closure};run 5\n", .certain),
    ("[unknown];read 5\n", .certain),
    ("<0.31.0>;lists:map/2 5\n", .certain),
    ("java;Lcom/example/Main;::run_[j] 5\n", .certain),
    ("nginx;operator new(unsigned long);f<int, char>(int, char) 5\n", .certain),
    (";main;work 5\n", .certain),
    (lines(9, of: "a 1") + "b;c 1\n", .certain),
    (lines(9, of: "a;b 1") + "prose\n", .certain),
    // Half of the lines, and less than half.
    (lines(4, of: "a;b 1") + lines(1, of: "prose"), .likely),
    ("prose\nmain;work 42\n", .likely),
    ("prose\nmore prose\nmain;work 42\n", .no),
    // A list of names.
    ("a 5\n", .maybe),
    ("# words\nmain 42", .maybe),
    ("kernel`read 5\nstd::sort<int> 3\n", .maybe),
    (lines(9, of: "a 1") + "prose\n", .maybe),
    (lines(8, of: "a 1") + "prose\n", .no),
    ("do work 4\na 5\n", .no),
    ("a 3 5\n", .no),
    // No blank is allowed beside the separator.
    ("a; b 5\n", .no),
    ("a ;b 5\n", .no),
    ("a; 5\n", .no),
    ("a ; b 5\n", .no),
    (";b 5\n", .no),
    // Only the first 64 lines count.
    (lines(64, of: "prose") + lines(640, of: "a;b 1"), .no),
    (lines(64, of: "a;b 1") + lines(640, of: "prose"), .certain),
    ("", .no),
    ("\n\n", .no),
    ("# only a comment 5\n", .no),
    ("main;\u{0}work 42", .no),
  ]
  @Test(arguments: texts)
  func firstLinesTell(_ text: String, _ confidence: Recognition.Confidence) {
    #expect(recognise(text).confidence == confidence)
  }

  static let named: [(text: String, name: String, confidence: Recognition.Confidence)] = [
    ("a 5\n", "x.folded", .certain), ("a 5\n", "/tmp/X.COLLAPSED", .certain),
    ("a 5\n", "x.stacks", .certain), ("a 5\n", "x.txt", .maybe), ("a 5\n", "folded", .maybe),
    ("a 3 5\nb 2 2\n", "x.folded", .certain), ("do work 4\n", "x.folded", .no),
    ("[no stack] 6\n", "x.folded", .certain), ("[no stack] 6\nmain 2\n", "x.folded", .certain),
    ("operator new(unsigned long) 7\nmain 2\n", "x.folded", .no), ("do work 4\n", "x", .no),
    ("upstream connect error: 111\n", "x.folded", .no),
    // A file named like a protobuf is never guessed to be folded.
    ("a 5\n", "x.pb.gz", .no), ("a 5\n", "x.pprof", .no), ("a 5\n", "x.prof", .no),
    ("prose\nmain;work 42\n", "x.prof", .no), ("main;work 42\n", "x.pb.gz", .certain),
  ]
  @Test(arguments: named)
  func aNameAddsToWhatContentSays(
    _ text: String, _ name: String, _ confidence: Recognition.Confidence
  ) {
    #expect(recognise(text, named: name).confidence == confidence)
  }

  @Test func theReasonIsInPlainWords() {
    #expect(recognise("a 5\nb 3\n").reason == "every line ends in a number, none has a ';'")
    #expect(
      recognise(Self.lines(9, of: "a 5") + "b\n").reason
        == "9 of 10 lines end in a number, none has a ';'")
    #expect(
      recognise("a;b 5\nprose\n").reason
        == "1 of 2 lines end in a number, with frames separated by ';' before it")
  }

  @Test func whatIsCutBehindTheWindowDoesNotCount() {
    let cut = SourceWindow(Array("main;work 42\nmain;wo".utf8), isWhole: false)
    #expect(FoldedRecognition.recognise(cut).confidence == .certain)
    let deep = SourceWindow(Array(String(repeating: "f;", count: 32768).utf8), isWhole: false)
    #expect(FoldedRecognition.recognise(deep).confidence == .maybe)
  }

  @Test func aGuessIsNoted() throws {
    let guessed = try readText("a 5\n").notes
    #expect(guessed.format == "folded")
    #expect(guessed.guess == "every line ends in a number, none has a ';'")
    #expect(try readText("main;work 5\n").notes.guess == nil)
    #expect(try readText("a 5\n", from: .folded).notes.guess == nil)
  }
}
