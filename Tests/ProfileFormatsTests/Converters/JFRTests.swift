import Foundation
import ProfileModel
import TestSupport
import Testing

@testable import ProfileFormats

/// Recordings of Java Flight Recorder.
@Suite struct JFRTests {
  /// The fixtures equal the writer's output; `UPDATE_GOLDENS=1` rewrites them.
  @Test(arguments: JFRTraps.all.map(\.name))
  func fixtureIsWhatIsWritten(_ name: String) throws {
    let bytes = try #require(JFRTraps.all.first { $0.name == name }).bytes
    let path = "converters/jfr/\(name)"
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1",
      (try? FixtureFiles.bytes(path)) != bytes
    {
      try Data(bytes).write(to: FixtureFiles.folder.appending(path: path))
      Issue.record("recorded \(path): look at the difference")
    }
    #expect(try FixtureFiles.bytes(path) == bytes)
  }

  /// A recording of two chunks, truncated anywhere, gives the complete part with a note, or an error.
  @Test func everyCutIsIncompleteOrAnError() throws {
    let first = JFRTraps.chunk { JFRTraps.sample(&$0) }
    let bytes = first + JFRTraps.chunk { JFRTraps.sample(&$0, stack: 2) }
    for end in 0..<bytes.count {
      let read = try? ProfileReader.read(ByteSource(Array(bytes.prefix(end))), from: .jfr)
      guard end >= first.count else {
        #expect(read == nil, "cut at \(end)")
        continue
      }
      #expect(read?.notes.recordsRead == 1)
      #expect((read?.notes.incomplete == nil) == (end == first.count), "cut at \(end)")
    }
  }

  /// Changing any byte gives a profile or an error.
  @Test func everyFlippedByteEnds() throws {
    let bytes = JFRTraps.chunk { writer in
      writer.setting("jdk.ExecutionSample", "period", "10 ms")
      JFRTraps.sample(&writer)
      writer.event("test.Unknown")
    }
    for index in bytes.indices {
      for change: UInt8 in [0x01, 0x80, 0xFF] {
        var changed = bytes
        changed[index] ^= change
        if let read = try? ProfileReader.read(ByteSource(changed), from: .jfr) {
          try read.profile.validate()
        }
      }
    }
  }

  /// The sums and stacks of each column equal those of `jfr print`, which truncates each duration by a nanosecond.
  @Test func sumsAreThoseOfTheJDK() throws {
    let read = try ProfileReader.read(
      ByteSource(try FixtureFiles.bytes("converters/jfr/jdk17.jfr.gz")))
    let (profile, table) = (read.profile, try FixtureFiles.table("converters/jdk17.jfr.tsv"))
    let types = profile.header.sampleTypes.map { profile.strings[$0.type] }
    #expect(Set(types) == Set(table.map { $0[0] } + ["cpu"]))
    for row in table {
      let column = try #require(types.firstIndex(of: row[0]))
      let values = stride(from: column, to: profile.sampleTable.values.count, by: types.count).map {
        profile.sampleTable.values[$0]
      }
      let slack = row[0].hasSuffix("_delay") ? Int64(read.notes.recordsRead) : 0
      let expected = try #require(Int64(row[1]))
      #expect(abs(values.reduce(0, +) - expected) <= slack, "\(row[0])")
      #expect(values.count { $0 != 0 } == Int(row[2]), "\(row[0])")
    }
  }

  @Test func gzipIsTakenOff() throws {
    let read = try ProfileReader.read(
      ByteSource(try FixtureFiles.bytes("converters/jfr/jdk17.jfr.gz")), named: "x")
    #expect(read.notes.format == "jfr")
  }

  // MARK: Numbers

  @Test func integersOfNineBytes() throws {
    let values: [Int64] = [0, 127, 128, 1 << 56, -1, .min, .max, -129, 1 << 55]
    var writer = JFRChunkWriter()
    for value in values { writer.bytes(JFRBytes.integer(value)) }
    let bytes = writer.finish()
    let header = try #require(JFRHeader(bytes))
    var cursor = JFRChunk(number: 1, offset: 0, header: header, bytes: bytes).cursor(at: 68)
    for value in values { #expect(try cursor.integer() == value) }
    #expect(JFRBytes.integer(-1).count == 9)
  }

  static let ticks: [(ticks: Int64, perSecond: Int64, nanoseconds: Int64?)] = [
    (10, 1_000_000_000, 10), (10, 3_330_000_000, 3), (1, 2_000_000_000, 1),
    (-1, 2_000_000_000, -1), (1, 2_000_000_001, 0), (.max, 1_000_000_000, .max), (.max, 1, .max),
    (.min, 1, .min), (.min, 1_000_000_000, -.max), (5, 0, nil), (5, -1, nil), (7, .max, 0),
  ]

  @Test(arguments: ticks)
  func ticksAreRoundedOnce(_ ticks: Int64, _ perSecond: Int64, _ nanoseconds: Int64?) throws {
    var writer = JFRChunkWriter()
    writer.ticksPerSecond = perSecond
    #expect(JFRHeader(writer.finish())?.nanoseconds(ticks: ticks) == nanoseconds)
  }

  // MARK: Hostile

  /// A claimed size allocates no memory; only existing bytes are read.
  @Test func claimedSizeIsNotBelieved() throws {
    let read = try ProfileReader.read(
      ByteSource(try FixtureFiles.bytes("converters/jfr/size-beyond-the-end.jfr")))
    #expect(read.notes.incomplete?.hasSuffix("of its 9223372036854775807 bytes") == true)
  }

  @Test func tablesHaveALimit() throws {
    var limits = ReadLimits()
    limits.tableBytes = 2000
    let bytes = JFRTraps.chunk { JFRTraps.sample(&$0) }
    #expect(bytes.count > 2000)
    #expect(throws: ContentError(.tablesTooLarge(limit: 2000))) {
      _ = try ProfileReader.read(ByteSource(bytes), limits: limits)
    }
  }

