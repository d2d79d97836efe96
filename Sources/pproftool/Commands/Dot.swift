import ArgumentParser
import ProfileAnalysis
import ProfileReports

/// `dot`: a call graph for graphviz.
struct Dot: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dot", _superCommandName: "pproftool",
    abstract: "Draw the call graph as text for graphviz.",
    discussion: """
      The text is that of pprof -dot.

      Example: pproftool dot cpu.pb.gz | dot -Tsvg -o cpu.svg
      """)

  @OptionGroup var report: ReportOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let subject = try report.subject()
    let trim = report.graph.trim(count: 80)
    let drawing = CallDrawing(
      drawing: subject, report.graph.nodes, trim, isTree: report.graph.callTree)
    let dot = DotReport(drawing, of: subject, trim: trim)
    try output.write { dot.write(to: &$0) }
  }
}
