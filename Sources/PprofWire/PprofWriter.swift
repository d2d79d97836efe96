package import ProfileModel

/// Writes pprof's protobuf.
///
/// The same profile gives the same bytes: fields in the order of their numbers, strings in the order of
/// the table, no time in the gzip header.
package enum PprofWriter {
  /// Writes one profile, in gzip unless `compressed` is false. The sink is not finished.
  package static func write(_ profile: Profile, to sink: inout ByteSink, compressed: Bool = true) {
    var encoder = ProfileEncoder(profile)
    guard compressed else { return encoder.encode(to: &sink) }
    sink.writeInGzip { encoder.encode(to: &$0) }
  }
}
