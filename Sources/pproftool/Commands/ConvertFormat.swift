import ArgumentParser
import PprofWire
import ProfileAnalysis
import ProfileExport
import ProfileFormats
import ProfileModel
import ProfileReports

/// A format that a profile can be written in: the one table of them.
enum ConvertFormat: String, CaseIterable, ExpressibleByArgument {
  /// pprof's protobuf in gzip, as profilers save it.
  case pprof
  /// pprof's protobuf as it is.
  case protobuf
  /// Folded stacks of the sample type that reports show first.
  case folded
  /// All of it as one object for programs.
  case json
  /// A sample a line for programs.
  case ndjson

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
    case .folded: [".folded", ".collapsed", ".txt"]
    case .json: [".json"]
    case .ndjson: [".ndjson", ".jsonl"]
    }
  }

  /// Whether it is for people too.
  var isText: Bool {
    switch self {
    case .pprof, .protobuf: false
    case .folded, .json, .ndjson: true
    }
  }

  /// Writes a profile; the sink is not finished.
  ///
  /// - Returns: a remark on what the format has no place for, if there is some of it.
  /// - Throws: if the profile has nothing that the format could hold.
  func write(_ profile: Profile, to sink: inout ByteSink) throws -> String? {
    switch self {
    case .pprof: PprofWriter.write(profile, to: &sink)
    case .protobuf: PprofWriter.write(profile, to: &sink, compressed: false)
    case .folded: return try Self.writeFolded(profile, to: &sink)
    case .json: ProfileData.writeJSON(profile, to: &sink)
    case .ndjson: ProfileData.writeNDJSON(profile, to: &sink)
    }
    return nil
  }

  private static func writeFolded(_ profile: Profile, to sink: inout ByteSink) throws -> String? {
    let column = try SampleTypeChoice(of: profile).column
    let leftOut = FoldedWriter.write(
      profile, StackNaming(LocationNames(profile)), columns: [column], to: &sink)
    return leftOut.words
  }
}
