public import ProfileModel
public import ReportRequests

extension Profile {
  /// The functions that weigh most, heaviest first, as `top` shows them.
  ///
  ///     for row in profile.top(10) { print(row.flatText, row.name) }
  ///
  /// Each call looks at the profile anew; a `ProfileSession` keeps what several reports share.
  ///
  /// - Parameter count: how many at most; 0 for all that are not too small to show.
  /// - Returns: a row a function; none if the profile has no sample type.
  public func top(_ count: Int = 0) -> [TopRow] {
    guard !header.sampleTypes.isEmpty else { return [] }
    var request = ReportRequest(.top)
    request.trimming.count = max(0, count)
    return (try? ProfileSession(self).top(request)) ?? []
  }

  /// A flame graph, an SVG that needs nothing else.
  ///
  ///     try profile.flameGraph(title: "heap").write(to: "heap.svg")
  ///
  /// - Parameters:
  ///   - title: the title; nil for the default.
  ///   - name: what a person calls the profile, as the path of its file; empty to say nothing of it.
  /// - Returns: the flame graph, ready to be written.
  /// - Throws: a `ReportFailure` if it cannot be drawn.
  public func flameGraph(title: String? = nil, name: String = "") throws -> Report {
    var drawing = FlameGraphRequest()
    drawing.title = title
    return try ProfileSession(self, name: name).report(ReportRequest(.flameGraph(drawing)))
  }

  /// Any report of the profile.
  ///
  /// - Parameter request: which report, of what part of the profile.
  /// - Returns: the report, ready to be written.
  /// - Throws: a `ReportFailure` if there is no such report, or an error that names the sample types that there are.
  public func report(_ request: ReportRequest) throws -> Report {
    try ProfileSession(self).report(request)
  }
}
