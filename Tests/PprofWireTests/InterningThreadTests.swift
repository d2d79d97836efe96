import ProfileModel
import TestSupport
import Testing

@testable import PprofWire

/// Interning stacks on another thread changes only the time.
@Suite struct InterningThreadTests {
  /// A thread for each batch, for some, and for none.
  private static let batchSizes = [1, 300, Int.max]

  /// A profile with equal, new, empty and deep stacks in turn, and string tables between them.
  private static let bytes: [UInt8] = {
    var random = SeededRandom(7)
    var bytes: [UInt8] = [0x32, 0, 0x0a, 0]
    for id in 1...100 as ClosedRange<UInt8> { bytes += [0x22, 2, 0x08, id] }
    for number in 0..<4000 {
      let depth = number % 50 == 0 ? 100 : Int.random(in: 0...4, using: &random)
      let frames = (0..<depth).map { _ in UInt8.random(in: 1...100, using: &random) }
      bytes += [0x12, UInt8(depth + 5), 0x0a, UInt8(depth)] + frames + [0x12, 1, 3]
      if number % 7 == 0 { bytes += [0x32, 2, UInt8(number % 128), UInt8(number / 128)] }
    }
    return bytes
  }()

  private func decoded(
    _ bytes: [UInt8], batchSize: Int, tableBytes: Int = 1 << 30
  ) -> Result<Profile, PprofError> {
    var limits = ReadLimits()
    limits.tableBytes = tableBytes
    return Result { () throws(PprofError) in
      var splitter = RecordSplitter(RecordDecoder(limits: limits, batchSize: batchSize))
      try splitter.feed(bytes)
      return try splitter.finish().tables.resolved()
    }
  }

  @Test func theProfileIsTheSame() throws {
    let profiles = try Self.batchSizes.map { try decoded(Self.bytes, batchSize: $0).get() }
    #expect(profiles[0].sampleTable.count == 4000)
    #expect(profiles[0].stacks.count > 1000 && profiles[0].stacks.count < 3500)
    #expect(profiles.allSatisfy { $0 == profiles[0] })
  }

  /// While a thread is behind, the size of the tables is not known.
  @Test func aLimitIsReachedAtTheSameByte() throws {
    var offsets: Set<Int> = []
    for tableBytes in stride(from: 5000, to: 400_000, by: 10_000) {
      let results = Self.batchSizes.map {
        decoded(Self.bytes, batchSize: $0, tableBytes: tableBytes)
      }
      #expect(results.allSatisfy { $0 == results[0] }, "\(tableBytes)")
      if case .failure(let error) = results[0] { offsets.insert(error.offset ?? 0) }
    }
    #expect(offsets.count > 10)
  }

  @Test func damageIsNamedThoughAThreadIsBehind() {
    for index in stride(from: 1000, to: Self.bytes.count, by: 997) {
      var bytes = Self.bytes
      bytes[index] = 0xff
      let results = Self.batchSizes.map { decoded(bytes, batchSize: $0) }
      #expect(results.allSatisfy { $0 == results[0] }, "\(index)")
      let cut = Self.batchSizes.map { decoded(Array(Self.bytes[..<index]), batchSize: $0) }
      #expect(cut.allSatisfy { $0 == cut[0] }, "\(index)")
    }
  }
}
