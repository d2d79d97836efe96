import ArgumentParser
import ProfileReports
import ProfileSystem
import ReportRequests

/// `info`: what is in a profile.
struct Info: ParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument { case text, json, ndjson }

  static let configuration = CommandConfiguration.command(
    "info", abstract: "Say what is in a profile: format, sample types, totals, time, labels.",
    discussion: """
      Several profiles are reported on one after the other. Of a folder there is a line a file: what it \
      holds, or what it is instead. With ndjson each is written when it has been read, a line each, so that a hundred \
      thousand take no more memory than one; a line tells what its path does by the layout of all. pproftool FILE is info, \
      and says what to do next.

      What a project always gives stands in .pproftool.yaml, in the working folder or above (up to .git or the home \
      folder), or in variables: trim_path, source_path, rules, baseline, targets (of collect) and colors (of flame \
      graphs), as in 'rules: leaks.yaml' or PPROFTOOL_RULES=leaks.yaml. Options of a line count more than variables, \
      and those more than the file, whose paths are relative to it. info --config tells what is in force and from where; \
      --no-config takes nothing.

      Example: pproftool info heap.pb.gz
      Example: pproftool info snapshots/
      Example: pproftool info -r --format ndjson fleet/ | jq -r .path.instance
      """)

  @OptionGroup var input: InputOptions

  @Option(help: "The format of the report (default: what the name of the output says, or text).")
  var format: Format?

  @OptionGroup var output: OutputOptions

  @Flag(help: "Say what .pproftool.yaml and the variables PPROFTOOL_… set, and where; alone.")
  var config = false

  func validate() throws {
    guard !config else {
      throw ValidationError("--config shows settings, not a profile; write pproftool info --config")
    }
  }

  func run() throws {
    try input.refuseComparison()
    let format = try output.format(format, among: [.text, .json, .ndjson])
    let whole = input.reader(.report)
    defer { whole.finish() }
    let reader = try whole.choosing(input.paths, needsLayout: true)
    let error = format == .ndjson ? try writeLines(reader) : try writeWhole(reader, format)
    try reader.checkLeftOut()
    if let error { throw error }
  }

  private var paths: [SystemPath] { input.paths.flatMap(PathPattern.expanded) }

  /// Writes each when it has been read.
  private func writeLines(_ reader: SourceReader) throws -> FileError? {
    var error: FileError?
    let layout = reader.selection?.layout?.text
    try output.write { sink in
      var files = InfoFiles(reader, isForPeople: false)
      try files.add(paths) { InfoReport.writeLine($0, layout: layout, to: &sink) }
      guard !files.isEmpty else { throw NothingRead() }
      error = files.error
    }
    return error
  }

  private func writeWhole(_ reader: SourceReader, _ format: ReportFormat) throws -> FileError? {
    var items: [InfoReport.Item] = []
    var files = InfoFiles(reader, isForPeople: format == .text)
    try files.add(paths) { items.append($0) }
    guard !items.isEmpty else { throw NothingRead() }
    try output.write { sink in
      if format == .json {
        InfoReport.writeJSON(items, layout: reader.selection?.layout?.text, to: &sink)
      } else {
        InfoReport.writeText(items, to: &sink)
      }
    }
    if GivenLine.current.isFileAlone, input.paths != ["-"], files.error == nil, !input.reading.quiet
    {
      Message.print(
        NextSteps(input.paths, areGoroutines: items.contains(where: \.isOfGoroutines)).text)
    }
    return files.error
  }
}
