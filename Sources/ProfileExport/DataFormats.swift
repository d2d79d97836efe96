import ProfileAnalysis

extension OutputFormat {
  /// All of it as one object for programs.
  package static let json = OutputFormat(
    name: "json", summary: "one JSON object with all samples, for programs", endings: [".json"],
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
    name: "ndjson", summary: "one sample per line, for programs", endings: [".ndjson", ".jsonl"],
    isText: true,
    keeps: [.sampleTypes, .labels, .mixedUnits, .files, .lines, .inlining, .emptyStacks],
    writer: { profile, _, sink in
      ProfileData.writeNDJSON(profile, to: &sink)
      return LeftOutStacks()
    })
}
