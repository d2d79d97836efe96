import ProfileModel
import TestSupport
import Testing

@testable import PprofWire

@Suite struct LimitTests {
  @Test func inflatingStopsAtTheLimit() throws {
    let bytes = try FixtureFiles.bytes("wire/gzip.pb.gz")
    let error = #expect(throws: CompressionError.self) {
      _ = try read(bytes, limits: ReadLimits(inflatedBytes: 100))
    }
    #expect(error?.reason == .tooLarge(limit: 100))
  }

  @Test func aBareProfileIsHeldToTheLimitToo() throws {
    let bytes = try FixtureFiles.bytes("wire/bare.pb")
    let error = #expect(throws: CompressionError.self) {
      _ = try read(bytes, limits: ReadLimits(inflatedBytes: 100))
    }
    #expect(error?.reason == .tooLarge(limit: 100))
  }

  @Test func theDepthOfAStackIsBounded() throws {
    var limits = ReadLimits()
    limits.depth = 1
    let bytes = try FixtureFiles.bytes("wire/labels.pb")
    let error = #expect(throws: PprofError.self) { _ = try read(bytes, limits: limits) }
    #expect(error?.reason == .tooLarge(what: "frames in one stack", limit: 1))
  }

  /// Texts, stacks, labels and rows share one budget.
  static let growing: [(what: String, record: @Sendable (Int) -> [UInt8])] = [
    ("texts", { [0x32, 8] + String(10_000_000 + $0).utf8 }),
    ("stacks", { [0x12, 4, 0x0a, 2, UInt8($0 % 128), UInt8($0 / 128)] }),
    ("frames", { [0x12, 102, 0x0a, 100] + [UInt8](repeating: UInt8($0 % 128), count: 100) }),
    ("odd ids", { [0x12, 6, 0x08, 0x80, 0x80 | UInt8($0 % 128), 0x80, 0x80, 0x7f] }),
    ("labels", { [0x12, 6, 0x1a, 4, 8, UInt8($0 % 128), 0x18, UInt8($0 / 128)] }),
    ("values", { _ in [0x12, 34, 0x12, 32] + [UInt8](repeating: 1, count: 32) }),
  ]

  @Test(arguments: growing.indices)
  func whateverGrowsIsCounted(_ index: Int) throws {
    var limits = ReadLimits()
    limits.tableBytes = 20_000
    let bytes: [UInt8] = [0x32, 0] + (0..<2000).flatMap(Self.growing[index].record)
    let error = #expect(throws: PprofError.self) { _ = try read(bytes, limits: limits) }
    #expect(error?.reason == .tablesTooLarge(limit: 20_000))
  }

  /// Each record would become a row: memory must stay bounded.
  @Test(
    arguments: [[0x1a, 0], [0x22, 0], [0x2a, 0], [0x12, 0], [0x6a, 1, 0], [0x68, 0]] as [[UInt8]])
  func tinyRecordsAreCounted(_ record: [UInt8]) throws {
    var limits = ReadLimits()
    limits.tableBytes = 10_000
    let bytes: [UInt8] = [0x32, 0] + (0..<2000).flatMap { (_: Int) -> [UInt8] in record }
    let error = #expect(throws: PprofError.self) { _ = try read(bytes, limits: limits) }
    #expect(error?.reason == .tablesTooLarge(limit: 10_000))
  }

  @Test func sampleTypesAreCounted() throws {
    let bytes: [UInt8] = [0x32, 0] + (0..<5000).flatMap { (_: Int) -> [UInt8] in [0x0a, 0] }
    let error = #expect(throws: PprofError.self) { _ = try read(bytes) }
    #expect(error?.reason == .tooLarge(what: "sample types", limit: 4096))
  }

  @Test func moreToInflateIsMoreForTheTables() {
    #expect(ReadLimits(inflatedBytes: 1).tableBytes == 64 << 20)
    #expect(ReadLimits(inflatedBytes: 1 << 30).tableBytes == 256 << 20)
    #expect(ReadLimits().tableBytes == 1 << 30)
    #expect(ReadLimits(inflatedBytes: .max).tableBytes == (4 << 30) - 1)
  }

  /// Billions of meaningless records would take a minute.
  @Test(arguments: [[0x00, 0], [0x5a, 0]] as [[UInt8]])
  func recordsOfNoTableAreCounted(_ record: [UInt8]) throws {
    var limits = ReadLimits()
    limits.strays = 1000
    let bytes: [UInt8] = [0x32, 0] + (0..<2000).flatMap { (_: Int) -> [UInt8] in record }
    let error = #expect(throws: PprofError.self) { _ = try read(bytes, limits: limits) }
    #expect(error?.reason == .tooLarge(what: "records that belong to no table", limit: 1000))
  }

  /// Two bytes of a record unpack to ninety: a million empty lines must not exceed the arena's budget.
  @Test func aRecordThatUnpacksTooLargeIsRefused() throws {
    let lines = (0..<2_000_000).map { UInt8($0 % 2 == 0 ? 0x22 : 0) }
    var decoder = RecordDecoder(limits: ReadLimits(), arenaBudget: 1 << 20)
    let record = WireRecord(
      number: 4, wireType: .bytes, value: 0, content: 0..<lines.count, end: lines.count)
    let span = lines.span
    do throws(PprofError) {
      try decoder.decode(record, in: span, at: 0)
      Issue.record("was accepted")
    } catch {
      #expect(error.reason == .unpacksTooLarge(message: "location", limit: 1 << 20))
    }
  }

  /// A text of 300 bytes is stored once, but a report may write it many times.
  static let spelled: [(what: String, record: @Sendable (UInt8) -> [UInt8])] = [
    ("names", { [0x22, 6, 8, $0, 0x22, 2, 8, 1] }),
    ("keys", { [0x12, 8, 0x10, 1, 0x1a, 4, 8, 1, 0x18, $0] }),
  ]

  @Test(arguments: spelled.indices)
  func whatIsWrittenOftenIsCountedAsOften(_ index: Int) throws {
    let head: [UInt8] = [0x0a, 0, 0x32, 0, 0x32, 0xac, 2] + [UInt8](repeating: 0x6e, count: 300)
    let function: [UInt8] = [0x2a, 4, 8, 1, 0x10, 1]
    let bytes = head + function + (1...60).flatMap(Self.spelled[index].record)
    var limits = ReadLimits()
    limits.tableBytes = 18_500
    _ = try read(bytes, limits: limits)
    limits.tableBytes = 17_900
    let error = #expect(throws: PprofError.self) { _ = try read(bytes, limits: limits) }
    #expect(error == PprofError(.tablesTooLarge(limit: 17_900)))
  }
}
