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
    let whole = input.reader(.rows)
    defer { whole.finish() }
    let reader = try whole.choosing(input.paths, needsLayout: true)
    let places = reader.places(of: input.paths)
    try rows.write { outputs, format in
      var writer = RowWriter(outputs, format, isWide: rows.wide)
      var count = 0
      do {
        count = try reader.forEachAhead(input.paths) { path, read in
          let profile = try ProfileCompletion().complete(
            Self.distinct(read.profile, InputFile.name(of: path)))
          let facts = reader.selection?.facts(of: path, in: places.first { $0.holds(path) })
          writer.write(profile, Self.origin(of: path, facts, read.notes.partial, profile))
          if writer.hasFailed { throw NobodyReads() }
        }
      } catch is NobodyReads {
        // What is wrong with the output is said by whoever writes it.
        return
      }
      guard count > 0 else { throw NothingRead() }
    }
  }

  /// Ends the reading when nothing can be written any more.
  private struct NobodyReads: Error {}

  private static func distinct(_ profile: Profile, _ name: String) throws -> Profile {
    do { return try profile.withDistinctTypes() } catch { throw FileError(name, error) }
  }

  private static func origin(
    of path: SystemPath, _ facts: PathFacts?, _ incomplete: String?, _ profile: Profile
  ) -> RowOrigin {
    let name = SnapshotName(path.bytes)
    var origin = RowOrigin(file: path.bytes)
    origin.kind = ProfileKind(of: profile, name).name
    let told = facts?.time ?? name.time
    origin.time = profile.header.timeNanos == 0 ? told : profile.header.timeNanos
    (origin.service, origin.version) = (facts?.service ?? "", facts?.version ?? "")
    let process = SystemPath(name.folderPart + name.namePart(keepingDigits: true)).text
    origin.instance = facts?.instanceOrService ?? process
    origin.attributes = facts?.attributes.map { ($0.name, $0.value) } ?? []
    origin.incomplete = incomplete
    return origin
  }
}
