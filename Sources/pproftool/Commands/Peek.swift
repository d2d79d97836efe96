import ArgumentParser
import ProfileAnalysis
import ProfilePatterns
import ProfileReports

/// `peek`: the callers and callees of the functions that match.
struct Peek: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "peek", _superCommandName: "pproftool",
    abstract: "Show the callers and callees of the functions that match.",
    discussion: """
      The text is that of pprof -peek.

      Example: pproftool peek 'Stream.*listen' goroutine.pb.gz
      """)

  @OptionGroup var functions: FunctionOptions
  @OptionGroup var report: ReportOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let subject = try report.subject()
    var trim = report.graph.trim(count: 80)
    trim.nodeCount = 0
    trim.nodeFraction = 0
    trim.edgeFraction = 0
    let graph = CallGraph(subject, report.graph.nodes, trim)
    let text = TreeReport(graph, of: subject, trim: trim, isCompact: report.graph.compactLabels)
    var count = 0
    try output.write { sink in
      count = text.write(to: &sink) { functions.pattern.matches($0[...]) }
      if count == 0 { throw functions.noMatch(in: subject.profile) }
    }
  }
}
