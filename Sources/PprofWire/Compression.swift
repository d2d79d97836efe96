/// How a source is compressed.
package enum Compression: String, Sendable {
  case gzip, zlib, zstd

  /// How many bytes of a source tell.
  static let signLength = 4

  /// The compression of content that begins with some bytes; nil when it is plain.
  package static func of(_ start: [UInt8]) -> Compression? {
    if start.starts(with: [0x1f, 0x8b]) { return .gzip }
    if isZstd(start) { return .zstd }
    return isZlib(start) ? .zlib : nil
  }

  /// A frame of zstd, or a skippable one, which may come first (RFC 8878, sections 3.1.1 and 3.1.2).
  private static func isZstd(_ start: [UInt8]) -> Bool {
    guard start.count >= 4 else { return false }
    let isSkippable = start[0] & 0xf0 == 0x50 && start[1...3] == [0x2a, 0x4d, 0x18]
    return isSkippable || start.starts(with: [0x28, 0xb5, 0x2f, 0xfd])
  }

  /// A zlib header (RFC 1950: deflate, and a multiple of 31) could begin a bare protobuf too, so the
  /// first bytes must also inflate.
  private static func isZlib(_ start: [UInt8]) -> Bool {
    guard start.count >= 2, start[0] == 0x78, (UInt(start[0]) << 8 | UInt(start[1])) % 31 == 0,
      var inflater = try? Inflater()
    else { return false }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { output in
      let step = try? start.withUnsafeBufferPointer { input throws(CompressionError) in
        try inflater.decompress(input, into: output)
      }
      return (step?.given ?? 0) > 0
    }
  }
}
