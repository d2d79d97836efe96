import ProfileAnalysis

extension OutputFormat {
  /// All of it as one object for programs.
  package static let json = OutputFormat(
    name: "json", summary: "one object for programs, with all samples", endings: [".json"],
    isText: true,
    keeps: [
      .sampleTypes, .labels, .mixedUnits, .files, .lines, .inlining, .time, .duration, .period,
      .comments, .frameFilters, .emptyStacks,
    ],
    writer: { profile, _, sink in
      ProfileData.writeJSON(profile, to: &sink)
      return LeftOutStacks()
    })

  /// A sample a line for programs.
  package static let ndjson = OutputFormat(
    name: "ndjson", summary: "only the samples, a line each", endings: [".ndjson", ".jsonl"],
    isText: true,
    keeps: [.sampleTypes, .labels, .mixedUnits, .files, .lines, .inlining, .emptyStacks],
    writer: { profile, _, sink in
      ProfileData.writeNDJSON(profile, to: &sink)
      return LeftOutStacks()
    })
}
