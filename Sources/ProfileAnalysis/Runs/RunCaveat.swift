import ProfileModel

/// Why a comparison of runs may be misleading, as data: the caller words it. None changes a number.
package enum RunCaveat: Equatable, Sendable {
  /// A side has two runs.
  case few
  /// The typical function is unknown, since too few are in all runs: the total is used.
  case noTypical
  /// All runs of one side were before all of the other.
  case order
  /// The sides were measured in turn, so that they can be paired.
  case alternating
  /// The runs of a side seem to be moments of one process.
  case moments(isBefore: Bool)
  /// A run has the same numbers as another of its side in all rows, and no time shows whether it is the same run.
  case alike(name: String, other: String)
  /// A run is far from the others of its side, and whether it was left out.
  case outlier(name: String, isDropped: Bool)
  /// More outliers were found than may be left out.
  case outliersKept
  /// Many rows changed in one direction, though the scale hides what all do alike.
  case oneDirection(called: Int, tested: Int, RunScale)
  /// The runs of a side have several builds.
  case builds(isBefore: Bool, count: Int)
  /// The runs had different numbers of processors.
  case processors([Int])

  /// Whether it mentions the name of a file.
  package var tellsName: Bool {
    switch self {
    case .outlier, .alike: true
    default: false
    }
  }

  /// The caveats of a comparison.
  static func found(
    _ comparison: RunComparison, _ input: RunInput, _ times: RunTimes
  ) -> [RunCaveat] {
    var caveats: [RunCaveat] = []
    let sides = [(true, input.before.map(\.source)), (false, input.after.map(\.source))]
    if sides.contains(where: { $0.1.count == 2 }) { caveats.append(.few) }
    if input.scale == .typical, comparison.scale != .typical { caveats.append(.noTypical) }
    if times.isOneAfterTheOther { caveats.append(.order) }
    if times.couldBePaired { caveats.append(.alternating) }
    caveats += sides.filter { RunTimes.areMoments($0.1) }.map { .moments(isBefore: $0.0) }
    caveats += [input.before, input.after].compactMap(alike)
    caveats += outliers(comparison)
    if let caveat = oneDirection(comparison) { caveats.append(caveat) }
    for (isBefore, runs) in sides {
      let builds = Set(runs.map(\.buildID).filter { !$0.isEmpty })
      if builds.count > 1 { caveats.append(.builds(isBefore: isBefore, count: builds.count)) }
    }
    let processors = Set(input.sources.compactMap(\.processors))
    if processors.count > 1 { caveats.append(.processors(processors.sorted())) }
    return caveats
  }

  /// The first run of a side whose numbers are those of one before it.
  private static func alike(_ runs: [CollectedRun]) -> RunCaveat? {
    for (index, run) in runs.enumerated() where run.source.timeNanos == 0 {
      if let other = runs[..<index].first(where: run.hasNumbers) {
        return .alike(name: run.source.name, other: other.source.name)
      }
    }
    return nil
  }

  private static func outliers(_ comparison: RunComparison) -> [RunCaveat] {
    let runs = comparison.before + comparison.after
    let named = runs.filter { $0.isOutlier || $0.isDropped }.map {
      RunCaveat.outlier(name: $0.source.name, isDropped: $0.isDropped)
    }
    let isKept = runs.contains { $0.isOutlier && !$0.isDropped }
    return named + (comparison.settings.dropsOutliers && isKept ? [.outliersKept] : [])
  }

  /// The most of the tested rows that may change in one direction without casting doubt on the scale.
  private static let mostInOneDirection = 0.2

  private static func oneDirection(_ comparison: RunComparison) -> RunCaveat? {
    guard !comparison.scale.keepsTotal else { return nil }
    let grown = comparison.called.count { $0.kind == .grown || $0.kind == .new }
    let most = max(grown, comparison.called.count - grown)
    guard Double(most) > mostInOneDirection * Double(comparison.rows.count) else { return nil }
    return .oneDirection(called: most, tested: comparison.rows.count, comparison.scale)
  }
}
