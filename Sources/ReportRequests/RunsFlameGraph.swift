package import ProfileAnalysis
package import ProfileModel

/// The profiles of runs, kept for a flame graph or a page: each side is the mean of its scaled runs.
package struct RunsFlameGraph {
  private var profiles: [String: Profile] = [:]
  private let request: RunsRequest

  package init(_ request: RunsRequest) { self.request = request }

  /// Keeps a profile that was collected.
  package mutating func keep(_ profile: Profile, from name: String) throws {
    let choice = try SampleTypeChoice(request.settings.query.sampleType, of: profile)
    profiles[name] = profile.keeping(choice)
  }

  /// The flame graph or the page.
  ///
  /// - `remark`: says why a difference may not mean what it seems to.
  /// - Throws: a `ProfileSum.Failure` for profiles that do not add up, or what a comparison of two throws.
  package func report(_ runs: RunComparison, remark: (RunCaveat) -> String) throws -> Report {
    var comparing = ComparisonRequest()
    (comparing.format, comparing.scale) = (request.format, ComparisonScale.none)
    (comparing.query, comparing.nodes) = (request.settings.query, request.settings.nodes)
    comparing.query.sampleType = nil
    (comparing.drawing, comparing.page) = (request.drawing, request.page)
    comparing.advice = request.advice
    let (before, after) = (runs.before.compared, runs.after.compared)
    // Sums have more digits than means, which are shown.
    comparing.query.divisor *= Double(before.count)
    let ratio = Double(before.count) / Double(max(1, after.count))
    var comparison = try ProfileComparison(
      try sum(before, "\(before.count) runs before", ratio: 1),
      try sum(after, "\(after.count) runs after", ratio: ratio), comparing, remark: { _ in "" })
    let isRedacted = request.page.isRedacted
    let notes = runs.caveats.filter { !(isRedacted && $0.tellsName) }.map(remark)
    comparison.runs = RunsHighlight(runs, notes: notes)
    return try comparison.report()
  }

  private func sum(
    _ runs: [RunComparison.Run], _ name: String, ratio: Double
  ) throws -> ComparedSide {
    var sum = ProfileSum()
    for run in runs {
      for file in run.source.files {
        guard let profile = profiles[file] else { continue }
        try sum.add(profile.scaled(by: [ratio / run.factor]), from: file)
      }
    }
    var profile = sum.profile()
    // The times that all runs took together are those of nothing that is shown.
    profile.header.durationNanos = 0
    return ComparedSide(profile, name: name, traits: [], profileCount: runs.count)
  }
}

extension [RunComparison.Run] {
  fileprivate var compared: [RunComparison.Run] { filter { !$0.isDropped } }
}
