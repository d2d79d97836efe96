import ProfileModel
import Testing

@testable import ProfileFormats

/// Formats older than the protobuf; the expected numbers follow from the definitions in the sources.
@Suite struct LegacyTests {
  // MARK: Binary CPU profiles

  /// Machine words in a profile's layout.
  private static func bytes(_ words: [UInt64], size: Int, isBigEndian: Bool) -> [UInt8] {
    words.flatMap { word in
      let bytes = (0..<size).map { UInt8(truncatingIfNeeded: word >> (8 * UInt64($0))) }
      return isBigEndian ? bytes.reversed() : bytes
    }
  }

  static let words: [UInt64] =
    [0, 3, 0, 10_000, 0] + [3, 3, 0x1000, 0x2001, 0x3001] + [1, 2, 0x1100, 0x2101] + [0, 1, 0]

  @Test(arguments: [(4, false), (4, true), (8, false), (8, true)])
  func binaryProfilesOfEveryLayoutAreRead(_ size: Int, _ isBigEndian: Bool) throws {
    let map = Array("400000-500000 r-xp 00000000 00:00 0 /usr/bin/server\n".utf8)
    let bytes = Self.bytes(Self.words, size: size, isBigEndian: isBigEndian) + map
    let read = try ProfileReader.read(ByteSource(bytes))
    #expect(
      read.profile.description == """
        types samples/count cpu/nanoseconds
        period 10000000 cpu/nanoseconds
        mapping 1 400000-500000 /usr/bin/server
        mapping 2 0-ffffffffffffffff
        3 30000000
            0x1000
            0x2000
            0x3000
        1 10000000
            0x1100
            0x2100

        """)
    #expect(read.notes.format == "legacy")
  }

  @Test func theHandlerOfTheSignalIsDropped() throws {
    let stacks = (0..<40).flatMap { (row: UInt64) -> [UInt64] in
      [1, 3, 0x1000 + row, 0x7001, 0x3001]
    }
    let words: [UInt64] = [0, 3, 0, 10_000, 0] + stacks + [0, 1, 0]
    let read = try ProfileReader.read(ByteSource(Self.bytes(words, size: 8, isBigEndian: false)))
    // Both callers are the same in every stack, and up to two are taken for a signal handler.
    #expect(read.profile.sampleLines.allSatisfy { $0.split(separator: "\n").count == 2 })
  }

  @Test func aLeafThatComesTwiceIsDropped() throws {
    let words: [UInt64] = [0, 3, 0, 1, 0] + [1, 3, 0x1000, 0x1000, 0x3001] + [1, 2, 0x5, 0x6]
    let read = try ProfileReader.read(ByteSource(Self.bytes(words, size: 8, isBigEndian: false)))
    #expect(read.profile.sampleLines[0] == "1 1000\n    0x1000\n    0x3000")
  }

  @Test func binaryProfileOfJavaHasNames() throws {
    let words: [UInt64] = [0, 3, 1, 10_000, 0] + [2, 2, 0x3, 0x4] + [0, 1, 0]
    let names = "0x3 com.example.f (F.java:103)\n 0x4 GC\n0x9 never.used (X.java:1)\n"
    let bytes = Self.bytes(words, size: 4, isBigEndian: true) + Array(names.utf8)
    let read = try ProfileReader.read(ByteSource(bytes))
    #expect(read.profile.sampleLines == ["2 20000000\n    com.example.f F.java:103\n    GC"])
  }

  @Test func stackThatEndsTooEarlyIsRefused() {
    let words: [UInt64] = [0, 3, 0, 1, 0] + [1, 9, 0x1000]
    let bytes = Self.bytes(words, size: 8, isBigEndian: false)
    let error = #expect(throws: TextError.self) { try ProfileReader.read(ByteSource(bytes)) }
    #expect(error?.description == "stack 1 ends before its last address")
  }

  // MARK: Texts

  @Test func heapOfGperftoolsIsRead() throws {
    let text = """
      heap profile:      1:      100 [     3:      900] @ heapprofile
           1:      100 [     3:      900] @ 0x1011 0x1021

      MAPPED_LIBRARIES:
      00001000-00002000 r-xp 00000000 08:01 12 /usr/bin/server
      """
    let read = try readText(text)
    #expect(
      read.profile.description == """
        types alloc_objects/count alloc_space/bytes inuse_objects/count inuse_space/bytes
        period 1 space/bytes
        mapping 1 1000-2000 /usr/bin/server
        3 900 1 100
          bytes: 100
            0x1010
            0x1020

        """)
  }

  @Test(arguments: ["growthz", "fragmentationz", "growth"])
  func growthIsNotUnsampled(_ word: String) throws {
    let read = try readText("heap profile: 1: 100 [3: 900] @ \(word)\n1: 100 [3: 900] @ 0x1011\n")
    #expect(read.profile.sampleTable.values == [1, 100])
    #expect(read.notes.format == "legacy")
  }

  @Test func threadsAreCounted() throws {
    let text = """
      --- threadz 1 ---

      --- Thread 7f79 (name: main/1) stack: ---
        PC:  0x1000: f(arg *)
        0x2001: main
      --- Thread 7f80 (name: b/2) stack: ---
         [same as previous thread]
      --- Thread 7f81 (name: c/3) stack: ---
        PC: 0x1100 0x2101
            0x3101
            creator: 0x4001
      --- Memory map: ---
      """
    let read = try readText(text)
    #expect(
      read.profile.sampleLines == [
        "2\n    0x1000\n    0x2000",
        "1\n    0x1100\n    0x2100\n    0x3100\n    0x4000",
      ])
  }

  @Test func contentionOfCppIsRead() throws {
    let text = """
      --- contentionz 1 ---
      cycles/second = 1000000000
      sampling period = 100
      ms since reset = 5
      discarded samples = 0
        2000       27 @ 0x1011
      --- Memory map: ---
      """
    let read = try readText(text)
    #expect(read.profile.sampleTable.values == [2700, 200_000])
    #expect(read.profile.header.durationNanos == 5_000_000)
  }

  @Test func textsOfJavaAreRead() throws {
    let heap =
      "--- heapz 1 ---\nformat = java\nresolution = bytes\n 7048 1 @ 0x3 0x4\n 0x3 a.f (A.java:1)\n 0x4 a.g (/x/liba.so)\n"
    let read = try readText(heap)
    #expect(read.profile.sampleTable.values == [74, 527_819])
    #expect(
      read.profile.sampleLines == ["74 527819\n  bytes: 7048\n    a.f A.java:1\n    a.g liba.so:0"]
    )
    let contention =
      "--- contentionz 1 ---\nformat = java\nresolution = microseconds\nsampling period = 100\nms since reset = 6\n 14 2 @ 0x3\n 0x3 lock [generated stub/JIT]\n"
    #expect(try readText(contention).profile.sampleTable.values == [200, 1400])
    #expect(try readText(contention).profile.sampleLines == ["200 1400\n    STUB"])
  }

  // MARK: Memory maps

  private func regions(_ lines: String) -> [String] {
    var map = MemoryMap()
    for line in lines.split(separator: "\n") { map.parse(Array(line.utf8)[...]) }
    return map.regions.map { region in
      let range = "\(String(region.start, radix: 16))-\(String(region.limit, radix: 16))"
      let (file, id) = (
        String(decoding: region.file, as: UTF8.self),
        String(decoding: region.buildID, as: UTF8.self)
      )
      return "\(range) +\(String(region.offset, radix: 16)) \(file) \(id)"
    }
  }

  static let lines: [(line: String, region: String?)] = [
    (
      "00400000-00fcb000 r-xp 0000a000 08:01 1234 /usr/bin/server",
      "400000-fcb000 +a000 /usr/bin/server "
    ),
    ("00400000-00fcb000 r--p 00000000 08:01 1234 /usr/bin/server", nil),
    ("  00400000-00fcb000: /server (@ff00) abc123", "400000-fcb000 +ff00 /server abc123"),
    ("0x400000 0xfcb000 /server", "400000-fcb000 +0 /server "),
    ("7fff86bff000-7fff86c00000: [vdso]", "7fff86bff000-7fff86c00000 +0 [vdso] "),
    ("I0102 10:00:00 server.cc:12] 400000-500000: /logged", "400000-500000 +0 /logged "),
    ("build=/x", nil), ("", nil), ("ffffffffffffffffff-0: x", nil),
  ]

  @Test(arguments: lines)
  func linesOfMapsAreRead(_ line: String, _ region: String?) {
    #expect(regions(line).first == region)
  }

  @Test func variablesAreReplaced() {
    #expect(regions("source=/home\n1000-2000: $source/lib.so")[0] == "1000-2000 +0 /home/lib.so ")
  }

  /// Each variable contains the previous one ten times: 10^20 bytes if all were expanded.
  @Test func variablesThatHoldEachOtherStaySmall() {
    let doubling = (1...20).map { index in
      "v\(index)=" + String(repeating: "$v\(index - 1) ", count: 10)
    }
    let lines = ["v0=x"] + doubling + ["1000-2000: $v20"]
    #expect(regions(lines.joined(separator: "\n")).allSatisfy { $0.utf8.count < 1 << 20 })
  }

  @Test func partsOfOneMappingAreJoinedAndTheProgramComesFirst() throws {
    let text = """
      threadcreate profile: total 1
      1 @ 0x1801 0x5001 0x7001
      --- Memory map: ---
      5000-6000: /lib/libc.so.6
      1000-1800: /bin/server
      1800-2000: /bin/server
      """
    let profile = try readText(text).profile
    let mappings = profile.mappings.map {
      "\(profile.strings[$0.filename]) \($0.start) \($0.limit)"
    }
    #expect(
      mappings == ["/bin/server 4096 8192", "/lib/libc.so.6 20480 24576", " 0 \(UInt64.max)"])
    #expect(profile.locations.mappings == [1, 2, 3])
  }
}
