import JSONText
import ProfileAnalysis
package import ProfileModel

/// A profile for other programs: a sample a row, stacks root first, nothing rounded.
///
/// Mappings, ids and the addresses of what has a name are left out. A row:
///
///     {"labels":[],"stack":[{"function":"main"},{"function":"work","line":3}],"values":[{"type":"cpu",…}]}
package enum ProfileData {
  /// Writes a row a line, without anything around them.
  package static func writeNDJSON(_ profile: Profile, to sink: inout ByteSink) {
    let rows = SampleRows(profile)
    for sample in 0..<profile.samples.count where !sink.hasFailed {
      rows.write(sample, to: &sink)
      sink.write("\n")
    }
  }

  /// Writes one object: what the profile says of itself, and its rows under `samples`.
  package static func writeJSON(_ profile: Profile, to sink: inout ByteSink) {
    let rows = SampleRows(profile)
    // The names around `samples` stand in the order of their bytes, as in every object.
    JSONValue.writeMembers(before(profile), to: &sink, first: true)
    sink.write(",\n  \"samples\": [")
    for sample in 0..<profile.samples.count where !sink.hasFailed {
      sink.write(sample == 0 ? "\n    " : ",\n    ")
      rows.write(sample, to: &sink)
    }
    sink.write("\n  ]")
    JSONValue.writeMembers(after(profile), to: &sink, first: false)
    sink.write("\n}\n")
  }

  private static func before(_ profile: Profile) -> [(String, JSONValue)] {
    let (header, strings) = (profile.header, profile.strings)
    return [
      ("comments", .array(header.comments.map { .text(strings[$0]) })),
      ("default_sample_type", .text(strings[header.defaultSampleType])),
      ("documentation", .text(strings[header.docURL])),
      ("drop_frames", .text(strings[header.dropFrames])),
      ("duration_nanoseconds", .integer(header.durationNanos)),
      ("keep_frames", .text(strings[header.keepFrames])),
      (
        "period",
        [
          "type": .text(strings[header.periodType.type]),
          "unit": .text(strings[header.periodType.unit]), "value": .integer(header.period),
        ]
      ),
    ]
  }

  private static func after(_ profile: Profile) -> [(String, JSONValue)] {
    [
      ("schema", "pproftool/profile"), ("time_nanoseconds", .integer(profile.header.timeNanos)),
      ("version", 1),
    ]
  }
}
