import ArgumentParser
import PprofWire
import ProfileModel

/// A format that a profile can be written in: the one table of them.
enum ConvertFormat: String, CaseIterable, ExpressibleByArgument {
  /// pprof's protobuf in gzip, as profilers save it.
  case pprof
  /// pprof's protobuf as it is.
  case protobuf

  /// The format that a file name asks for; nil if it does not say.
  init?(fileName name: String) {
    let name = name.lowercased()
    guard let format = Self.allCases.first(where: { $0.endings.contains(where: name.hasSuffix) })
    else { return nil }
    self = format
  }

  /// How the names of such files end.
  private var endings: [String] {
    switch self {
    case .pprof: [".gz", ".pprof", ".prof"]
    case .protobuf: [".pb"]
    }
  }

  /// Whether it is for people too.
  var isText: Bool {
    switch self {
    case .pprof, .protobuf: false
    }
  }

  /// Writes a profile; the sink is not finished.
  func write(_ profile: Profile, to sink: inout ByteSink) {
    switch self {
    case .pprof: PprofWriter.write(profile, to: &sink)
    case .protobuf: PprofWriter.write(profile, to: &sink, compressed: false)
    }
  }
}
