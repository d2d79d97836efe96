import ArgumentParser
import ReportRequests

/// `tree`: each function with its callers and callees.
struct Tree: TableCommand {
  static let configuration = CommandConfiguration.command(
    "tree", abstract: "Show each function with its callers and callees.",
    discussion: """
      The output matches pprof -tree.

      Example: pproftool tree --nodecount 20 cpu.pb.gz
      Example: pproftool tree --focus 'ServeHTTP' cpu.pb.gz
      """)

  @Option(help: "The format of the report (default: from the name of the output file, or text).")
  var format: TableFormat?

  @OptionGroup var report: ReportOptions
  @OptionGroup var output: OutputOptions

  var kind: ReportRequest.Kind { .tree }
}
