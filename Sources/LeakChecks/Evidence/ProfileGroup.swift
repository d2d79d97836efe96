import ProfileAnalysis

/// Profiles that measure the same: all snapshots of goroutines, or all of the heap.
package struct ProfileGroup: Sendable {
  /// What rules call it: `goroutine`, `heap`, `block`.
  package let name: String
  /// What its profiles measure.
  let types: [MeasuredProfile.SampleType]
  /// The snapshots, the oldest first.
  package internal(set) var snapshots: [Snapshot]
  /// The snapshots that are known to be good.
  package internal(set) var baselines: [Snapshot]

  /// The place of a sample type in every profile of the group.
  func column(of name: String) -> Int? {
    types.firstIndex { $0.name == name }
      ?? types.firstIndex { "inuse_\($0.name)" == name }
  }

  /// Whether it counts stacks that have names and nothing else, not even what was counted.
  var countsNamesOnly: Bool {
    types.count == 1 && BaseUnit(types[0].unit).dimension == .count
      && (snapshots + baselines).flatMap(\.profiles).allSatisfy(\.hasNamesOnly)
  }

  /// The sample type that reports show unless they are told otherwise.
  var defaultColumn: Int? {
    guard let profile = (snapshots + baselines).first?.profiles.first?.profile else { return nil }
    return (try? SampleTypeChoice(of: profile))?.column
  }
}
