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
