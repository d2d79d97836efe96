import ProfileModel
import Testing

@testable import ProfileFormats

/// The ends of dumps: truncated dumps, several in a file, and text around their lines.
@Suite struct GoDumpEndTests {
  private static let first = "goroutine 1 [running]:\nmain.main()\n\tmain.go:1 +0x1\n\n"
  private static let second =
    "goroutine 7 [select]:\nmain.work()\n\tmain.go:2 +0x2\ncreated by main.main in goroutine 1\n\tmain.go:3 +0x3\n"

  static let cut: [(text: String, reason: String)] = [
    (first + "goroutine 7 [select]:\nmain.work()\n\tmain.go:2 +0", "the last line has no end"),
    (first + "goroutine 7 [select]:\nmain.work()\n", "its last function has no location"),
    (first + "goroutine 7 [select]:\n", "its last goroutine has no frame"),
    (
      first + "goroutine 7 [select]:\nmain.work()\n\tmain.go:2 +0x2\n",
      "its last goroutine, 7, does not say who created it"
    ),
    (
      first + "goroutine 7 [select]:\nmain.work()\n\tmain.go:2 +0x2\ncreated by main.main\n",
      "its last function has no location"
    ),
    (
      second + "\ngoroutine 1 [select]:\nmain.serve()\n\tmain.go:5 +0x2\n",
      "its last goroutine, 1, does not end at main.main"
    ),
    (
      first + "goroutine 7 [runnable]:\nruntime.Gosched()\n\tproc.go:3 +0x2\n",
      "its last goroutine, 7, does not say who created it"
    ),
  ]

  @Test(arguments: cut)
  func cutDumpIsRecognised(_ text: String, _ reason: String) throws {
    let read = try readText(text)
    #expect(read.notes.incomplete == "the dump is truncated: " + reason)
    #expect(SourceRemarks(of: read.profile).incomplete == read.notes.incomplete)
    let count = read.profile.sampleTable.values.reduce(0, +) + Int64(read.notes.systemGoroutines)
    #expect(count == 2)
  }

  /// Ends in the middle of a line that can be nothing else.
  @Test(arguments: [
    "gorouti", "goroutine 8", "goroutine 8 [sel",
    "goroutine 8 [select]:\nmain.work()\n\tmain.go:2 +0x2 fp=0xc00 sp=0x1d",
  ])
  func aLineThatGoesOnIsCut(_ end: String) throws {
    let read = try readText(Self.first + Self.second + "\n" + end)
    #expect(read.notes.incomplete == "the dump is truncated: the last line has no end")
    #expect(try readText(Self.first + Self.second + "\nexit status 2").notes.incomplete == nil)
  }

  /// Functions that nothing calls, at which stacks without a creator end.
  @Test(arguments: [
    (1, "main.main"), (1, "main.init.0"), (1, "example.com/pkg.init"), (1, "runtime.main"),
    (1, "main.init.ializers"), (17, "runtime.goexit"),
  ])
  func stackOfTheRuntimeEndsAtItsRoot(_ id: Int, _ function: String) throws {
    let text =
      Self.second
      + "\ngoroutine \(id) [syscall]:\nmain.wait()\n\tmain.go:9 +0x1\n\(function)()\n\tx.go:1 +0x2\n"
    #expect(try readText(text).notes.incomplete == nil)
  }

  @Test func wholeDumpIsNotCut() throws {
    #expect(try readText(Self.first + Self.second).notes.incomplete == nil)
    #expect(try readText(Self.first).notes.incomplete == nil)
  }

