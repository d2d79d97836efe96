import ArgumentParser
import ReportRequests

/// `tree`: each function between its callers and what it calls.
struct Tree: TableCommand {
  static let configuration = CommandConfiguration.command(
    "tree", abstract: "Show each function between its callers and what it calls.",
    discussion: """
      The text is that of pprof -tree.

      Example: pproftool tree --nodecount 20 cpu.pb.gz
      Example: pproftool tree --focus 'ServeHTTP' cpu.pb.gz
      """)

  @Option(help: "The format of the report (default: what the name of the output says, or text).")
  var format: TableFormat?

  @OptionGroup var report: ReportOptions
  @OptionGroup var output: OutputOptions

  var kind: ReportRequest.Kind { .tree }
}
