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
      case .record: return .likely("it begins with a record of pprof")
      case .profile: return .certain("it begins with records of pprof that fit one another")
      }
    },
    read: { source, settings in [.only(try PprofReader.read(source, limits: settings.limits))] })
}
