internal import ProfileAnalysis

/// Profiles that measure the same: all snapshots of goroutines, or all of the heap.
public struct ProfileGroup: Sendable {
  /// What rules call it: `goroutine`, `heap`, `block`.
  public let name: String
  /// What its profiles measure.
  let types: [MeasuredProfile.SampleType]
  /// The snapshots, the oldest first.
  public internal(set) var snapshots: [Snapshot]
  /// The snapshots that are known to be good.
  public internal(set) var baselines: [Snapshot]

  /// The place of a sample type in every profile of the group.
  func column(of name: String) -> Int? {
    types.firstIndex { $0.name == name }
      ?? types.firstIndex { "inuse_\($0.name)" == name }
  }

  /// The sample type that reports show unless they are told otherwise.
  var defaultColumn: Int? {
    guard let profile = (snapshots + baselines).first?.profiles.first?.profile else { return nil }
    return (try? SampleTypeChoice(of: profile))?.column
  }

  /// The name of the group that a profile belongs to unless it is given one.
  static func name(of profile: MeasuredProfile, in file: String) -> String {
    let names = profile.types.map(\.name)
    for name in ["goroutine", "goroutineleak", "threadcreate", "cpu"] where names.contains(name) {
      return name
    }
    if names.contains("inuse_space") || names == ["objects", "space"] { return "heap" }
    if names == ["contentions", "delay"] {
      return contention(SnapshotName.fileName(of: file))
    }
    let byDefault = try? SampleTypeChoice(of: profile.profile)
    return byDefault.map { names[$0.column] } ?? "empty"
  }

  /// Profiles of blocking and of mutexes differ by nothing but their names.
  private static func contention(_ fileName: String) -> String {
    let name = fileName.lowercased()
    return ["block", "mutex"].first { name.contains($0) } ?? "contention"
  }
}
