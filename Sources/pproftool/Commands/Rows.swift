import ArgumentParser
import ProfileAnalysis
import ProfileExport
import ProfileModel
import ProfileSystem
import ReportRequests

/// `rows`: profiles as tables for SQL engines.
struct Rows: ParsableCommand {
  static let configuration = CommandConfiguration.command(
    "rows", abstract: "Write many profiles as table rows for SQL engines.",
    discussion: """
      Reads profiles of any kind and writes the tables profiles, samples, stacks, functions and sites. A stack has the same \
      id in every process and build, so tables from several runs can be combined. Frames that a profile marks as \
      uninteresting are omitted, as in reports. pproftool schema rows describes the columns.

      Example: pproftool rows -r profiles/ --out tables/
      In DuckDB: select type, sum(value) from 'tables/samples.ndjson' group by type
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup(title: "Rows") var rows: RowsOptions

  func validate() throws { try input.refuseComparison() }

  func run() throws {
    let allFiles = input.reader(.rows)
    defer { allFiles.finish() }
    let reader = try allFiles.choosing(input.paths, needsLayout: true)
    let sources = reader.fileSources(of: input.paths)
    try rows.write { outputs, format in
      var writer = RowWriter(outputs, format, isWide: rows.wide)
      var count = 0
      do {
        count = try reader.forEachAhead(input.paths) { path, read in
          let profile = try ProfileCompletion().complete(
            Self.distinct(read.profile, InputFile.name(of: path)))
          let facts = reader.selection?.facts(of: path, in: sources.first { $0.contains(path) })
          writer.write(profile, Self.origin(of: path, facts, read.notes.partial, profile))
          if writer.hasFailed { throw OutputFailed() }
        }
      } catch is OutputFailed {
        // The table's writer reports the error.
        return
      }
      guard count > 0 else { throw NothingRead(input.reading) }
    }
  }

  /// Ends the reading if nothing can be written any more.
  private struct OutputFailed: Error {}

  private static func distinct(_ profile: Profile, _ name: String) throws -> Profile {
    try FileError.named(name) { try profile.withDistinctTypes() }
  }

  private static func origin(
    of path: SystemPath, _ facts: PathFacts?, _ incomplete: String?, _ profile: Profile
  ) -> RowOrigin {
    let name = SnapshotName(path.bytes)
    var origin = RowOrigin(file: path.bytes)
    origin.kind = ProfileKind(of: profile, name).name
    let pathTime = facts?.time ?? name.time
    origin.time = profile.header.timeNanos == 0 ? pathTime : profile.header.timeNanos
    (origin.service, origin.version) = (facts?.service ?? "", facts?.version ?? "")
    let process = SystemPath(name.place + name.namePart(keepingDigits: true)).text
    origin.instance = facts?.instanceOrService ?? process
    origin.attributes = facts?.attributes.map { ($0.name, $0.value) } ?? []
    origin.incomplete = incomplete
    return origin
  }
}
