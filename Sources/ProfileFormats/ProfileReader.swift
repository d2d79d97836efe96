import PprofWire
public import ProfileModel

/// Reads a profile of any format, which is recognised by its content.
public enum ProfileReader {
  /// Reads one profile to the end of its source, inflating it first if it is gzip.
  ///
  /// - Parameter format: the format it is known to have; nil to find out.
  public static func read(
    _ source: consuming ByteSource, from format: SourceFormat? = nil,
    limits: ReadLimits = ReadLimits()
  ) throws -> ReadProfile {
    var plain = try GzipSource.inflating(source, limits: limits)
    let start = try plain.peek(4096)
    switch format ?? recognise(start) {
    case .pprof: return try PprofReader.read(plain, limits: limits)
    case .folded: return try FoldedReader.read(plain, limits: limits)
    }
  }

  /// The format that content begins like; folded stacks have the loosest grammar and come last.
  private static func recognise(_ start: [UInt8]) -> SourceFormat {
    FoldedReader.recognises(start) ? .folded : .pprof
  }
}
