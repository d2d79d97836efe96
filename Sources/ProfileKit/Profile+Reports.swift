public import ProfileModel
public import ReportRequests

extension Profile {
  /// The functions with the largest flat values, largest first, as in `top`.
  ///
  ///     for row in profile.top(10) { print(row.flatText, row.name) }
  ///
  /// Each call analyses the profile again; a `ProfileSession` caches what several reports share.
  ///
  /// - Parameter count: the maximum number of rows; 0 or less for no limit. Functions below 0.5 % of the total are left
  ///   out; a `ReportRequest` whose `trimming.isOff` is true keeps them.
  /// - Returns: one row per function; empty if the profile has no sample type.
  public func top(_ count: Int = 0) -> [TopRow] {
    guard !header.sampleTypes.isEmpty else { return [] }
    var request = ReportRequest(.top)
    request.trimming.count = max(0, count)
    return (try? ProfileSession(self).top(request)) ?? []
  }

  /// A flame graph as a self-contained SVG.
  ///
  ///     try profile.flameGraph(title: "heap").write(to: "heap.svg")
  ///
  /// - Parameters:
  ///   - title: the title; nil for a title derived from the profile.
  ///   - name: the name of the profile for messages, for example its path; empty for none.
  /// - Returns: the flame graph, ready to be written.
  /// - Throws: a `ReportFailure` if this flame graph cannot be drawn.
  public func flameGraph(title: String? = nil, name: String = "") throws -> Report {
    var drawing = FlameGraphRequest()
    drawing.title = title
    return try ProfileSession(self, name: name).report(ReportRequest(.flameGraph(drawing)))
  }

  /// Any report of the profile.
  ///
  /// - Parameter request: which report, and of which part of the profile.
  /// - Returns: the report, ready to be written.
  /// - Throws: a `ReportFailure` if the report cannot be made, or an error that lists the available sample types.
  public func report(_ request: ReportRequest) throws -> Report {
    try ProfileSession(self).report(request)
  }
}
