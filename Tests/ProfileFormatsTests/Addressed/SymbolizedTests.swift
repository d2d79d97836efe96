import ProfileModel
import Testing

@testable import ProfileFormats

/// Profiles preceded by the names of their addresses.
@Suite struct SymbolizedTests {
  /// Names, followed by words of eight bytes.
  private func binary(_ names: String, _ words: [UInt64], after: String = "") -> [UInt8] {
    let bytes = words.flatMap { word in
      (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * UInt64($0))) }
    }
    return Array("--- symbol\n\(names)---\n--- profile\n".utf8) + bytes + Array(after.utf8)
  }

  /// PHP's memprof counts bytes, and writes neither a period nor an end mark.
  @Test func countsWithoutAPeriodAreCountsAlone() throws {
    let names = """
      binary=index.php
      0x0000000000000008 root
      0x0000000000000010 App\\Kernel::boot
      0x0000000000000018 str_pad

      """
    let words: [UInt64] = [0, 3, 0, 0, 0] + [700, 2, 0x10, 0x8] + [5120, 3, 0x18, 0x10, 0x8]
    let read = try ProfileReader.read(ByteSource(binary(names, words)))
    #expect(
      read.profile.description == """
        types samples/count
        period 0 /
        mapping 1 0-ffffffffffffffff index.php
        700
            0x10 App\\Kernel::boot
            0x8 root
        5120
            0x18 str_pad
            0x10 App\\Kernel::boot
            0x8 root

        """)
    #expect(read.notes.format == "legacy")
    #expect(read.notes.warnings.isEmpty)
    #expect(
      read.notes.remarks == [
        "it has no period, so its counts are not times: PHP's memprof counts bytes in use"
      ])
  }

  @Test func aPeriodOfZeroNeedsNames() {
    let words = binary("", [0, 3, 0, 0, 0, 1, 1, 5]).dropFirst(
      "--- symbol\n---\n--- profile\n".count)
    #expect(throws: (any Error).self) { try ProfileReader.read(ByteSource(Array(words))) }
  }

  @Test func namesOfTheJVMHaveFilesAndLines() throws {
    let names = """
      binary=com.example.Main
      0x0000000000000001 com.example.Pool$.get(Pool.scala:12)
      0x0000000000000002 java.lang.Object.wait(Native Method)
      0x0000000000000003 com.example.Main.<init>(Unknown Source)

      """
    let words: [UInt64] = [0, 3, 0, 1, 0] + [2, 3, 1, 2, 3] + [0, 1, 0]
    let read = try ProfileReader.read(ByteSource(binary(names, words)))
    #expect(
      read.profile.sampleLines == [
        "2\n    0x1 com.example.Pool$.get Pool.scala:12\n    0x2 java.lang.Object.wait\n"
          + "    0x3 com.example.Main.<init>"
      ])
    #expect(read.notes.warnings.isEmpty)
  }

  /// A common second frame is a normal caller if the addresses are those in the list.
  @Test func noFrameIsTakenForAHandlerOfWhatWasWrittenWithNames() throws {
    let words: [UInt64] = [0, 3, 0, 1, 0] + (0..<40).flatMap { [1, 3, 0x100 + $0, 0x20, 0x10] }
    let read = try ProfileReader.read(ByteSource(binary("0x20 work\n0x10 main\n", words)))
    #expect(read.profile.sampleLines.allSatisfy { $0.split(separator: "\n").count == 4 })
    #expect(read.notes.warnings == ["40 of 42 addresses are not among its symbols"])
  }

  static let heap =
    "heap profile: 1: 100 [1: 100] @ heapprofile\n 1: 100 [1: 100] @ 0x1000 0x2001\n"
  static let texts: [(text: String, sample: String)] = [
    // Return addresses are listed as calls.
    (
      "--- symbol\nbinary=/bin/server\n0x0000000000001000 f\n0x0000000000002000 g\n---\n--- heap\n"
        + heap,
      "1 100\n  bytes: 100\n    0x1000 f\n    0x2000 g"
    ),
    // Or unchanged.
    (
      "--- symbol\n0x1000 f\n0x2001 g\n---\n--- heap\n" + heap,
      "1 100\n  bytes: 100\n    0x1000 f\n    0x2001 g"
    ),
    // Older ones name everything a profile, and others name nothing.
    (
      "--- symbol\n0x1000 f\n0x2000 g\n---\n--- profile\n" + heap,
      "1 100\n  bytes: 100\n    0x1000 f\n    0x2000 g"
    ),
    (
      "--- symbol\r\nbinary=unknown\r\n\r\n0x0fff f\r\n0x2000 g\r\n---\r\n" + heap,
      "1 100\n  bytes: 100\n    0xfff f\n    0x2000 g"
    ),
    // Inlined functions come last.
    (
      "--- symbol\n0x1000 outer--middle--inner\n0x2000 It::operator--(int)--step--\n---\n--- heap\n"
        + heap,
      "1 100\n  bytes: 100\n    0x1000 inner < middle < outer\n    0x2000 step < It::operator--(int)"
    ),
    (
      "--- symbol\n0x1000 f(int, char)\n0x2000 g(void (*)(a::b))\n---\n--- heap\n" + heap,
      "1 100\n  bytes: 100\n    0x1000 f(int, char)\n    0x2000 g(void (*)(a::b))"
    ),
    (
      "--- symbol\n0x1000 f\n---\n--- growth\nheap profile: 2: 50 [2: 50] @ growthz\n 2: 50 [2: 50] @ 0x1000\n",
      "2 50\n  bytes: 25\n    0x1000 f"
    ),
    (
      "--- symbol\n0x1000 f\n---\n--- contention\ncycles/second = 1000000000\nsampling period = 10\n5 2 @ 0x1000\n",
      "20 50\n    0x1000 f"
    ),
    (
      "--- symbol\n0x1000 f\n---\n--- contention\n--- contention:\ncycles/second=1000000000\n5 2 @ 0x1000\n",
      "2 5\n    0x1000 f"
    ),
    (
      "--- symbol\n0x1000 f\n0x2000 g\n---\n--- thread\n--- threadz 1 ---\n\n"
        + "--- Thread 7f (name: a/1) stack: ---\n  PC: 0x1000 0x2001\n",
      "1\n    0x1000 f\n    0x2000 g"
    ),
    // Go's runtime writes its own names, which have more details.
    (
      "--- symbol\n0x1000 f\n---\nheap profile: 1: 8 [1: 8] @ heap/2\n1: 8 [1: 8] @ 0x1001\n#\t0x1000\tmain.f+0x1\t/m.go:7\n",
      "1 8\n  bytes: 8\n    0x1000 main.f /m.go:7"
    ),
  ]
  @Test(arguments: texts)
  func textsHaveTheNamesBeforeThem(_ text: String, _ sample: String) throws {
    let read = try readText(text)
    #expect(read.profile.sampleLines == [sample])
    #expect(read.notes.format == "legacy")
    #expect((read.notes.warnings, read.notes.unreadLines) == ([], 0))
  }

  @Test func whatHasNoNameKeepsItsAddressAndIsSaid() throws {
    let read = try readText("--- symbol\n0x1000 f\n---\n--- heap\n" + Self.heap)
    #expect(read.profile.sampleLines == ["1 100\n  bytes: 100\n    0x1000 f\n    0x2001"])
    #expect(read.notes.warnings == ["1 of 2 addresses is not among its symbols"])
  }

  @Test func theMapTellsWhereAddressesAreFrom() throws {
    let map = "MAPPED_LIBRARIES:\n00001000-00003000 r-xp 00000000 08:01 12 /usr/bin/server\n"
    let text = "--- symbol\nbinary=other\n0x1000 f\n0x2000 g\n---\n--- heap\n" + Self.heap + map
    let profile = try readText(text).profile
    #expect(profile.mappings.map { profile.strings[$0.filename] } == ["/usr/bin/server"])
  }

  @Test func linesKeepTheirNumbers() throws {
    for kind in ["", "--- heap\n"] {
      let text = "--- symbol\n0x1000 f\nno name\n---\n" + kind + Self.heap + "not a sample\n"
      let line = kind.isEmpty ? 7 : 8
      let notes = try readText(text).notes
      #expect(
        notes.warnings.prefix(2) == [
          "1 line was not understood: line \(line): 'not a sample'",
          "1 line was not understood: line 3: 'no name'",
        ])
      #expect(notes.unreadLines == 2)
    }
  }

  static let refused: [(text: String, error: String)] = [
    (
      "--- symbol\n0x1 f\n---\n--- heap\nheap_v2/524288\n",
      "line 4: its symbols are followed by 'heap_v2/524288', which is not a gperftools profile"
    ),
    (
      "--- symbol\n0x1 f\n---\n",
      "line 4: its symbols are followed by nothing, which is not a gperftools profile"
    ),
    (
      "--- symbol\n0x1 f\n",
      "line 3: its symbols are followed by nothing, which is not a gperftools profile"
    ),
  ]
  @Test(arguments: refused)
  func whatIsNoProfileBehindThemIsSaid(_ text: String, _ message: String) {
    let error = #expect(throws: TextError.self) { try readText(text) }
    #expect(error?.description == message)
  }

  @Test func namesTakeFromTheBudget() {
    var limits = ReadLimits()
    limits.tableBytes = 100_000
    let names = (0..<1000).map { "0x\(String($0, radix: 16)) function\($0)\n" }.joined()
    let error = #expect(throws: TextError.self) {
      try readText("--- symbol\n\(names)---\n--- heap\n" + Self.heap, limits: limits)
    }
    #expect(error?.reason == .tablesTooLarge(limit: 100_000))
  }

  /// The expected values are from `google-pprof --text` on the output of `google-pprof --raw`.
  @Test func whatPprofWroteIsRead() throws {
    let read = try readFixture("writers/gperftools.raw.gz")
    let profile = read.profile
    #expect(profile.typeNames == ["samples/count"])
    #expect(profile.sampleTable.values.reduce(0, +) == 93)
    #expect(read.notes.warnings.isEmpty)
    var flat: [String: Int64] = [:]
    for sample in 0..<profile.sampleTable.count {
      let leaf = profile.stacks.frames[
        profile.stacks.frames(of: StackID(profile.sampleTable.stacks[sample])).lowerBound]
      let line = profile.locations.lines(of: LocationID(leaf)).lowerBound
      let function = FunctionID(profile.locations.lineFunctions[line])
      let name = profile.strings[profile.functions.name(of: function)]
      flat[name, default: 0] += profile.sampleTable.values[sample]
    }
    #expect(flat["__memcmp_evex_movbe"] == 18)
    #expect(flat["tc_newarray"] == 11)
    #expect(flat.filter { $0.key.contains("::_M_lower_bound(") }.values.reduce(0, +) == 13)
    #expect(flat.filter { $0.key.contains("make_unique<char []>") }.values.reduce(0, +) == 10)
    #expect(flat.keys.allSatisfy { !$0.hasSuffix("0>") })
  }

  @Test func aPeriodThatIsOneIsKept() throws {
    let words: [UInt64] = [0, 3, 0, 10_000, 0] + [2, 1, 0x10] + [0, 1, 0]
    let profile = try ProfileReader.read(ByteSource(binary("0x10 main\n", words))).profile
    #expect(profile.sampleLines == ["2 20000000\n    0x10 main"])
  }

  /// No truncation and no flipped bit may trap.
  @Test func damageNeverTraps() {
    let names = "binary=a\n0x20 outer--inner\n0x10 main(A.java:7)\n"
    let binary = binary(
      names, [0, 3, 0, 0, 0, 2, 2, 0x20, 0x10, 0, 1, 0], after: "1000-2000: /b\n")
    for whole in [binary, Array(Self.texts[0].text.utf8)] {
      for length in whole.indices {
        _ = try? ProfileReader.read(ByteSource(Array(whole.prefix(length))))
      }
      for index in whole.indices {
        for bit in 0..<8 {
          var damaged = whole
          damaged[index] ^= 1 << bit
          _ = try? ProfileReader.read(ByteSource(damaged))
        }
      }
    }
  }
}
