import ArgumentParser
import ProfileAnalysis
import ProfileReports

/// `list`: the sources of functions, with what each line weighs.
struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", _superCommandName: "pproftool",
    abstract: "Show the source lines of the functions that match, with what each weighs.",
    discussion: """
      The text is that of pprof -list. Sources are looked for where the profile says, or in the folders \
      of --source-path and those above them.

      Example: pproftool list '(*Stream).listen$' --source-path ~/src/router goroutine.pb.gz
      """)

  @OptionGroup var functions: FunctionOptions
  @OptionGroup var report: ReportOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let subject = try report.subject()
    let nodes = report.graph.nodes
    let listing = SourceListing(
      subject, matching: functions.pattern, nodes, report.graph.trim(count: 0))
    guard !listing.functions.isEmpty else { throw functions.noMatch(in: subject.profile) }
    let sources = try SourceFiles(nodes.paths)
    try output.write { ListReport.write(listing, of: subject, source: sources.lines, to: &$0) }
  }
}
