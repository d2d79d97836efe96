import ProfileAnalysis
import ProfileModel

extension OutputFormat {
  /// V8's CPU profile, of a sample type in time.
  package static let cpuprofile = OutputFormat(
    name: "cpuprofile", summary: "time profiles for DevTools in Chrome and VS Code",
    endings: [".cpuprofile"], isText: true, isForBrowsers: true,
    keeps: [.unit, .files, .lines, .startLines, .emptyStacks], values: .positive,
    writer: { profile, _, sink in
      let type = try SampleTypeChoice(of: profile).column
      let nanoseconds = try nanoseconds(ofType: type, profile)
      return CPUProfileWriter.write(profile, type: type, nanoseconds: nanoseconds, to: &sink)
    })

  /// V8's heap profile, of a sample type in bytes.
  package static let heapprofile = OutputFormat(
    name: "heapprofile", summary: "memory profiles for DevTools in Chrome and VS Code",
    endings: [".heapprofile"], isText: true, isForBrowsers: true,
    keeps: [.unit, .nanoseconds, .files, .startLines, .emptyStacks], values: .positive,
    writer: { profile, _, sink in
      let type = try SampleTypeChoice(of: profile).column
      guard ExportUnit(ofType: type, profile).kind == .bytes else {
        throw ExportError(type, profile, format: "heapprofile", holds: "bytes")
      }
      return HeapProfileWriter.write(profile, type: type, to: &sink)
    })

  /// The nanoseconds that a value stands for: by its unit, or for samples by the period.
  private static func nanoseconds(
    ofType type: Int, _ profile: Profile
  ) throws -> (Int64) -> Int64 {
    let unit = ExportUnit(ofType: type, profile)
    if unit.kind == .time { return { unit.whole($0) } }
    let header = profile.header
    let period = ExportUnit(profile.strings[header.periodType.unit])
    guard profile.strings[header.sampleTypes[type].type] == "samples", unit.kind == .count,
      period.kind == .time, header.period > 0
    else { throw ExportError(type, profile, format: "cpuprofile", holds: "time") }
    let length = period.whole(header.period)
    return { unit.whole($0).multipliedClamped(by: length) }
  }
}

extension ExportUnit {
  /// The unit of a sample type.
  init(ofType type: Int, _ profile: Profile) {
    self.init(profile.strings[profile.header.sampleTypes[type].unit])
  }
}

extension ExportError {
  /// What to say of a sample type that is not what a format holds.
  fileprivate init(_ type: Int, _ profile: Profile, format: String, holds: String) {
    let name = profile.header.sampleTypes[type]
    let other =
      switch ExportUnit(ofType: type, profile).kind {
      case .time: ["cpuprofile"]
      case .bytes: ["heapprofile"]
      case .count: [String]()
      }
    self = .otherKind(
      format: format, holds: holds, type: profile.strings[name.type],
      unit: profile.strings[name.unit], fitting: other + ["speedscope"])
  }
}
