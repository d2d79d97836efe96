import ArgumentParser
import ProfileAnalysis
import ProfileReports

/// `top`: the functions that weigh most.
struct Top: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the functions that weigh most.",
    discussion: """
      The table is that of pprof -top: flat is a function's own value, cum that with all it calls.

      Example: pproftool top --cum --focus 'net/http' cpu.pb.gz
      """)

  @Option(help: "The form of the report.")
  var format = ReportFormat.text

  @OptionGroup var report: ReportOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let subject = try report.subject()
    let trim = report.graph.trim(count: 0)
    let table = TopTable(subject, report.graph.nodes, trim)
    let text = TopReport(table, of: subject, trim: trim, isCompact: report.graph.compactLabels)
    try output.write { format.write(text, to: &$0) }
  }
}
