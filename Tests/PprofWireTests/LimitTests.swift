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
