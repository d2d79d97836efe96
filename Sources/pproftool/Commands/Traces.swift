import ArgumentParser
import ReportRequests

/// `traces`: every sample with its stack.
struct Traces: TableCommand {
  static let configuration = CommandConfiguration.command(
    "traces", abstract: "Print every sample with its stack, leaf first, and its labels.",
    discussion: """
      The output matches pprof -traces.

      Example: pproftool traces --focus 'listen' goroutine.pb.gz
      Example: pproftool traces cpu.pb.gz -o traces.json
      """)

  @Option(help: "The format of the report (default: from the name of the output file, or text).")
  var format: TableFormat?

  @OptionGroup var report: ReportOptions
  @OptionGroup var output: OutputOptions

  var kind: ReportRequest.Kind { .traces }
}
