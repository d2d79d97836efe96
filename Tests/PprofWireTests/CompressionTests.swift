import ProfileModel
import Synchronization
import Testing

@testable import PprofWire

/// Sources compressed once or several times.
@Suite struct CompressionTests {
  private static let text = Array("main;work 3\n".utf8)
  /// The text compressed by `zstd`, with and without a checksum.
  static let frames: [[UInt8]] = [
    [
      0x28, 0xb5, 0x2f, 0xfd, 0x04, 0x58, 0x61, 0x00, 0x00, 0x6d, 0x61, 0x69, 0x6e, 0x3b, 0x77,
      0x6f, 0x72, 0x6b, 0x20, 0x33, 0x0a, 0x17, 0x98, 0x3b, 0x45,
    ],
    [
      0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58, 0x61, 0x00, 0x00, 0x6d, 0x61, 0x69, 0x6e, 0x3b, 0x77,
      0x6f, 0x72, 0x6b, 0x20, 0x33, 0x0a,
    ],
  ]
  private static let skippable: [UInt8] = [0x50, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 0xff, 0xff]

  @Test(arguments: frames)
  func zstdIsRead(_ frame: [UInt8]) throws {
    #expect(try inflated(frame) == Self.text)
    #expect(try inflated(Self.skippable + frame + frame) == Self.text + Self.text)
  }

  @Test(arguments: frames)
  func everyCutOfZstdIsSaid(_ frame: [UInt8]) {
    for length in 4..<frame.count {
      let error = #expect(throws: CompressionError.self) {
        try inflated(Array(frame.prefix(length)))
      }
      #expect(error?.description.hasPrefix("the zstd data is truncated") == true, "\(length) bytes")
    }
  }

  @Test func damageOfZstdIsSaid() {
    var frame = Self.frames[0]
    frame[frame.count - 1] ^= 1
    let error = #expect(throws: CompressionError.self) { try inflated(frame) }
    #expect(error?.description.hasPrefix("the zstd data is damaged") == true)
  }

  @Test func zstdIsHeldToTheLimit() {
    let error = #expect(throws: CompressionError.self) {
      try inflated(Self.frames[0], limits: ReadLimits(inflatedBytes: 3))
    }
    #expect(error?.reason == .tooLarge(limit: 3))
  }

  @Test func compressedThreeTimesItIsReadAndFourTimesRefused() throws {
    var bytes = Self.text
    for _ in 0..<3 { bytes = try gzipped(bytes) }
    #expect(try inflated(bytes) == Self.text)
    let error = #expect(throws: CompressionError.self) { try inflated(gzipped(bytes)) }
    #expect(error?.reason == .tooDeep(limit: 3))
    #expect(try inflated(gzipped(Self.frames[0])) == Self.text)
  }

  private func gzipped(_ bytes: [UInt8]) throws -> [UInt8] {
    let written = Mutex<[UInt8]>([])
    let gzip = GzipSink(around: ByteSink { block in written.withLock { $0 += block } })
    gzip.write(bytes)
    var sink = gzip.finish()
    try sink.finish()
    return written.withLock { $0 }
  }
}
