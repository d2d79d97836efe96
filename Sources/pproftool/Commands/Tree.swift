import ArgumentParser
import ReportRequests

/// `tree`: each function between its callers and what it calls.
struct Tree: ParsableCommand {
  static let configuration = CommandConfiguration.command(
    "tree", abstract: "Show each function between its callers and what it calls.",
    discussion: """
      The text is that of pprof -tree.

      Example: pproftool tree --nodecount 20 cpu.pb.gz
      """)

  @Option(help: "The format of the report (default: what the name of the output says, or text).")
  var format: TableFormat?

  @OptionGroup var report: ReportOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    var request = report.request(.tree)
    request.format = try output.format(format, among: request.kind.formats)
    try report.write(request, to: output)
  }
}
