/// What is wrong with a compressed stream.
public struct GzipError: Error, Equatable, CustomStringConvertible {
  public enum Reason: Equatable, Sendable {
    /// The input ends inside the stream.
    case truncated
    /// zlib's word for what does not fit.
    case corrupt(String)
    /// Something that is not another gzip member follows the stream.
    case trailingBytes
    /// It inflates to more bytes than are allowed.
    case tooLarge(limit: Int)
    case outOfMemory
  }
  public let reason: Reason
  /// How many compressed bytes were read.
  public let compressed: Int
  /// How many bytes they gave.
  public let inflated: Int

  public var description: String {
    let place = "after \(compressed) compressed bytes that gave \(inflated)"
    return switch reason {
    case .truncated: "the gzip data is truncated: it ends \(place)"
    case .corrupt(let detail): "the gzip data is damaged \(place): \(detail)"
    case .trailingBytes: "something else follows the gzip data, \(place)"
    case .tooLarge(let limit):
      "it inflates to more than \(limit) bytes; raise the limit with --max-size if it can be trusted"
    case .outOfMemory: "zlib could not get memory"
    }
  }
}
