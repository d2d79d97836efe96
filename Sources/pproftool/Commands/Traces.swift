import ArgumentParser
import ReportRequests

/// `traces`: every sample with its stack.
struct Traces: ParsableCommand {
  static let configuration = CommandConfiguration.command(
    "traces", abstract: "Print every sample with its stack, leaf first, and its labels.",
    discussion: """
      The text is that of pprof -traces.

      Example: pproftool traces --focus 'listen' goroutine.pb.gz
      """)

  @Option(help: "The format of the report (default: what the name of the output says, or text).")
  var format: TableFormat?

  @OptionGroup var report: ReportOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    var request = report.request(.traces)
    request.format = try output.format(format, among: request.kind.formats)
    try report.write(request, to: output)
  }
}
