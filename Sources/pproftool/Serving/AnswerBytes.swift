import ProfileModel

/// The body of a response, kept in memory until the client has read it.
///
/// Long names and deep stacks turn a profile of a few hundred bytes into gigabytes. The command line streams them;
/// here a limit applies, and writing stops when the request runs out of time.
enum AnswerBytes {
  static let most = 256 << 20

  /// - Throws: a `ServedError` above the limit, `Cancelled`, or what `body` throws.
  static func of(
    _ cancellation: Cancellation, atMost most: Int = most,
    _ body: (inout ByteSink) throws -> Void
  ) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var sink = ByteSink { block in
      try cancellation.check()
      guard block.count <= most - bytes.count else {
        throw ServedError(
          422, "it has more than \(most >> 20) MiB; ask for less, or use the command line")
      }
      bytes += block
    }
    try body(&sink)
    try sink.finish()
    return bytes
  }
}
