import ArgumentParser
import ProfileReports

/// `info`: what is in a profile.
struct Info: ParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

  static let configuration = CommandConfiguration(
    commandName: "info", _superCommandName: "pproftool",
    abstract: "Say what is in a profile: format, sample types, totals, time, labels.",
    discussion: """
      Several profiles are reported on one after the other.

      Example: pproftool info heap.pb.gz
      """)

  @OptionGroup var input: InputOptions

  @Option(help: "The form of the report.")
  var format = Format.text

  @OptionGroup var output: OutputOptions

  func run() throws {
    var entries: [InfoReport.Entry] = []
    try input.forEach { path, read in
      entries.append(InfoReport.Entry(name: InputFile.name(of: path), read: read))
    }
    try output.write { sink in
      switch format {
      case .text: InfoReport.writeText(entries, to: &sink)
      case .json: InfoReport.writeJSON(entries, to: &sink)
      }
    }
  }
}
