package import ProfileModel
import Synchronization

/// Gives the plain bytes of a source that may be compressed, several times even.
package enum DecompressedSource {
  /// An input of at least this size is inflated on a thread while another decodes.
  private static let largeInput = 128 << 10
  /// How many times a source may be compressed: a server, a proxy and a person.
  private static let deepest = 3

  /// The plain bytes of a source, several members one behind the other.
  ///
  /// - `limits`: how many bytes it may inflate to.
  /// - Throws: `CompressionError`, or what the source throws; the source returned throws the same.
  package static func plain(
    _ source: consuming ByteSource, limits: ReadLimits
  ) throws -> ByteSource {
    var layers: [Compression] = []
    return try plain(source, limit: LengthLimit(limits.inflatedBytes), layers: &layers)
  }

  /// The same; notes how it was compressed, from the outside in, behind what was noted before.
  package static func plain(
    _ source: consuming ByteSource, limit: LengthLimit, layers: inout [Compression]
  ) throws -> ByteSource {
    var source = source
    let outer = layers.count
    while let compression = Compression.of(try source.peek(largeInput)) {
      guard layers.count < deepest else {
        throw CompressionError(
          reason: .tooDeep(limit: deepest), compression: compression, compressed: 0, inflated: 0)
      }
      layers.append(compression)
      source = try decompressed(source, compression, limit: limit)
    }
    return layers.count > outer ? source : limited(source, limit: limit)
  }

  private static func decompressed(
    _ source: consuming ByteSource, _ compression: Compression, limit: LengthLimit
  ) throws -> ByteSource {
    let isLarge = try source.peek(largeInput).count >= largeInput
    let inflated: ByteSource
    if compression == .zstd {
      let stream = DecompressingStream(source, with: try ZstdDecoder(), limit: limit)
      inflated = ByteSource { try stream.next() }
    } else {
      let stream = DecompressingStream(source, with: try Inflater(), limit: limit)
      inflated = ByteSource { try stream.next() }
    }
    guard isLarge else { return inflated }
    let ahead = ReadAhead(inflated)
    return ByteSource { try ahead.next() }
  }

  /// A plain source that is held to the same limit as a compressed one.
  private static func limited(_ source: consuming ByteSource, limit: LengthLimit) -> ByteSource {
    let counted = CountedSource(source, limit: limit)
    return ByteSource { try counted.next() }
  }
}

/// Counts the bytes of a source and ends it at a limit.
private final class CountedSource: @unchecked Sendable {
  private var source: ByteSource
  private var count = 0
  private let limit: LengthLimit

  init(_ source: consuming ByteSource, limit: LengthLimit) {
    self.source = source
    self.limit = limit
  }

  func next() throws -> [UInt8] {
    let block = try source.next()
    count += block.count
    guard count <= limit.bytes else {
      throw CompressionError(
        reason: .tooLarge(limit: limit.bytes), compression: nil, compressed: count, inflated: count)
    }
    return block
  }
}

/// How many bytes a source may have, which is lifted for formats that are long by nature.
///
/// Content is recognised by its beginning, long before any limit counts.
package final class LengthLimit: Sendable {
  private let value: Atomic<Int>

  package init(_ bytes: Int) { value = Atomic(bytes) }

  package var bytes: Int { value.load(ordering: .relaxed) }

  /// Lets a source have any length.
  package func lift() { value.store(.max, ordering: .relaxed) }
}
