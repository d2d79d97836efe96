import PprofWire
import ProfileAnalysis

extension OutputFormat {
  /// pprof's protobuf in gzip.
  package static let pprof = OutputFormat(
    name: "pprof", summary: "gzipped protobuf, as profilers write it",
    endings: [".pb.gz", ".pprof", ".prof", ".pgo", ".gz"], isText: false, isCompressed: true,
    keeps: Set(ProfilePart.allCases),
    writer: { profile, _, sink in
      PprofWriter.write(profile, to: &sink)
      return LeftOutStacks()
    })

  /// pprof's protobuf, uncompressed by us.
  package static let protobuf = OutputFormat(
    name: "protobuf", summary: "the same, uncompressed", endings: [".pb"], isText: false,
    keeps: Set(ProfilePart.allCases),
    writer: { profile, _, sink in
      PprofWriter.write(profile, to: &sink, compressed: false)
      return LeftOutStacks()
    })
}
