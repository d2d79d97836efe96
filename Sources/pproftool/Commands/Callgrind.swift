import ArgumentParser
import ProfileAnalysis
import ProfileReports

/// `callgrind`: a call graph for KCachegrind.
struct Callgrind: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "callgrind", _superCommandName: "pproftool",
    abstract: "List the call graph for KCachegrind.",
    discussion: """
      The text is that of pprof -callgrind: all addresses, untrimmed.

      Example: pproftool callgrind cpu.pb.gz -o callgrind.out.cpu
      """)

  @OptionGroup var report: ReportOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let subject = try report.subject()
    var nodes = report.graph.nodes
    nodes.granularity = .addresses
    nodes.keepsBinaries = true
    let listing = CallDrawing(
      listing: subject, nodes, report.graph.trim(count: 0), isTree: report.graph.callTree)
    let text = CallgrindReport(listing, of: subject)
    try output.write { text.write(to: &$0) }
  }
}
