import ArgumentParser
import ProfileAnalysis
import ProfileReports

/// `tags`: the labels of a profile.
struct Tags: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the labels of a profile and how much carries them.",
    discussion: """
      The text is that of pprof -tags.

      Example: pproftool tags --tagfocus tenant=acme cpu.pb.gz
      """)

  @OptionGroup var report: ReportOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let subject = try report.subject()
    let table = TagTable(subject)
    try output.write { TagsReport.write(table, of: subject, to: &$0) }
  }
}
