internal import ProfileModel

/// Stands between a writer and its sink and compresses what passes, as one gzip member.
final class GzipSink {
  private var outer: ByteSink
  private var deflater: Deflater

  init(around sink: consuming ByteSink, _ deflater: consuming Deflater) {
    outer = sink
    self.deflater = deflater
  }

  /// Compresses a block; the last one ends the member.
  func deflate(_ block: [UInt8], isLast: Bool = false) {
    deflater.deflate(block, isLast: isLast, to: &outer)
  }

  /// Gives the sink back; nothing can be written any more.
  func release() -> ByteSink {
    var sink = ByteSink { _ in }
    swap(&sink, &outer)
    return sink
  }
}
