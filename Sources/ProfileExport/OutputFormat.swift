package import ProfileAnalysis
package import ProfileModel

/// A format that profiles are written in: what it is called, what it keeps of a profile, and its writer.
///
/// To add one, write its value in a file of its own and name it in `all`.
package struct OutputFormat: Sendable {
  /// What `--to` calls it.
  package let name: String
  /// What it is, for a list of formats: `protobuf in gzip, as profilers save it`.
  package let summary: String
  /// How names of its files end, lower case, each with its point.
  package let endings: [String]
  /// Whether it is text, which a terminal can show.
  package let isText: Bool
  /// What it has a place for, beside stacks of names with a value.
  let keeps: Set<ProfilePart>
  let writer: @Sendable (Profile, inout ByteSink) throws -> LeftOutStacks

  /// Every format, the usual one first.
  package static let all: [OutputFormat] = [.pprof, .protobuf, .folded, .json, .ndjson]

  /// Writes a profile. The sink is not finished.
  ///
  /// - Returns: the stacks that the format has no place for.
  /// - Throws: if the profile has nothing that the format could hold.
  package func write(_ profile: Profile, to sink: inout ByteSink) throws -> LeftOutStacks {
    try writer(profile, &sink)
  }

  /// What a profile has that the format has no place for.
  package func losses(of profile: Profile) -> [ProfileLoss] {
    ProfilePart.allCases.filter { !keeps.contains($0) }.compactMap { ProfileLoss($0, of: profile) }
  }
}

extension OutputFormat: Equatable {
  /// The format of a name; nil when there is none.
  package init?(name: String) {
    guard let format = Self.all.first(where: { $0.name == name }) else { return nil }
    self = format
  }

  /// The format that the name of a file asks for; nil if it does not say.
  package init?(fileName: String) {
    let name = fileName.lowercased()
    guard let format = Self.all.first(where: { $0.endings.contains(where: name.hasSuffix) })
    else { return nil }
    self = format
  }

  package static func == (left: Self, right: Self) -> Bool { left.name == right.name }
}
