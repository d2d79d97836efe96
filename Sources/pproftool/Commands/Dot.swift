import ArgumentParser
import ReportRequests

/// `dot`: the call graph for Graphviz.
struct Dot: ReportingCommand {
  static let configuration = CommandConfiguration.command(
    "dot", abstract: "Write the call graph in the DOT language, for Graphviz.",
    discussion: """
      The output matches pprof -dot.

      Example: pproftool dot cpu.pb.gz | dot -Tsvg -o cpu.svg
      """)

  @OptionGroup var report: ReportOptions
  @OptionGroup var output: OutputOptions

  func request() -> ReportRequest { report.request(.dot) }
}
