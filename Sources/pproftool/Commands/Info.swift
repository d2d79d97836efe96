import ArgumentParser
import ProfileReports
import ProfileSystem
import ReportRequests

/// `info`: what a profile contains.
struct Info: ParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument { case text, json, ndjson }

  static let configuration = CommandConfiguration.command(
    "info", abstract: "Show what a profile contains: format, sample types, totals, time, labels.",
    discussion: """
      For a folder, info prints one line per file, with its contents, or with what it is if it is not a profile. With \
      --format ndjson, each line is written as soon as its file has been read, so memory does not grow with the number \
      of files; each line includes what the file's path means in the layout of the folder. pproftool FILE does the same \
      as info and also suggests what to try next.

      Project settings go into .pproftool.yaml in the working folder or above it (up to .git or the home folder), or \
      into variables: trim_path, source_path, rules, baseline, targets (for collect) and colors (for flame graphs), as \
      in 'rules: leaks.yaml' or PPROFTOOL_RULES=leaks.yaml. Command-line options override variables, and variables \
      override the file. Paths in the file are relative to it. info --config shows the settings and where each comes \
      from; --no-config ignores them.

      Example: pproftool info heap.pb.gz
      Example: pproftool info snapshots/
      Example: pproftool info -r --format ndjson fleet/ | jq -r .path.instance
      """)

  @OptionGroup var input: InputOptions

  @Option(help: "The format of the report (default: from the name of the output file, or text).")
  var format: Format?

  @OptionGroup var output: OutputOptions

  @Flag(
    help:
      "Show only the settings from .pproftool.yaml and PPROFTOOL_… variables, and where each comes from."
  )
  var config = false

  func run() throws {
    try input.refuseComparison()
    let format = try output.format(format, among: [.text, .json, .ndjson])
    let allFiles = input.reader(.report)
    defer { allFiles.finish() }
    let reader = try allFiles.choosing(input.paths, needsLayout: true)
    let error = format == .ndjson ? try writeLines(reader) : try writeAll(reader, format)
    try reader.checkLeftOut()
    if let error { throw error }
  }

  private var paths: [SystemPath] { input.paths.flatMap(PathPattern.expanded) }

  /// Writes each item as soon as it has been read.
  private func writeLines(_ reader: SourceReader) throws -> FileError? {
    var error: FileError?
    let layout = reader.selection?.layout?.text
    try output.write { sink in
      var files = InfoFiles(reader, isForPeople: false)
      try files.add(paths) { InfoReport.writeLine($0, layout: layout, to: &sink) }
      guard !files.isEmpty else { throw NothingRead(input.reading) }
      error = files.error
    }
    return error
  }

  private func writeAll(_ reader: SourceReader, _ format: ReportFormat) throws -> FileError? {
    var items: [InfoReport.Item] = []
    var files = InfoFiles(reader, isForPeople: format == .text)
    try files.add(paths) { items.append($0) }
    guard !items.isEmpty else { throw NothingRead(input.reading) }
    try output.write { sink in
      if format == .json {
        InfoReport.writeJSON(items, layout: reader.selection?.layout?.text, to: &sink)
      } else {
        InfoReport.writeText(items, to: &sink)
      }
    }
    if NormalizedLine.current.isLoneFile, files.error == nil,
      !input.reading.quiet
    {
      NextSteps(input, items).text.map(Message.print)
    }
    return files.error
  }
}
