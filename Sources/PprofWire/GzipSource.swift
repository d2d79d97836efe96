public import ProfileModel

/// Gives the inflated bytes of a source that is gzip or zlib, and any other source as it is.
public enum GzipSource {
  /// An input of at least this size is inflated by a thread of its own while another decodes.
  private static let largeInput = 128 << 10

  /// The plain bytes of a source, several gzip members one behind the other.
  ///
  /// - Parameter limits: how many bytes it may inflate to.
  /// - Throws: `GzipError`, or what the source throws; the source returned throws the same.
  public static func inflating(
    _ source: consuming ByteSource, limits: ReadLimits
  ) throws -> ByteSource {
    let start = try source.peek(largeInput)
    guard isCompressed(start) else { return limited(source, limit: limits.inflatedBytes) }
    let stream = try InflatingStream(source, limit: limits.inflatedBytes)
    let inflated = ByteSource { try stream.next() }
    guard start.count >= largeInput else { return inflated }
    let ahead = ReadAhead(inflated)
    return ByteSource { try ahead.next() }
  }

  private static func isCompressed(_ start: [UInt8]) -> Bool {
    guard start.count >= 2 else { return false }
    return start[0] == 0x1f && start[1] == 0x8b || isZlib(start)
  }

  /// A zlib header (RFC 1950: deflate, and a multiple of 31) could begin a bare protobuf too, so the
  /// first bytes must also inflate.
  private static func isZlib(_ start: [UInt8]) -> Bool {
    guard start[0] == 0x78, (UInt(start[0]) << 8 | UInt(start[1])) % 31 == 0,
      var inflater = try? Inflater()
    else { return false }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { output in
      let step = try? start.withUnsafeBufferPointer { input throws(GzipError) in
        try inflater.inflate(input, into: output)
      }
      return (step?.given ?? 0) > 0
    }
  }

  /// A plain source that is held to the same limit as a compressed one.
  private static func limited(_ source: consuming ByteSource, limit: Int) -> ByteSource {
    let counted = CountedSource(source, limit: limit)
    return ByteSource { try counted.next() }
  }
}

/// Counts the bytes of a source and ends it at a limit.
private final class CountedSource: @unchecked Sendable {
  private var source: ByteSource
  private var count = 0
  private let limit: Int

  init(_ source: consuming ByteSource, limit: Int) {
    self.source = source
    self.limit = limit
  }

  func next() throws -> [UInt8] {
    let block = try source.next()
    count += block.count
    guard count <= limit else {
      throw GzipError(reason: .tooLarge(limit: limit), compressed: count, inflated: count)
    }
    return block
  }
}
