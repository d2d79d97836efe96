import ProfileModel
import TestSupport
import Testing

@testable import PprofWire

@Suite struct GzipSinkTests {
  /// A profile of several chunks, so that several threads compress.
  static let large: Profile = {
    var builder = ProfileBuilder()
    builder.header.sampleTypes = [
      ValueType(type: builder.string("samples"), unit: builder.string("count"))
    ]
    for number in 0..<60_000 {
      let name = builder.string(
        "example.com/service/internal/package\(number % 977).Function\(number)")
      let location = builder.location(function: builder.function(name: name))
      builder.appendSample(stack: builder.stack([location]), values: [Int64(number)])
    }
    return builder.finish()
  }()

  @Test func chunksMakeOneMember() throws {
    let compressed = try pprofBytes(Self.large)
    let plain = try pprofBytes(Self.large, compressed: false)
    #expect(plain.count > 4 << 20)
    #expect(compressed.count < plain.count / 2)
    #expect(try inflated(compressed) == plain)
  }

  @Test func threadsDoNotShowInTheBytes() throws {
    #expect(try pprofBytes(Self.large) == pprofBytes(Self.large))
  }

  @Test func nothingIsAMemberToo() throws {
    let sink = GzipSink(around: ByteSink { _ in })
    var outer = sink.finish()
    try outer.finish()
    let empty = try pprofBytes(ProfileBuilder().finish())
    #expect(empty[..<2] == [0x1f, 0x8b])
    #expect(try inflated(empty) == [0x32, 0])
  }
}
