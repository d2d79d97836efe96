import ArgumentParser
import ProfileReports
import ProfileSystem

/// `info`: what is in a profile.
struct Info: ParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

  static let configuration = CommandConfiguration.command(
    "info", abstract: "Say what is in a profile: format, sample types, totals, time, labels.",
    discussion: """
      Several profiles are reported on one after the other. Of a folder there is a line a file: what it \
      holds, or what it is instead.

      Example: pproftool info heap.pb.gz
      """)

  @OptionGroup var input: InputOptions

  @Option(help: "The format of the report (default: what the name of the output says, or text).")
  var format: Format?

  @OptionGroup var output: OutputOptions

  func run() throws {
    let format = try output.format(format, among: [.text, .json])
    let reader = input.reader(.report)
    defer { reader.finish() }
    var files = InfoFiles(reader, isForPeople: format == .text)
    try files.add(input.paths.flatMap(PathPattern.expanded))
    guard !files.items.isEmpty else { throw NothingRead() }
    try output.write { sink in
      if format == .json {
        InfoReport.writeJSON(files.items, to: &sink)
      } else {
        InfoReport.writeText(files.items, to: &sink)
      }
    }
    if let error = files.error { throw error }
  }
}
