package import ProfileModel

/// How a source is compressed.
package enum Compression: String, Sendable {
  case gzip, zlib, zstd

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

/// The one owner of a stream of a compression library.
protocol Decompressor: ~Copyable {
  /// How many compressed bytes were taken.
  var compressed: Int { get }
  /// How many bytes they gave.
  var inflated: Int { get }
  /// Whether the stream stands between two members, where it may end.
  var isBetweenMembers: Bool { get }
  /// Whether more output comes without more input.
  var hasPendingOutput: Bool { get }
  var compression: Compression { get }

  /// Decompresses from `input` into `output` until one of them is used up, or a member ends.
  ///
  /// - Returns: how many bytes were taken and how many given.
  mutating func decompress(
    _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>
  ) throws(CompressionError) -> (taken: Int, given: Int)
}

extension Decompressor where Self: ~Copyable {
  /// An error at the current position.
  func error(_ reason: CompressionError.Reason) -> CompressionError {
    CompressionError(
      reason: reason, compression: compression, compressed: compressed, inflated: inflated)
  }
}

/// An error in a compressed stream.
package struct CompressionError: Error, Equatable, CustomStringConvertible {
  package enum Reason: Equatable, Sendable {
    /// The input ends inside the stream.
    case truncated
    /// The library's word for what does not fit.
    case corrupt(String)
    /// Something that is not another member follows the stream.
    case trailingBytes
    /// It inflates to more bytes than are allowed.
    case tooLarge(limit: Int)
    case outOfMemory
    /// It is compressed more often than anybody does.
    case tooDeep(limit: Int)
  }
  package let reason: Reason
  /// How it is compressed; nil for plain content that is larger than is allowed.
  package let compression: Compression?
  /// How many compressed bytes were read.
  package let compressed: Int
  /// How many bytes they gave.
  package let inflated: Int

  package var description: String {
    let name = compression?.rawValue ?? "plain"
    let position = "after \(compressed) compressed bytes that gave \(inflated)"
    return switch reason {
    case .truncated: "the \(name) data is truncated: it ends \(position)"
    case .corrupt(let detail): "the \(name) data is damaged \(position): \(detail)"
    case .trailingBytes: "something else follows the \(name) data \(position)"
    case .tooLarge(let limit):
      "it inflates to more than \(limit) bytes"
    case .tooDeep(let limit): "it is compressed more than \(limit) times over"
    case .outOfMemory: "there is not enough memory to decompress it"
    }
  }
}

extension CompressionError: RemediedError {
  package var remedy: Remedy? {
    if case .tooLarge = reason { .raiseInflatedLimit } else { nil }
  }
}
