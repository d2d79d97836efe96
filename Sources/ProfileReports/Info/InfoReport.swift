import ProfileAnalysis
public import ProfileModel

/// What is in profiles, for people or for programs.
public enum InfoReport {
  /// What is reported of one profile; the profile itself is not kept.
  public struct Entry: Sendable {
    let name: String
    let notes: ReadNotes
    let summary: ProfileSummary

    public init(name: String, read: ReadProfile) {
      self.name = name
      notes = read.notes
      summary = ProfileSummary(of: read.profile)
    }
  }

  /// Writes `Name: value` lines, profile after profile with an empty line between them.
  public static func writeText(_ entries: [Entry], to sink: inout ByteSink) {
    for (index, entry) in entries.enumerated() {
      if index > 0 { sink.write("\n") }
      InfoText(entry: entry).write(to: &sink)
    }
  }

  /// Writes one object that holds all profiles; `README.md` describes it.
  public static func writeJSON(_ entries: [Entry], to sink: inout ByteSink) {
    let document: JSONValue = [
      "schema": "pproftool/info", "version": 1,
      "profiles": .array(entries.map { InfoJSON(entry: $0).value }),
    ]
    document.write(to: &sink)
    sink.write("\n")
  }
}
