import ArgumentParser
import ProfileAnalysis
import ProfileReports

/// `tags`: the labels of a profile.
struct Tags: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tags", _superCommandName: "pproftool",
    abstract: "List the labels of a profile and how much carries them.",
    discussion: """
      The text is that of pprof -tags.

      Example: pproftool tags --tagfocus tenant=acme cpu.pb.gz
      """)

  @Option(help: "The form of the report.")
  var format = ReportFormat.text

  @OptionGroup var report: ReportOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let subject = try report.subject()
    let table = TagTable(subject, isExact: format.isForPrograms)
    let written = TagsReport(table, of: subject)
    try output.write { format.write(written, to: &$0) }
  }
}
