import ArgumentParser
import ReportRequests

/// `raw`: everything in a profile.
struct Raw: ReportingCommand {
  static let configuration = CommandConfiguration.command(
    "raw", abstract: "Print everything in a profile: samples, labels, locations, mappings.",
    discussion: """
      The output matches pprof -raw.

      Example: pproftool raw cpu.pb.gz
      """)

  @OptionGroup var report: ReportOptions

  @OptionGroup var output: OutputOptions

  func request() -> ReportRequest { report.request(.raw) }
}
