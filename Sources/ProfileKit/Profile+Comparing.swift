import ProfileAnalysis
public import ProfileModel
public import ReportRequests

extension Profile {
  /// What changed from another profile to this one, as `pproftool diff` reports it.
  ///
  ///     print(try after.difference(from: before).text)
  ///
  /// - Parameters:
  ///   - before: the other profile.
  ///   - request: which comparison, and of what part of the two.
  ///   - names: the names of the two profiles for the report.
  /// - Returns: the report, ready to be written; tables, flame graphs and pages say why a difference may be misleading.
  /// - Throws: a `ComparisonError` if the two do not compare, an error that names the side if a sample type is missing
  ///   there, or an error as `report` throws.
  public func difference(
    from before: Profile, _ request: ComparisonRequest = ComparisonRequest(),
    names: (before: String, after: String) = ("before", "after")
  ) throws -> Report {
    try request.report(
      comparing: try before.side(named: names.before), with: try side(named: names.after))
  }

  /// The profile as one side of a comparison.
  private func side(named name: String) throws -> ComparedSide {
    var sum = ProfileSum()
    try sum.add(self, from: name)
    return ComparedSide(sum.profile(), name: name, traits: [traits])
  }
}
