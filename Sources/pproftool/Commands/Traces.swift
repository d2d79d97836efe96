import ArgumentParser
import ProfileReports

/// `traces`: every sample with its stack.
struct Traces: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "traces", _superCommandName: "pproftool",
    abstract: "Print every sample with its stack, leaf first, and its labels.",
    discussion: """
      The text is that of pprof -traces.

      Example: pproftool traces --focus 'listen' goroutine.pb.gz
      """)

  @Option(help: "The form of the report.")
  var format = ReportFormat.text

  @OptionGroup var report: ReportOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let subject = try report.subject()
    var nodes = report.graph.nodes
    nodes.paths.isCutting = false
    let traces = TracesReport(subject, nodes)
    try output.write { format.write(traces, to: &$0) }
  }
}
