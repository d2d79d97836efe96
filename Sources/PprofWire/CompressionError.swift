package import ProfileModel

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
    case .trailingBytes: "something else follows the \(name) data, \(position)"
    case .tooLarge(let limit):
      "it inflates to more than \(limit) bytes"
    case .tooDeep(let limit): "it is compressed more than \(limit) times, one inside the other"
    case .outOfMemory: "there is not enough memory to decompress it"
    }
  }
}

extension CompressionError: RemediedError {
  package var remedy: Remedy? {
    if case .tooLarge = reason { .raiseInflatedLimit } else { nil }
  }
}
