import ProfileModel
import Testing

@testable import ProfileFormats

/// Dumps as they are saved: among log lines, with changed white space, after a crash.
@Suite struct GoDumpTextTests {
  private static let first = "goroutine 1 [running]:\nmain.main()\n\tm.go:1 +0x1\n"
  private static let second =
    "goroutine 7 [select]:\nmain.wait(0x1)\n\tw.go:2 +0x2\n"
    + "created by main.main in goroutine 1\n\tm.go:3 +0x3\n"

  /// The reader's result for a text.
  struct Answer: Equatable, CustomStringConvertible {
    var values: Int64
    var read: Int
    var seen: Int
    var unread = 0
    var isIncomplete = false
    var nameless = 0

    init(
      _ values: Int64, read: Int? = nil, seen: Int? = nil, unread: Int = 0,
      isIncomplete: Bool = false, nameless: Int = 0
    ) {
      self.values = values
      self.read = read ?? Int(values)
      self.seen = seen ?? Int(values)
      self.unread = unread
      self.isIncomplete = isIncomplete
      self.nameless = nameless
    }

    init(_ read: ReadProfile) {
      let profile = read.profile
      self.init(
        profile.sampleTable.values.reduce(0, +), read: read.notes.recordsRead,
        seen: read.notes.recordsSeen, unread: read.notes.unreadLines,
        isIncomplete: read.notes.incomplete != nil,
        nameless: (0..<profile.locations.count).count {
          profile.locations.lines(of: LocationID(UInt32($0))).isEmpty
        })
    }

    var description: String {
      "\(values) goroutines, \(read) of \(seen), \(unread) unread, \(isIncomplete), \(nameless)"
    }
  }

  static let texts: [(fact: String, text: String, answer: Answer)] = [
    (
      "log lines behind a goroutine end it", first + "2026/11/26 bye\nand more\n" + second, .init(2)
    ),
    (
      "log lines between two panics are between",
      first + "exit status 2\nlistening on :8080\n" + second, .init(2)
    ),
    (
      "a line inside a stack may stand for a frame",
      "goroutine 7 [select]:\nmain.wait(0x1)\n\tw.go:2 +0x2\nlost and\nfound\nmain.outer()\n\tw.go:9 +0x2\n"
        + "created by main.main in goroutine 1\n\tm.go:3 +0x3\n",
      .init(1, unread: 1, nameless: 1)
    ),
    (
      "a location without its function is a frame without a name",
      "goroutine 7 [select]:\n\tlost.go:2 +0x2\nmain.outer()\n\tw.go:9 +0x2\n"
        + "created by main.main in goroutine 1\n\tm.go:3 +0x3\n",
      .init(1, unread: 1, nameless: 1)
    ),
    (
      "a function without its location is known by its name",
      "goroutine 9 [select]:\nmain.wait(0x1)\n" + second,
      .init(2, read: 1, unread: 1)
    ),
    (
      "a header without a function is not read", "goroutine 9 [select]:\n\n" + second,
      .init(2, read: 1)
    ),
    (
      "frames without a header are a goroutine that was not read",
      "\tlost.go:2 +0x2\nmain.outer()\n\tw.go:9 +0x2\n\n" + second, .init(1, seen: 2, unread: 1)
    ),
    (
      "stacks that a logger wrote are none", "main.handle\n\t/src/main.go:12\n" + second, .init(1)
    ),
    (
      "without the last line feed it is whole", String((first + "\n" + second).dropLast()), .init(2)
    ),
    (
      "cut in its last location it is not",
      first + "\ngoroutine 7 [select]:\nmain.wait(0x1)\n\tw.go:2",
      .init(2, isIncomplete: true)
    ),
    (
      "cut in its last function it is not", first + "\ngoroutine 7 [select]:\nmain.wa",
      .init(2, read: 1, isIncomplete: true)
    ),
    (
      "its last goroutine must say who created it",
      first + "\ngoroutine 7 [select]:\nmain.w()\n\tw.go:2 +0x1\n",
      .init(2, isIncomplete: true)
    ),
    (
      "an inlined frame has no offset",
      "goroutine 1 [running]:\nmain.a(...)\n\ta.go:1\nmain.main()\n\tm.go:1 +0x1\n", .init(1)
    ),
  ]
  @Test(arguments: texts.indices)
  func whatStandsBetweenIsToldApart(_ index: Int) throws {
    let (fact, text, answer) = Self.texts[index]
    #expect(Answer(try readText(text)) == answer, "\(fact)")
  }

  // MARK: White space

  /// Frames of a foreign, an inlined and an elided function.
  private static let shapes =
    "goroutine 1 [running, locked to thread]:\nx_cgo_wait\n\t/src/w.c:7 pc=0x1\n"
    + "non-Go function at pc=0x5\nmain.a(...)\n\ta.go:1\n...12 frames elided...\n"
    + "main.(*T[...]).b({0x1, 0x2})\n\t/with blank/b.go:2 +0x2 fp=0x1 sp=0x2 pc=0x3\n\n" + second

  static let spacings: [(name: String, change: @Sendable (String) -> String)] = [
    ("expanded", { $0.replacing("\t", with: "        ") }),
    ("blanks", { $0.replacing("\t", with: " ") }),
    ("unindented", { $0.replacing("\t", with: "") }),
    (
      "indented",
      {
        $0.split(separator: "\n", omittingEmptySubsequences: false).map { "\t\($0)" }.joined(
          separator: "\n")
      }
    ),
    ("blanks at ends", { $0.replacing("\n", with: " \t\n") }),
    ("terminal", { $0.replacing("\n", with: "\r\r\n") }),
  ]
  @Test(arguments: spacings.indices)
  func whiteSpaceMeansTheSame(_ index: Int) throws {
    let plain = try readText(Self.shapes)
    let read = try readText(Self.spacings[index].change(Self.shapes))
    #expect(read.profile.sampleLines == plain.profile.sampleLines)
    #expect(Answer(read) == Answer(2))
  }

