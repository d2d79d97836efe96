import ProfileModel
import Testing

@testable import ProfileFormats

@Suite struct GoDumpReaderTests {
  /// One goroutine, surrounded by text that must not matter.
  static let simple = """
    goroutine 7 [chan receive, 3 minutes]:
    main.work(0x1, {0x2?, 0x3})
    \tmain.go:12 +0x1d
    created by main.main in goroutine 1
    \tmain.go:5 +0x8

    """

  @Test func frameLabelsAndCreatorAreKept() throws {
    let read = try readText(Self.simple)
    #expect(
      read.profile.description == """
        types goroutine/count
        period 1 goroutine/count
        1
          go.state: "chan receive"
          go.wait: 3 minutes
          go.created_by: "main.main"
            main.work main.go:12

        """)
    #expect(read.notes.recordsRead == 1)
    #expect(read.notes.incomplete == nil)
  }

  /// Dump lines and the resulting stack; each is a pitfall of the format.
  static let stacks: [(fact: String, lines: String, stack: [String])] = [
    (
      "inlined calls share a location",
      "main.a(...)\n\ta.go:1\nmain.b(...)\n\tb.go:2\nmain.c(0x1)\n\tc.go:3 +0x4",
      ["main.a a.go:1 < main.b b.go:2 < main.c c.go:3"]
    ),
    (
      "an argument list that only ends in dots is not inlined",
      "main.a(0x1, ...)\n\ta.go:1 +0x1\nmain.b()\n\tb.go:2 +0x1",
      ["main.a a.go:1", "main.b b.go:2"]
    ),
    (
      "methods and type arguments hold brackets", "main.(*T[...]).m(0x1)\n\tt.go:1 +0x2",
      ["main.(*T[...]).m t.go:1"]
    ),
    (
      "elided frames stay as a frame",
      "main.a()\n\ta.go:1 +0x1\n...12 frames elided...\nmain.z()\n\tz.go:9 +0x1",
      ["main.a a.go:1", "...12 frames elided...", "main.z z.go:9"]
    ),
    (
      "elided frames of older versions",
      "main.a()\n\ta.go:1 +0x1\n...additional frames elided...",
      ["main.a a.go:1", "...additional frames elided..."]
    ),
    (
      "addresses of crashes are left out",
      "main.a(0x1)\n\ta.go:1 +0x1 fp=0xc000 sp=0xc001 pc=0x48e661", ["main.a a.go:1"]
    ),
    (
      "foreign functions without a name", "non-Go function at pc=0x7f1\nmain.a()\n\ta.go:1 +0x1",
      ["non-Go function", "main.a a.go:1"]
    ),
    (
      "foreign functions with a name",
      "pthread_cond_wait\n\tcond.c:44 pc=0x7f1\nmain.a()\n\ta.go:1 +0x1",
      ["pthread_cond_wait cond.c:44", "main.a a.go:1"]
    ),
    (
      "foreign functions whose place is not known",
      "non-Go function\n\tpc=0x7f1\nmain.a()\n\ta.go:1 +0x1",
      ["non-Go function", "main.a a.go:1"]
    ),
    (
      "a panic is a call like another",
      "panic({0x1, 0x2})\n\tpanic.go:8 +0x1\nmain.a()\n\ta.go:1 +0x1",
      ["panic panic.go:8", "main.a a.go:1"]
    ),
    ("blanks in paths", "main.a()\n\t/my code/a.go:1 +0x1", ["main.a /my code/a.go:1"]),
    ("line ends of Windows", "main.a()\r\n\tC:/a.go:1 +0x1\r", ["main.a C:/a.go:1"]),
    (
      "a stack that could not be printed", "\tgoroutine running on other thread; stack unavailable",
      []
    ),
    (
      "ancestors are not part of the stack",
      "main.a()\n\ta.go:1 +0x1\ncreated by main.b in goroutine 1\n\tb.go:1 +0x1\n"
        + "[originating from goroutine 1]:\nmain.b(...)\n\tb.go:1 +0x1\ncreated by main.c\n\tc.go:1 +0x1",
      ["main.a a.go:1"]
    ),
  ]

  @Test(arguments: stacks)
  func stackIsReadWhole(_ fact: String, _ lines: String, _ stack: [String]) throws {
    let read = try readText("goroutine 1 [running]:\n\(lines)\n\n")
    let sample = try #require(read.profile.sampleLines.first)
    let frames = sample.split(separator: "\n").filter { $0.hasPrefix("    ") }.map {
      $0.dropFirst(4)
    }
    #expect(frames == stack.map { $0[...] }, "\(fact)")
    #expect(read.notes.unreadLines == 0)
    #expect(read.notes.recordsRead == 1)
  }

  @Test func equalGoroutinesAreOneSample() throws {
    let other = Self.simple.replacing("goroutine 7", with: "goroutine 8").replacing(
      "0x1,", with: "0x9,")
    let read = try readText(Self.simple + "\n" + other)
    #expect(read.profile.sampleTable.values == [2])
    #expect(read.notes.recordsRead == 2)
  }

  @Test func idsAndArgumentsTellGoroutinesApartOnRequest() throws {
    let other = Self.simple.replacing("goroutine 7", with: "goroutine 8")
    let read = try readText(Self.simple + "\n" + other, keepsIDs: true)
    #expect(read.profile.sampleTable.values == [1, 1])
    let sample = try #require(read.profile.sampleLines.first)
    #expect(sample.contains("go.id: 7"))
    #expect(sample.contains(#"go.args: "0x1, {0x2?, 0x3}\n""#))
  }

  @Test func labelOfAReservedNameIsRenamedAndNoted() throws {
    let text = Self.simple.replacing("]:", with: "] {go.state: mine, tenant: acme}:")
    let read = try readText(text)
    let sample = try #require(read.profile.sampleLines.first)
    #expect(sample.contains(#"label.go.state: "mine""#))
    #expect(sample.contains(#"go.state: "chan receive""#))
    #expect(read.notes.warnings == ["the label go.state is renamed label.go.state"])
  }

  @Test func textAroundADumpDoesNotMatter() throws {
    let text =
      "2026/11/23 serving\nexit: 12 3\n\n\(Self.simple)\nrax    0x0\nexit status 2\nbye goroutine 9\n"
    let read = try readText(text)
    #expect(read.profile.sampleTable.values == [1])
    #expect(read.notes.incomplete == nil)
    #expect(read.notes.unreadLines == 0)
  }

  @Test func systemGoroutinesAreCountedApart() throws {
    let system = """
      goroutine 0 gp=0x1 m=0 mp=0x2 [idle]:
      runtime.futex(0x1)
      \tsys.s:5 +0x1 fp=0x1 sp=0x2 pc=0x3

      goroutine 2 gp=0x1 m=nil [force gc (idle)]:
      runtime.gopark(0x0?)
      \tproc.go:4 +0x1 fp=0x1 sp=0x2 pc=0x3
      runtime.forcegchelper()
      \tproc.go:3 +0x1 fp=0x1 sp=0x2 pc=0x3
      created by runtime.init.7 in goroutine 1
      \tproc.go:3 +0x1


      """
    let read = try readText("SIGQUIT: quit\nPC=0x4 m=0 sigcode=0\n\n" + system + Self.simple)
    #expect(read.profile.sampleTable.values == [1])
    #expect(read.notes.systemGoroutines == 2)
    #expect(read.notes.recordsRead == 3)
    #expect(SourceRemarks(of: read.profile).systemGoroutines == 2)
  }

  @Test func threadsOfACrashAddNoGoroutineTwice() throws {
    let text = """
      SIGQUIT: quit

      goroutine 1 [running]:
      \tgoroutine running on other thread; stack unavailable

      \(Self.simple)
      -----

      SIGQUIT: quit

      goroutine 1 [running]:
      main.main()
      \tmain.go:1 +0x1

      goroutine 7 [chan receive]:
      main.work()
      \tmain.go:12 +0x1
      created by main.main in goroutine 1
      \tmain.go:5 +0x8

      """
    let read = try readText(text)
    #expect(read.profile.sampleTable.values == [1, 1])
    #expect(read.profile.sampleLines.contains { $0.contains("main.main main.go:1") })
  }

  @Test func crashOfOneGoroutineIsRemarked() throws {
    let one = try readText(
      "panic: boom\n\ngoroutine 1 [running]:\nmain.main()\n\tm.go:1 +0x1\nexit status 2\n")
    #expect(SourceRemarks(of: one.profile).shownOnly != nil)
    let asked = try readText(Self.simple)
    #expect(SourceRemarks(of: asked.profile).shownOnly == nil)
  }

  @Test func crashWithoutGoroutinesSaysSo() throws {
    let read = try readText("fatal error: concurrent map writes\n")
    #expect(read.profile.sampleTable.count == 0)
    #expect(read.notes.nothingToReport != nil)
  }

  @Test(arguments: ["", "hello\n", "a goroutine is light\n", "goroutine profile without numbers\n"])
  func otherTextIsRefused(_ text: String) {
    #expect(throws: (any Error).self) { try readText(text) }
  }
}
