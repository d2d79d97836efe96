import ArgumentParser
import ProfileReports

/// `raw`: everything in a profile.
struct Raw: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "raw", _superCommandName: "pproftool",
    abstract: "Print everything in a profile: samples, labels, locations, mappings.",
    discussion: """
      The text is that of pprof -raw.

      Example: pproftool raw cpu.pb.gz
      """)

  @OptionGroup var report: ReportOptions

  @OptionGroup var output: OutputOptions

  func run() throws {
    let profile = report.graph.shaped(try report.subject().profile)
    try output.write { RawReport.write(profile, to: &$0) }
  }
}