  @Test func poolsHaveALimit() throws {
    var limits = ReadLimits()
    let bytes = JFRTraps.chunk { writer in
      for index in 0..<2000 { writer.thread(Int64(index + 100), "") }
      JFRTraps.sample(&writer)
    }
    limits.tableBytes = bytes.count + 50_000
    #expect(throws: ContentError(.tablesTooLarge(limit: limits.tableBytes))) {
      _ = try ProfileReader.read(ByteSource(bytes), limits: limits)
    }
  }

  @Test func stackHasALimit() throws {
    var limits = ReadLimits()
    limits.depth = 2
    let bytes = JFRTraps.chunk { JFRTraps.sample(&$0) }
    #expect(throws: ContentError(.tooDeep(limit: 2))) {
      _ = try ProfileReader.read(ByteSource(bytes), limits: limits)
    }
  }

  /// Nested classes are followed only to a limited depth, whichever comes first.
  @Test(arguments: [false, true])
  func nestingOfClassesIsBounded(_ isReversed: Bool) throws {
    let nested = (0..<100).map { JFRClassDescription("test.C\($0)", ["next: test.C\($0 + 1)"]) }
    let bytes = JFRTraps.chunk { writer in
      writer.classes += isReversed ? nested.reversed() : nested
      writer.classes.append(JFRClassDescription("test.C100", ["value: int"]))
      writer.constant("test.C0", 1, value: [0])
      JFRTraps.sample(&writer)
    }
    let error = #expect(throws: ContentError.self) {
      _ = try ProfileReader.read(ByteSource(bytes))
    }
    #expect(
      error?.description.contains("'test.C0' has values nested more than 32 levels deep") == true)
  }

  /// Values of zero bytes cost no time, however many are claimed.
  @Test func emptyValuesAreNotCounted() throws {
    let bytes = JFRTraps.chunk { writer in
      writer.classes.append(JFRClassDescription("test.Nothing"))
      for depth in 0..<30 {
        let inner = depth == 0 ? "test.Nothing" : "test.N\(depth - 1)"
        writer.classes.append(
          JFRClassDescription("test.N\(depth)", (0..<20).map { "f\($0): \(inner)" }))
      }
      writer.classes.append(
        JFRClassDescription("test.Holder", ["all: test.N29[]", "filling: byte[]"]))
      let filling = [UInt8](repeating: 0, count: 5000)
      writer.constant(
        "test.Holder", 1,
        ["all": JFRBytes.integer(4000), "filling": JFRBytes.list(filling.map { [$0] })])
      JFRTraps.sample(&writer)
    }
    #expect(try ProfileReader.read(ByteSource(bytes)).notes.recordsRead == 1)
  }

  /// A class in place of another one: nothing is read beyond it.
  @Test func rolesMayBeMixedUp() throws {
    for name in ["jdk.types.StackTrace", "java.lang.Thread", "jdk.types.StackFrame"] {
      let bytes = JFRTraps.chunk { writer in
        for row in writer.classes.indices {
          writer.classes[row].fields = writer.classes[row].fields.map { field in
            field.isPooled ? .init("\(field.name): #\(name)") : field
          }
        }
        JFRTraps.sample(&writer)
      }
      _ = try? ProfileReader.read(ByteSource(bytes)).profile.validate()
    }
  }

  /// Of two fields with the same name, the first is used, whatever the other is.
  @Test func fieldsOfOneName() throws {
    let bytes = JFRTraps.chunk { writer in
      for row in writer.classes.indices where writer.classes[row].name == "jdk.types.StackTrace" {
        writer.classes[row].fields += [.init("frames: long"), .init("truncated: double")]
      }
      JFRTraps.sample(&writer)
    }
    let read = try ProfileReader.read(ByteSource(bytes))
    #expect(read.profile.stacks.frames.count == 2)
  }

  // MARK: Names

  @Test func threadsHaveIDsIfWanted() throws {
    let read = try ProfileReader.read(
      ByteSource(JFRTraps.chunk { JFRTraps.sample(&$0) }), keepsIDs: true)
    #expect(read.everything.contains("tid = 4001"))
  }
}
