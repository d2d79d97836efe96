import ProfileModel

/// The bytes of an answer, which are held until its reader has them.
///
/// Names that are long and stacks that are deep make gigabytes out of a profile of a few hundred bytes. The command line writes
/// them piece by piece; here there is a limit, and none is written for longer than a request may compute.
enum AnswerBytes {
  static let most = 256 << 20

  /// - Throws: a `ServedError` when there would be more, `Cancelled`, or what `body` throws.
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
