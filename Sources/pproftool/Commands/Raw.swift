import ArgumentParser
import ProfileReports

/// `raw`: everything in a profile.
struct Raw: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print everything in a profile: samples, labels, locations, mappings.",
    discussion: """
      The text is that of pprof -raw.

      Example: pproftool raw cpu.pb.gz
      """)

  @OptionGroup var report: ReportOptions

  @Flag(help: "Keep only the function that others were inlined into.")
  var noinlines = false

  @Flag(help: "With --noinlines, keep columns.")
  var showcolumns = false

  @OptionGroup var output: OutputOptions

  func run() throws {
    var profile = try report.subject().profile
    if noinlines { profile = profile.withoutInlinedLines(keepsColumns: showcolumns) }
    try output.write { RawReport.write(profile, to: &$0) }
  }
}
