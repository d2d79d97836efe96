import ArgumentParser
import ProfileAnalysis
import ProfileReports

/// `tree`: each function between its callers and what it calls.
struct Tree: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tree", _superCommandName: "pproftool",
    abstract: "Show each function between its callers and what it calls.",
    discussion: """
      The text is that of pprof -tree.

      Example: pproftool tree --nodecount 20 cpu.pb.gz
      """)

  @Option(help: "The form of the report.")
  var format = ReportFormat.text

  @OptionGroup var report: ReportOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let subject = try report.subject()
    let trim = report.graph.trim(count: 80)
    let graph = CallGraph(subject, report.graph.nodes, trim)
    let text = TreeReport(graph, of: subject, trim: trim, isCompact: report.graph.compactLabels)
    try output.write { format.write(text, to: &$0) }
  }
}
