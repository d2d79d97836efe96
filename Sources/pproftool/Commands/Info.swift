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

  @Option(help: "The form of the report.")
  var format = Format.text

  @OptionGroup var output: OutputOptions

  func run() throws {
    let reader = input.reader(.report)
    defer { reader.finish() }
    var files = InfoFiles(reader, isForPeople: format == .text)
    try files.add(input.paths.flatMap(PathPattern.expanded))
    guard !files.items.isEmpty else { throw NothingRead() }
    try output.write { sink in
      switch format {
      case .text: InfoReport.writeText(files.items, to: &sink)
      case .json: InfoReport.writeJSON(files.items, to: &sink)
      }
    }
    if let error = files.error { throw error }
  }
}