  /// The runtime truncates silently, at any position.
  @Test func dumpOf64MebibytesIsCut() throws {
    let whole = Self.first + Self.second
    let padding = GoDumpReader.largestDump - whole.utf8.count
    var filler = [UInt8](repeating: UInt8(ascii: "x"), count: padding)
    for end in stride(from: 99, to: padding, by: 1 << 20) { filler[end] = UInt8(ascii: "\n") }
    filler[padding - 1] = UInt8(ascii: "\n")
    let read = try ProfileReader.read(ByteSource(filler + Array(whole.utf8)), from: .goDump)
    #expect(
      read.notes.incomplete
        == "the dump is truncated: it has 64 MiB, where the runtime stops writing")
    let shorter = Array(filler.dropFirst()) + Array(whole.utf8)
    #expect(try ProfileReader.read(ByteSource(shorter), from: .goDump).notes.incomplete == nil)
  }

  @Test func severalDumpsAreNamedWithTheirLines() throws {
    let text =
      Self.first + Self.second + "\n" + Self.first + "\n# a minute later\n" + Self.first
      + Self.second
    let error = #expect(throws: TextError.self) { try readText(text) }
    #expect(
      error?.description
        == "3 profiles in one file, at lines 1, 11, 17")
    for (nth, count) in [(1, 2), (2, 1), (3, 2), (-1, 2), (-2, 1), (-3, 2)] as [(Int, Int64)] {
      #expect(try readText(text, nth: nth).profile.sampleTable.values.reduce(0, +) == count)
    }
    for nth in [0, 4, -4] {
      let error = #expect(throws: TextError.self) { try readText(text, nth: nth) }
      #expect(error?.reason == .noSuchDump(nth, count: 3))
    }
    let all = try ProfileReader.readAll(ByteSource(Array(text.utf8)))
    #expect(all.map { $0.profile.sampleTable.values.reduce(0, +) } == [2, 1, 2])
  }

  @Test func secondCrashBeginsAnotherDump() throws {
    let text = "panic: one\n\n" + Self.first + "exit status 2\npanic: two\n\n" + Self.second
    let error = #expect(throws: TextError.self) { try readText(text) }
    #expect(error?.reason == .several(lines: [1, 8]))
  }

  /// A restarted container leaves several crashes, each with a part for every thread.
  @Test func crashesWithThreadsAreApart() throws {
    let quit = "SIGQUIT: quit\nPC=0x1 m=0 sigcode=0\n\n"
    let registers = "rax    0xca\ngs     0x0\n"
    let thread = "goroutine 0 gp=0x1 m=2 mp=0x2 [idle]:\nruntime.futex()\n\tfutex.s:1 +0x1\n\n"
    let crash =
      quit + Self.first + Self.second + "\n" + registers + "\n-----\n\n" + quit + thread
      + Self.first + registers
    let one = try readText(crash)
    #expect(one.profile.sampleTable.values.reduce(0, +) == 2)
    let other = Self.second.replacing("goroutine 7", with: "goroutine 8")
    for second in [crash, "panic: two\n\n" + Self.first, Self.first + Self.second, other] {
      let error = #expect(throws: TextError.self) { try readText(crash + second) }
      #expect(error?.reason == .several(lines: [1, 32]))
    }
  }

  /// Go 1.23 prints this if two threads write to a map at the same time.
  @Test func secondCrashingThreadIsInTheSameDump() throws {
    let header = "goroutine 76 gp=0xc000110a80 m=3 mp=0xc000048e08 [running]:\n"
    let text =
      "fatal error: concurrent map writes\nfatal error: concurrent map writes\n\n" + Self.first
      + header + "\tgoroutine running on other thread; stack unavailable\n"
      + "created by main.finish in goroutine 1\n\tmain.go:179 +0x1ae\n\n" + header
      + "main.finish.func2()\n\tmain.go:179 +0x28\n"
      + "created by main.finish in goroutine 1\n\tmain.go:179 +0x1ae\n"
    let read = try readText(text)
    #expect(read.profile.sampleTable.values.reduce(0, +) == 2)
    #expect(read.notes.recordsSeen == 3)
    #expect(read.notes.recordsRead == 3)
  }

  /// Answers appended to one file: each begins with the goroutine that serves the request, under a number of its own.
  @Test func goroutineThatPrintsAllBeginsItsDump() throws {
    let dumps = [34, 51].map { id in
      "goroutine \(id) [running]:\nruntime/pprof.writeGoroutineStacks({0x1, 0x2})\n\tpprof.go:816 +0x6a\n"
        + "created by main.main in goroutine 1\n\tmain.go:9 +0x1\n\n" + Self.first + Self.second
    }
    let all = try ProfileReader.readAll(ByteSource(Array(dumps.joined(separator: "\n").utf8)))
    #expect(all.map { $0.profile.sampleTable.values.reduce(0, +) } == [3, 3])
    #expect(all.map(\.notes.recordsSeen) == [3, 3])
    #expect(all.allSatisfy { $0.notes.incomplete == nil })
  }

  /// What a tool writes in place of what is missing, between the goroutines or behind them.
  @Test(arguments: [
    "curl: (18) transfer closed with outstanding read data remaining", "unexpected EOF",
    "[... 30000 bytes truncated ...]", "command terminated with exit code 137",
    "...2000 goroutines omitted...",
    "systemd-journald[300]: Suppressed 300 messages from app.service",
    "kernel: Missed 12 kernel messages", "message repeated 3 times: [ x]",
  ])
  func textThatSaysThatSomethingIsMissingIsBelieved(_ words: String) throws {
    for text in [
      Self.first + words + "\n", Self.first + "\n" + words,
      Self.first + words + "\n\n" + Self.second,
    ] {
      let incomplete = try readText(text).notes.incomplete
      #expect(incomplete?.contains("says that something is missing: '") == true, "\(text)")
    }
    // What a log says before a dump, and long after it, is about something else.
    #expect(try readText(words + "\n\n" + Self.first).notes.incomplete == nil)
    let log = "one\ntwo\nthree\n\(words)\n\n"
    #expect(try readText(Self.first + log + Self.second).notes.incomplete != nil)
    let later = "one\ntwo\nthree\n" + words + "\n"
    #expect(try readText(Self.first + "\n" + later).notes.incomplete == nil)
  }

  @Test func linesBetweenGoroutinesAreSaid() throws {
    let read = try readText(Self.first + "2026/11/23 hello\nagain\n\n" + Self.second)
    #expect(
      read.notes.warnings == [
        "2 lines between goroutines are no part of the dump: line 5: '2026/11/23 hello', line 6: 'again'"
      ])
    #expect(read.notes.incomplete == nil)
  }

  /// Terminals and `cut` take the ends of long lines.
  @Test(arguments: [
    ("main.first()", "example.com/router/buffer.(*Stream).listenC"),
    ("main.first()", "main.first(0x1, {0x2, 0"),
    ("created by main.main in goroutine 1", "created by main.main in gorouti"),
  ])
  func linesThatAreCutOffAreSaid(_ whole: String, _ cut: String) throws {
    let text =
      "goroutine 7 [select]:\nmain.first()\n\tmain.go:3 +0x1\n"
      + "created by main.main in goroutine 1\n\tmain.go:9 +0x1\n"
    let read = try readText(text.replacing(whole, with: cut))
    #expect(read.notes.incomplete?.contains("is cut off: '") == true)
    #expect(try readText(text).notes.incomplete == nil)
  }

  @Test func signalEndsInRegisters() throws {
    let text = "SIGQUIT: quit\nPC=0x1 m=0 sigcode=0\n\n" + Self.first + Self.second
    #expect(try readText(text + "\nrax    0xca\n").notes.incomplete == nil)
    #expect(
      try readText(text).notes.incomplete
        == "the dump is truncated: the registers that end it are missing")
  }

  @Test func firstOfTwoDumpsMayBeCut() throws {
    let text = Self.first + "goroutine 7 [select]:\nmain.work()\n\tmain.go:2 +0x2\n\n" + Self.first
    let all = try ProfileReader.readAll(ByteSource(Array(text.utf8)))
    #expect(all.map { $0.notes.incomplete != nil } == [true, false])
  }

  @Test func lineWithoutAGrammarIsShownAndCounted() throws {
    let text =
      "goroutine 1 [running]:\nwhat is\u{1b}[31m this\nmain.main()\n\tmain.go:1 +0x1\n\tno place\n\n"
    let read = try readText(text)
    #expect(read.notes.unreadLines == 1)
    #expect(read.notes.recordsRead == 1)
    #expect(read.profile.sampleTable.values == [1])
    #expect(read.notes.warnings == ["1 line was not understood: line 2: 'what is this'"])
  }

  @Test func damagedHeaderIsCountedAsNotRead() throws {
    let read = try readText(
      "goroutine 1 [running, soon]:\nmain.main()\n\tmain.go:1 +0x1\n\n" + Self.second)
    #expect(read.notes.recordsSeen == 2)
    #expect(read.notes.recordsRead == 1)
    #expect(read.profile.sampleTable.values == [1, 1])
  }

  @Test func headerWithoutANumberIsCountedAsNotRead() throws {
    let read = try readText(
      "goroutine x3 [select]:\nmain.main()\n\tmain.go:1 +0x1\n\ngoroutine pool [a] is full\n"
        + Self.second)
    #expect(read.notes.recordsSeen == 2)
    #expect(read.notes.recordsRead == 1)
    #expect(read.notes.unreadLines == 1)
    #expect(read.profile.sampleTable.values == [1])
  }

  @Test func lineOfABillionBytesIsRefused() {
    let source = EndlessLine()
    #expect(throws: LineTooLong.self) {
      try ProfileReader.read(ByteSource { source.next() }, from: .goDump)
    }
  }

  private final class EndlessLine: @unchecked Sendable {
    private var left = 1000
    func next() -> [UInt8] {
      left -= 1
      return left < 0 ? [] : [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
    }
  }

  @Test func namesPastTheLimitAreRefused() {
    var limits = ReadLimits()
    limits.tableBytes = 10
    let error = #expect(throws: TextError.self) { try readText(Self.second, limits: limits) }
    #expect(error?.reason == .tablesTooLarge(limit: 10))
  }

  static let others = [
    "goroutine profile: total 64281\n64281 @ 0x1\n#\t0x1\tmain.f+0x1\t/main.go:3\n",
    "heap profile: 1: 480 [7: 1983184] @ heap/1048576\n", "--- mutex:\ncycles/second=1\n",
  ]

  /// A text of another kind behind a dump is no part of it, and of a text at debug=1 no dump; neither passes for whole.
  @Test(arguments: others, ["", "\n"])
  func anotherProfileBehindADumpIsSaid(_ other: String, _ gap: String) throws {
    let read = try readText(Self.first + Self.second + gap + other)
    let line = gap.isEmpty ? 10 : 11
    let reason =
      "another profile begins in line \(line), which is not read; save it in a file of its own"
    #expect(read.notes.incomplete == reason)
    #expect(read.profile.sampleTable.values.reduce(0, +) == 2)
    let text = "goroutine profile: total 1\n1 @ 0x1\n#\t0x1\tmain.f+0x1\t/main.go:3\n" + gap
    let behind = try readText(text + Self.first + Self.second)
    #expect(
      behind.notes.incomplete == reason.replacing("line \(line)", with: "line \(line - 6)"))
  }
}
