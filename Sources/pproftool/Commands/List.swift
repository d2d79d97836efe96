import ArgumentParser
import Patterns
import ProfileAnalysis
import ProfileReports

/// `list`: the sources of functions, with what each line weighs.
struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the source lines of the functions that match, with what each weighs.",
    discussion: """
      The text is that of pprof -list. Sources are looked for where the profile says, or in the folders \
      of --source-path and those above them.

      Example: pproftool list '(*Stream).listen$' --source-path ~/src/router goroutine.pb.gz
      """)

  @Argument(
    help: ArgumentHelp("A regular expression over function names.", valueName: "regex"),
    transform: { try Pattern($0) })
  var pattern: Pattern

  @OptionGroup var report: ReportOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let subject = try report.subject()
    let nodes = report.graph.nodes
    let listing = SourceListing(subject, matching: pattern, nodes, report.graph.trim(count: 0))
    guard !listing.functions.isEmpty else { throw NoMatch(pattern: pattern.text) }
    let sources = try SourceFiles(nodes.paths)
    try output.write { ListReport.write(listing, of: subject, source: sources.lines, to: &$0) }
  }
}

/// No function has a name that a report was asked for.
struct NoMatch: Error, CustomStringConvertible {
  let pattern: String
  var description: String { "no function matches '\(pattern)'" }
}
