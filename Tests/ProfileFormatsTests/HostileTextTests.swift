import ProfileModel
import Testing

@testable import ProfileFormats

/// Damaged texts give an error or a profile, never a trap.
@Suite struct HostileTextTests {
  static let samples: [(name: String, bytes: [UInt8])] = [
    ("dump", Array(("panic: x\n\n" + GoDumpReaderTests.simple + "\n").utf8)),
    (
      "labels",
      Array(
        #"""
        goroutine 7 gp=0x1 m=0 mp=0x2 [select (leaked), 3 minutes, locked to thread] {a: "b\u00e9\n"}:
        main.f(...)
        	a.go:1
        ...3 frames elided...
        created by main.g in goroutine 1
        	a.go:2 +0x1

        """#.utf8)
    ),
    ("count", Array(GoTextTests.count.utf8)),
    ("heap", Array(GoTextTests.heap.utf8)),
    (
      "mutex",
      Array(
        "--- mutex:\ncycles/second=2\nsampling period=5\n3 4 @ 0x1011\n--- Memory map: ---\n1-2: x\n"
          .utf8)
    ),
    (
      "threads",
      Array(
        "--- threadz 1 ---\n--- Thread 7f (name: m/1) stack: ---\n PC: 0x10 0x20\n--- Memory map: ---\nx=1\n1-2: $x\n"
          .utf8)
    ),
    (
      "java",
      Array(
        "--- heapz 1 ---\nformat = java\nresolution = bytes\n 7 1 @ 0x3\n 0x3 a.f (A.java:1)\n".utf8
      )
    ),
    (
      "binary",
      [0, 3, 0, 1, 0, 2, 1, 0x10, 0, 1, 0].flatMap { [UInt8($0), 0, 0, 0] } + Array("1-2: x\n".utf8)
    ),
    (
      "docker",
      Array(
        "{\"log\":\"goroutine 1 [running]:\\n\"}\n{\"log\":\"main.main()\\n\"}\n{\"log\":\"\\tm.go:1 +0x1\\n\"}\n"
          .utf8)
    ),
  ]

  private func read(_ bytes: [UInt8]) {
    let profile = (try? ProfileReader.readAll(ByteSource(bytes)))?.first?.profile
    if let profile {
      #expect(throws: Never.self) { try profile.validate() }
      _ = profile.description.utf8.count
    }
  }

  @Test(arguments: samples)
  func whatIsDamagedIsRead(_ name: String, _ bytes: [UInt8]) throws {
    #expect(try ProfileReader.read(ByteSource(bytes)).profile.sampleTable.count > 0)
  }

  @Test(arguments: samples)
  func everyTruncationIsSafe(_ name: String, _ bytes: [UInt8]) {
    for length in 0..<bytes.count { read(Array(bytes[..<length])) }
  }

  @Test(arguments: samples)
  func everyBitFlipIsSafe(_ name: String, _ bytes: [UInt8]) {
    for index in bytes.indices {
      for bit in 0..<8 {
        var damaged = bytes
        damaged[index] ^= 1 << UInt8(bit)
        read(damaged)
      }
    }
  }

  /// A block may end anywhere.
  @Test(arguments: samples)
  func bytesMayComeOneByOne(_ name: String, _ bytes: [UInt8]) throws {
    let source = OneByOne(bytes)
    let slowly = try ProfileReader.read(ByteSource { source.next() })
    #expect(slowly.profile == (try ProfileReader.read(ByteSource(bytes))).profile)
  }

  private final class OneByOne: @unchecked Sendable {
    private var rest: ArraySlice<UInt8>
    init(_ bytes: [UInt8]) { rest = bytes[...] }
    func next() -> [UInt8] { rest.popFirst().map { [$0] } ?? [] }
  }

  /// Repeated lines, each of which would take memory.
  static let growing: [(what: String, start: String, line: String, error: TextError.Reason)] = [
    (
      "frames of a sample", "x profile: total 1\n1 @ 0x1\n", "#\t0x1\tmain.f+0x1\ta.go:1\n",
      .tooDeep(limit: 1000)
    ),
    (
      "labels of a sample", "x profile: total 1\n1 @ 0x1\n", "# labels: {\"a\":\"b\"}\n",
      .tooDeep(limit: 1000)
    ),
    ("samples", "x profile: total 1\n", "1 @ 0x1\n", .tablesTooLarge(limit: 100_000)),
    ("profiles", "", "x profile: total 1\n", .tablesTooLarge(limit: 100_000)),
    ("dumps", "", "goroutine 1 [x]:\nf()\n\ta:1\n\n", .tablesTooLarge(limit: 100_000)),
    ("frames of a goroutine", "goroutine 1 [x]:\n", "f()\n\ta:1\n", .tooDeep(limit: 1000)),
    (
      "foreign frames", "goroutine 1 [x]:\n", "non-Go function at pc=1\n", .tooDeep(limit: 1000)
    ),
    (
      "threads", "--- threadz 1 ---\n--- Thread 7f (name: m/1) stack: ---\n", " PC: 0x10\n",
      .tooDeep(limit: 1000)
    ),
    (
      "names of Java", "--- heapz 1 ---\nformat = java\nresolution = x\n 7 1 @ 0x3\n",
      " 0x3 a.f (A.java:1)\n", .tablesTooLarge(limit: 100_000)
    ),
  ]

  @Test(arguments: growing)
  func whateverGrowsIsCounted(
    _ what: String, _ start: String, _ line: String, _ error: TextError.Reason
  ) {
    var limits = ReadLimits()
    (limits.tableBytes, limits.depth) = (100_000, 1000)
    let text = start + String(repeating: line, count: 10_000)
    let found = #expect(throws: TextError.self) {
      try ProfileReader.readAll(ByteSource(Array(text.utf8)), limits: limits)
    }
    #expect(found?.reason == error)
  }

  /// A heap profile ends with a few statistics, which are kept unchanged.
  @Test func statisticsAreFew() throws {
    let text =
      GoTextTests.heap + "# runtime.MemStats\n" + String(repeating: "# A = 1\n", count: 10_000)
    #expect(try readText(text, nth: 1).profile.header.comments.count < 300)
  }

  @Test(arguments: [
    "heap profile: 9223372036854775807: 9223372036854775807 [1: 1] @ heap/9223372036854775807\n9223372036854775807: 9223372036854775807 [1: 1] @ 0xffffffffffffffff\n",
    "heap profile: 1: 1 [2: 2] @ heap/-4\n-9223372036854775808: -1 [-1: -9223372036854775808] @ 0x0\n",
    "--- mutex:\ncycles/second=1\nsampling period=9223372036854775807\n9223372036854775807 9223372036854775807 @ 0x1\n",
    "x profile: total 9223372036854775807\n9223372036854775807 @ 0x0\n9223372036854775807 @ 0x0\n",
    "--- contentionz 1 ---\nformat = java\nresolution = x\nsampling period = 9223372036854775807\n9223372036854775807 9223372036854775807 @ 0x1\n",
    "--- heapz 1 ---\nformat = java\nresolution = x\n-9223372036854775808 -1 @ 0x1\n",
  ])
  func hugeNumbersAreHeld(_ text: String) throws {
    _ = try readText(text, nth: 1)
  }
}