  // MARK: Crashes

  static let crashes: [(text: String, crash: String?, shownOnly: String?)] = [
    (
      "panic: runtime error: index out of range [5] with length 3\n\ngoroutine 1 [running]:\n"
        + "panic({0x1, 0x2})\n\t/go/panic.go:1 +0x1\nruntime.goPanicIndex(0x1)\n\t/go/panic.go:2 +0x1\n"
        + "main.handle(...)\n\t/src/main.go:17\nmain.main()\n\t/src/main.go:9 +0x1\nexit status 2\n",
      "panic: runtime error: index out of range [5] with length 3, in goroutine 1: main.handle main.go:17",
      "the goroutine that crashed"
    ),
    (
      "fatal error: all goroutines are asleep - deadlock!\n\ngoroutine 1 [select (no cases)]:\n"
        + "main.main()\n\tm.go:1 +0x1\n\n" + second,
      "fatal error: all goroutines are asleep - deadlock!", nil
    ),
    (
      "2026/11/26 03:12:44 panic: boom\n" + first, "panic: boom, in goroutine 1: main.main m.go:1",
      "the goroutine that crashed"
    ),
    (
      "http: panic serving [::1]:1: boom\n" + second + "http: panic serving [::1]:2: boom\n"
        + second, nil,
      "goroutines that panicked and were recovered, first with 'http: panic serving [::1]:1: boom'"
    ),
    (first + "\n" + second, nil, nil),
  ]
  @Test(arguments: crashes.indices)
  func crashIsKept(_ index: Int) throws {
    let (text, crash, shownOnly) = Self.crashes[index]
    let remarks = SourceRemarks(of: try readText(text).profile)
    #expect(remarks.crash == crash)
    #expect(remarks.shownOnly == shownOnly)
  }

  @Test func recoveredPanicsAreOneProfile() throws {
    let panic = "2026/11/26 03:12:44 http: panic serving [::1]:1: boom\n"
    let read = try readText(panic + Self.second + "bye\n" + panic + Self.second)
    #expect(Answer(read) == Answer(2))
  }

  @Test func twoCrashesAreTwoDumpsWhateverStandsBetween() throws {
    let crash = "panic: boom\n\n" + Self.first + "exit status 2\n"
    let all = try ProfileReader.readAll(ByteSource(Array((crash + "restarting\n\n" + crash).utf8)))
    #expect(all.map { $0.profile.sampleTable.values } == [[1], [1]])
  }

  /// The lines of a message are indented by tabs, so that they are not read as goroutines.
  @Test func goroutineInTheMessageOfAPanicIsNone() throws {
    let text = "panic: x\n\tgoroutine 9 [running]:\n\tmain.evil()\n\t\te.go:1 +0x1\n\n" + Self.first
    #expect(Answer(try readText(text)) == Answer(1))
  }

  // MARK: Tests' own lists

  static let leaks: [(name: String, text: String)] = [
    (
      "goleak",
      "leaks.go:78: found unexpected goroutines:\n"
        + "[Goroutine 7 in state chan receive, with main.wait on top of the stack:\nmain.wait(0x1)\n\tw.go:2 +0x2\n"
        + "created by main.main in goroutine 1\n\tm.go:3 +0x3\n"
        + " Goroutine 8 in state select, 5 minutes, with main.w[...] on top of the stack:\nmain.w[...](0x1)\n\tw.go:9 +0x2\n"
        + "created by main.main in goroutine 1\n\tm.go:3 +0x3\n]\n"
    ),
    (
      "goleak of old",
      "Goroutine 7 in state chan receive, with main.wait on top of the stack:\ngoroutine 7 [chan receive]:\n"
        + "main.wait(0x1)\n\tw.go:2 +0x2\ncreated by main.main\n\tm.go:3 +0x3\n"
        + "Goroutine 8 in state select, with main.w on top of the stack:\ngoroutine 8 [select]:\n"
        + "main.w(0x1)\n\tw.go:9 +0x2\ncreated by main.main\n\tm.go:3 +0x3\n"
    ),
  ]
  @Test(arguments: leaks.indices)
  func listOfATestIsRead(_ index: Int) throws {
    let read = try readText(Self.leaks[index].text)
    #expect(Answer(read) == Answer(2))
    #expect(read.notes.format == "go-dump")
    #expect(
      SourceRemarks(of: read.profile).shownOnly == "the goroutines that a test did not expect")
  }

  @Test func bareStacksAreReadIfSomebodySaysSo() throws {
    let text =
      "main.wait(0x1)\n\tw.go:2 +0x2\ncreated by main.main\n\tm.go:3 +0x3\n\nmain.w()\n\tw.go:9 +0x2\n"
      + "created by main.main\n\tm.go:3 +0x3\n"
    #expect(throws: (any Error).self) { try readText(text) }
    #expect(Answer(try readText(text, from: .goDump)) == Answer(2))
  }

  @Test func textThatLostAllFramesSaysSo() throws {
    let read = try readText("goroutine 1 [running]:\n\ngoroutine 7 [select]:\n\n", from: .goDump)
    #expect(SourceRemarks(of: read.profile).hasNoFrames)
    #expect(read.notes.recordsRead == 0)
  }
}
