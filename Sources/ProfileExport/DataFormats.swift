import JSONText
import ProfileAnalysis
package import ProfileModel

extension OutputFormat {
  /// All of it as one object for programs.
  package static let json = OutputFormat(
    name: "json", summary: "one JSON object with all samples, for programs", endings: [".json"],
    isText: true,
    keeps: [
      .sampleTypes, .unit, .nanoseconds, .labels, .mixedUnits, .files, .lines, .inlining, .time,
      .duration, .period,
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
    keeps: [
      .sampleTypes, .unit, .nanoseconds, .labels, .mixedUnits, .files, .lines, .inlining,
      .emptyStacks,
    ],
    writer: { profile, _, sink in
      ProfileData.writeNDJSON(profile, to: &sink)
      return LeftOutStacks()
    })
}

/// A profile for other programs: a sample a row, stacks root first, nothing rounded.
///
/// Mappings, ids and the addresses of what has a name are left out. A row:
///
///     {"labels":[],"stack":[{"function":"main"},{"function":"work","line":3}],"values":[{"type":"cpu",…}]}
package enum ProfileData {
  /// Writes a row a line, without anything around them.
  package static func writeNDJSON(_ profile: Profile, to sink: inout ByteSink) {
    let rows = SampleRows(profile)
    for sample in 0..<profile.sampleTable.count where !sink.hasFailed {
      rows.write(sample, to: &sink)
      sink.write("\n")
    }
  }

  /// Writes one object: what the profile says of itself, and its rows under `samples`.
  package static func writeJSON(_ profile: Profile, to sink: inout ByteSink) {
    let rows = SampleRows(profile)
    JSONValue.write(
      members(of: profile), "samples", 0..<profile.sampleTable.count, isItemALine: true, to: &sink
    ) { sample, sink, _ in rows.write(sample, to: &sink) }
  }

  private static func members(of profile: Profile) -> [String: JSONValue] {
    let (header, strings) = (profile.header, profile.strings)
    return [
      "schema": "pproftool/profile", "version": 1,
      "comments": .array(header.comments.map { .text(strings[$0]) }),
      "default_sample_type": .text(strings[header.defaultSampleType]),
      "documentation": .text(strings[header.docURL]),
      "drop_frames": .text(strings[header.dropFrames]),
      "duration_nanoseconds": .integer(header.durationNanos),
      "keep_frames": .text(strings[header.keepFrames]),
      "period": [
        "type": .text(strings[header.periodType.type]),
        "unit": .text(strings[header.periodType.unit]), "value": .integer(header.period),
      ],
      "time_nanoseconds": .integer(header.timeNanos),
    ]
  }
}
