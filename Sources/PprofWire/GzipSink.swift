import CZlib
package import ProfileModel

/// Stands between a writer and its sink and compresses what passes, as one gzip member (RFC 1952).
///
/// The chunks are the same whatever number of threads there is, and so are the bytes.
final class GzipSink {
  private var outer: ByteSink
  private let pool = DeflatePool()
  private var chunk: [UInt8] = []
  private var dictionary: [UInt8] = []
  private var checksum: UInt = 0
  private var size = 0
  private static let chunkSize = 512 << 10
  private static let windowSize = 32 << 10

  init(around sink: consuming ByteSink) {
    outer = sink
    // Deflate, no name, no time, no operating system.
    outer.write(bytes: [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255])
  }

  /// Writes the next bytes.
  func write(_ block: [UInt8]) {
    chunk += block
    if chunk.count >= Self.chunkSize { submitChunk(isLast: false) }
  }

  /// Ends the member and gives the sink back.
  func finish() -> ByteSink {
    submitChunk(isLast: true)
    while let part = pool.next(mayWait: true) { append(part) }
    for number in [UInt64(checksum), UInt64(size)] {
      for shift in stride(from: 0, to: 32, by: 8) {
        outer.write(byte: UInt8(truncatingIfNeeded: number >> UInt64(shift)))
      }
    }
    var sink = ByteSink { _ in }
    swap(&sink, &outer)
    return sink
  }

  private func submitChunk(isLast: Bool) {
    pool.submit(Deflater.Chunk(bytes: chunk, dictionary: dictionary, isLast: isLast))
    dictionary = Array(chunk.suffix(Self.windowSize))
    chunk = []
    if !isLast { chunk.reserveCapacity(Self.chunkSize + Self.windowSize) }
    while let part = pool.next(mayWait: false) { append(part) }
  }

  private func append(_ part: Deflater.Part) {
    outer.write(bytes: part.bytes[...])
    checksum = crc32_combine(checksum, part.checksum, part.inputCount)
    size += part.inputCount
  }
}

extension ByteSink {
  /// Writes what `body` writes as one gzip member.
  ///
  /// - Throws: what `body` throws; what it wrote before is there.
  package mutating func writeInGzip(_ body: (inout ByteSink) throws -> Void) rethrows {
    let gzip = GzipSink(around: self)
    var plain = ByteSink { gzip.write($0) }
    do {
      try body(&plain)
    } catch {
      self = gzip.finish()
      throw error
    }
    plain.flush()
    self = gzip.finish()
  }
}
