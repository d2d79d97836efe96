import JSONText
package import ProfileAnalysis
package import ProfileModel

/// The content of profiles, for people or for programs.
package enum InfoReport {
  /// The facts about one profile; the profile itself is not kept.
  package struct Entry: Sendable {
    let name: String
    let notes: ReadNotes
    let summary: ProfileSummary
    /// What its path tells; nil if no layout fits it.
    let facts: PathFacts?

    package init(name: String, read: ReadProfile, facts: PathFacts? = nil) {
      self.name = name
      self.facts = facts
      notes = read.notes
      summary = ProfileSummary(of: read.profile)
    }
  }

  /// The facts about one file.
  package enum Item: Sendable {
    /// A profile in full.
    case profile(Entry)
    /// A profile of a folder.
    case line(InfoLine)
    /// A file of a folder that is no profile: what it is, if that is known, and whether it should be one.
    case other(name: String, kind: String?, message: String, isWrong: Bool)
    /// A folder's summary, below its lines.
    case summary(String)

    /// What kind of profile it is, by its sample types or its name in a folder; nil if it is none.
    package var kind: String? {
      switch self {
      case .profile(let entry): entry.summary.sampleTypes.map(\.type).joined(separator: " ")
      case .line(let line): line.kind
      case .other, .summary: nil
      }
    }
  }

  /// Writes `Name: value` lines, profile after profile with an empty line between them; files of folders a line each.
  package static func writeText(_ items: [Item], to sink: inout ByteSink) {
    var rest = items[...]
    while let item = rest.first {
      if rest.startIndex > 0 { sink.write("\n") }
      let lines = rest.prefix { $0.line != nil }
      InfoLine.write(lines.compactMap(\.line)[...], to: &sink)
      rest = rest.dropFirst(lines.count)
      switch item {
      case .profile(let entry):
        InfoText(entry: entry).write(to: &sink)
        rest = rest.dropFirst()
      case .summary, .line, .other:
        guard case .summary(let text)? = rest.first else { continue }
        sink.write("\(SafeText.line(text))\n", as: .heading)
        rest = rest.dropFirst()
      }
    }
  }

  /// The same for programs: all profiles in full, and the other files apart from them.
  ///
  /// - `layout`: how the paths are made; nil if no layout fits them.
  package static func writeJSON(
    _ items: [Item], layout: String? = nil, to sink: inout ByteSink
  ) {
    let document: JSONValue = [
      "schema": "pproftool/info", "version": 1, "layout": layout.map { .text($0) } ?? .null,
      "profiles": .array(items.compactMap(\.profile)),
      "other_files": .array(items.compactMap(\.otherFile)),
    ]
    document.write(to: &sink)
    sink.write("\n")
  }

  /// One item as a line of NDJSON; a summary, which lines add up to, has none.
  package static func writeLine(_ item: Item, layout: String?, to sink: inout ByteSink) {
    guard let members = item.members else { return }
    let own: [String: JSONValue] = [
      "schema": "pproftool/info", "version": 1, "layout": layout.map { .text($0) } ?? .null,
    ]
    JSONValue.object(members.merging(own) { value, _ in value }).write(to: &sink, onOneLine: true)
    sink.write("\n")
  }
}

extension InfoReport.Item {
  fileprivate var line: InfoLine? {
    switch self {
    case .line(let line): line
    case .other(let name, _, let message, _): InfoLine(name: name, message: message)
    case .profile, .summary: nil
    }
  }

  fileprivate var profile: JSONValue? {
    if case .profile(let entry) = self { return .object(InfoJSON(entry: entry).members) }
    return nil
  }

  /// The members of an item's own line; nil for a summary.
  fileprivate var members: [String: JSONValue]? {
    if case .profile(let entry) = self { return InfoJSON(entry: entry).members }
    if case .object(let members)? = otherFile { return members }
    return nil
  }

  fileprivate var otherFile: JSONValue? {
    guard case .other(let name, let kind, let message, let isWrong) = self else { return nil }
    return [
      "file": .text(name), "kind": kind.map { .text($0) } ?? .null, "message": .text(message),
      "error": .boolean(isWrong),
    ]
  }
}
