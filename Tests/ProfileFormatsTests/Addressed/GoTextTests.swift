import PprofWire
import ProfileModel
import TestSupport
import Testing

@testable import ProfileFormats

@Suite struct GoTextTests {
  // MARK: Counts

  static let count = """
    goroutine profile: total 3
    2 @ 0x48c20a 0x48c001 0x684020 0x684021 0x493141
    # labels: {"key \\"q\\"":"v}, \\u00e9", "empty":"", "go.state":"mine"}
    #\t0x68401f\tmain.inner+0x1f\t\tmain.go:3
    #\t0x684020\tmain.(*T[...]).outer+0x20\tmain.go:9

    1 @ 0x493141


    """

  @Test func namesLabelsAndInliningAreKept() throws {
    let read = try readText(Self.count)
    #expect(
      read.profile.description == """
        types goroutine/count
        period 1 goroutine/count
        2
          key "q": "v}, é"
          label.go.state: "mine"
            0x68401f main.inner main.go:3 < main.(*T[...]).outer main.go:9
        1

        """)
    #expect(read.notes.format == "go-count")
    #expect(read.notes.warnings == ["the label go.state is renamed label.go.state"])
    #expect(read.notes.incomplete == nil)
  }

  /// A recursive function is not inlined, although its frames are in the same code.
  @Test func recursionIsNotInlining() throws {
    let text = """
      goroutine profile: total 1
      1 @ 0x1011 0x1021 0x1011 0x1021
      #\t0x1010\tmain.leaf+0x10\tm.go:1
      #\t0x1020\tmain.walk+0x20\tm.go:2
      #\t0x1010\tmain.leaf+0x10\tm.go:1
      #\t0x1020\tmain.walk+0x20\tm.go:2
      #\t0x1020\tmain.walk+0x20\tm.go:2


      """
    let sample = try #require(try readText(text).profile.sampleLines.first)
    #expect(
      sample == """
        1
            0x1010 main.leaf m.go:1 < main.walk m.go:2
            0x1010 main.leaf m.go:1 < main.walk m.go:2
            0x1020 main.walk m.go:2
        """)
  }

  @Test func withoutFunctionsAddressesAreKept() throws {
    let read = try readText("threadcreate profile: total 2\n2 @ 0x44cb3 0x45045\n")
    #expect(read.profile.sampleLines == ["2\n    0x44cb2\n    0x45044"])
    #expect(!read.profile.strings.isEmpty(read.profile.header.dropFrames))
  }

  @Test func zerosThatFillUpAStackAreNoFrames() throws {
    let text = """
      threadcreate profile: total 11
      10 @ 0x0 0x0
      #\t0x0

      1 @ 0x454865 0x0
      #\t0x454864\truntime.allocm+0xc4\truntime/proc.go:2344


      """
    #expect(
      try readText(text).profile.sampleLines
        == ["10", "1\n    0x454864 runtime.allocm runtime/proc.go:2344"])
  }

  @Test func cutTextIsRecognisedByItsTotal() throws {
    let read = try readText(Self.count.replacing("total 3", with: "total 30"))
    #expect(read.notes.incomplete == "the text is truncated: it has 3 of 30")
    let cut = try readText(String(Self.count.dropLast(60)))
    #expect(cut.notes.incomplete != nil)
  }

  @Test func lineWithoutAGrammarIsCounted() throws {
    let text = Self.count.replacing("1 @ 0x493141", with: "one @ 0x493141")
    let read = try readText(text)
    #expect(read.notes.recordsSeen == 2)
    #expect(read.notes.recordsRead == 1)
    #expect(read.notes.warnings.first == "1 line was not understood: line 7: 'one @ 0x493141'")
  }

  @Test func severalTextsInOneFileAreNamed() throws {
    let error = #expect(throws: TextError.self) { try readText(Self.count + Self.count) }
    #expect(error?.reason == .several(lines: [1, 9]))
    #expect(try readText(Self.count + Self.count, nth: -1).profile.sampleTable.values == [2, 1])
  }

  // MARK: Heaps

  static let heap = """
    heap profile: 2: 1024 [9: 4096] @ heap/1048576
    2: 1024 [9: 4096] @ 0x1011 0x1021
    #\t0x1010\tmain.make+0x10\tm.go:1
    #\t0x1020\tmain.main+0x20\tm.go:2


    # runtime.MemStats
    # Alloc = 128561520
    # Stack = 135823360 / 135823361
    # HeapAlloc = 128561520
    # NumGC = 7
    # PauseNs = [1 2 3]
    # MaxRSS = 297267200

    """

  @Test func heapIsUnsampledAndItsTrailerKept() throws {
    let read = try readText(Self.heap)
    // Of objects of 4096/9 bytes, 1 in 1152.5 is sampled, 1 − e^(−455/524288); of those of 512 bytes, 1 in 1024.5.
    #expect(read.profile.sampleTable.values == [10372, 4_720_640, 2049, 1_049_088])
    #expect(read.profile.header.period == 524_288)
    let statistics = MemoryStatistics(of: read.profile)
    #expect(statistics.stackBytes == 135_823_360)
    #expect(statistics.residentBytes == 297_267_200)
    #expect(statistics.number("NumGC") == 7)
    #expect(statistics.number("PauseNs") == nil)
    #expect(!statistics.isOfSeveral)
    #expect(read.profile.header.comments.count == 5)
    #expect(read.notes.format == "go-heap")
  }

  // MARK: Contentions

  @Test func cyclesBecomeNanoseconds() throws {
    let text = """
      --- mutex:
      cycles/second=2000000000
      sampling period=5
      3000 4 @ 0x1011
      #\t0x1010\tsync.(*Mutex).Unlock+0x10\tm.go:1


      """
    let read = try readText(text)
    #expect(
      read.profile.description == """
        types contentions/count delay/nanoseconds
        period 5 contentions/count
        4 1500
            0x1010 sync.(*Mutex).Unlock m.go:1

        """)
    #expect(read.notes.format == "go-contention")
    #expect(read.notes.warnings.count == 1)
    #expect(read.notes.warnings[0].hasSuffix("multiplies them again and shows 5 times as much"))
  }

  // MARK: Captures

  /// A text and a protobuf of the same moment: the same sums, except for what ran in between.
  static let pairs: [(text: String, protobuf: String)] = [
    ("incident/leaking/goroutine.debug1.txt", "incident/leaking/goroutine.pb.gz"),
    ("incident/labelled/goroutine.debug1.txt", "incident/labelled/goroutine.pb.gz"),
    ("incident/leaking/goroutineleak.debug1.txt", "incident/leaking/goroutineleak.pb.gz"),
    ("goroutines/goroutine.debug1.txt", "goroutines/goroutine.pb.gz"),
    ("goroutines/goroutineleak.debug1.txt", "goroutines/goroutineleak.pb.gz"),
    ("incident/leaking/heap.debug1.txt", "incident/leaking/heap.pb.gz"),
  ]

  @Test(arguments: pairs)
  func textIsWorthWhatTheProtobufIs(_ text: String, _ protobuf: String) throws {
    let (text, protobuf) = (try readFixture(text).profile, try readFixture(protobuf).profile)
    let sums = [text, protobuf].map { profile in
      (0..<profile.width).map { column in
        (0..<profile.sampleTable.count).reduce(Int64(0)) {
          $0 + profile.sampleTable.values[$1 * profile.width + column]
        }
      }
    }
    #expect(sums[0] == sums[1])
    #expect(text.header.period == protobuf.header.period)
    let types = [text, protobuf].map { profile in
      profile.header.sampleTypes.map { "\(profile.strings[$0.type])/\(profile.strings[$0.unit])" }
    }
    #expect(types[0] == types[1])
  }

  static let texts =
    ["healthy", "leaking", "labelled", "held", "fixed", "aged"].flatMap {
      FixtureFiles.texts(in: "incident/\($0)")
    }.filter { $0.contains("debug1") } + [
      "goroutines/goroutine.debug1.txt", "goroutines/threadcreate.debug1.txt",
    ]

  @Test(arguments: texts)
  func captureIsReadWholeAndSurvivesWriting(_ path: String) throws {
    let read = try readFixture(path)
    #expect(read.notes.incomplete == nil)
    #expect(read.notes.unreadLines == 0)
    #expect(read.notes.recordsRead == read.notes.recordsSeen)
    let again = try PprofReader.read(ByteSource(try pprofBytes(read.profile))).profile
    #expect(again.description == read.profile.description)
  }

  static let golden = [
    "goroutines/goroutine.debug1.txt", "goroutines/threadcreate.debug1.txt",
    "incident/labelled/goroutine.debug1.txt", "incident/leaking/heap.debug1.txt",
    "incident/healthy/mutex.debug1.txt", "incident/healthy/block.debug1.txt",
  ]

  @Test(arguments: golden)
  func captureStaysAsItWas(_ path: String) throws {
    try Golden.expect(
      try readFixture(path).profile.description.utf8, is: path.replacing("/", with: "-"))
  }
}
