import ProfileModel
import Testing

@testable import PprofWire

@Suite struct LimitTests {
  @Test func inflatingStopsAtTheLimit() throws {
    let bytes = try FixtureFiles.bytes("wire/gzip.pb.gz")
    let error = #expect(throws: GzipError.self) {
      _ = try read(bytes, limits: ReadLimits(inflatedBytes: 100))
    }
    #expect(error?.reason == .tooLarge(limit: 100))
  }

  @Test func aBareProfileIsHeldToTheLimitToo() throws {
    let bytes = try FixtureFiles.bytes("wire/bare.pb")
    let error = #expect(throws: GzipError.self) {
      _ = try read(bytes, limits: ReadLimits(inflatedBytes: 100))
    }
    #expect(error?.reason == .tooLarge(limit: 100))
  }

  static let budgets: [(WritableKeyPath<ReadLimits, Int> & Sendable, String)] = [
    (\.stringBytes, "string bytes"), (\.frames, "frames"), (\.labels, "labels"),
    (\.tableBytes, "bytes in its tables"), (\.depth, "frames in one stack"),
  ]

  @Test(arguments: budgets)
  func aBudgetIsKept(
    _ budget: WritableKeyPath<ReadLimits, Int> & Sendable, _ what: String
  ) throws {
    var limits = ReadLimits()
    limits[keyPath: budget] = 1
    let bytes = try FixtureFiles.bytes("wire/labels.pb")
    let error = #expect(throws: PprofError.self) { _ = try read(bytes, limits: limits) }
    #expect(error?.reason == .tooLarge(what: what, limit: 1))
  }

  /// Each of these records would become a row: memory must not grow with them for long.
  @Test(
    arguments: [[0x1a, 0], [0x22, 0], [0x2a, 0], [0x12, 0], [0x6a, 1, 0], [0x68, 0]] as [[UInt8]])
  func tinyRecordsAreCounted(_ record: [UInt8]) throws {
    var limits = ReadLimits()
    limits.tableBytes = 10_000
    let bytes: [UInt8] = [0x32, 0] + (0..<2000).flatMap { (_: Int) -> [UInt8] in record }
    let error = #expect(throws: PprofError.self) { _ = try read(bytes, limits: limits) }
    #expect(error?.reason == .tooLarge(what: "bytes in its tables", limit: 10_000))
  }

  @Test func sampleTypesAreCounted() throws {
    let bytes: [UInt8] = [0x32, 0] + (0..<5000).flatMap { (_: Int) -> [UInt8] in [0x0a, 0] }
    let error = #expect(throws: PprofError.self) { _ = try read(bytes) }
    #expect(error?.reason == .tooLarge(what: "sample types", limit: 4096))
  }

  @Test func moreToInflateIsMoreForTheTables() {
    #expect(ReadLimits(inflatedBytes: 1).tableBytes == 1 << 30)
    #expect(ReadLimits(inflatedBytes: 8 << 30).tableBytes == 2 << 30)
    #expect(ReadLimits(inflatedBytes: .max).tableBytes == 32 << 30)
  }

  /// Two bytes of a record unpack to ninety: a million empty lines must not pass the arena's budget.
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
      #expect(error.reason == .unreadable(message: "location"))
    }
  }
}
