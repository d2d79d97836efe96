import PprofWire

extension InputFormat {
  /// The gzipped protobuf of pprof, or the bare one.
  package static let pprof = InputFormat(
    name: "pprof", summary: "protobuf profiles, compressed or not, from any writer",
    endings: [".pb.gz", ".pb", ".pprof", ".prof", ".proto"], traits: [],
    isText: false,
    recognise: { window in
      // Any letter can be the tag of a record.
      if window.isPrintable { return .no }
      switch PprofReader.evidence(in: window.bytes, isWhole: window.isWhole) {
      case .none: return .no
      case .record: return .likely("it begins with a pprof record")
      case .profile: return .certain("it begins with pprof records that fit together")
      }
    },
    read: { source, settings in [.only(try PprofReader.read(source, limits: settings.limits))] })
}
