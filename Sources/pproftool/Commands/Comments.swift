import ArgumentParser
import ReportRequests

/// `comments`: the comments of a profile.
struct Comments: ReportingCommand {
  static let configuration = CommandConfiguration.command(
    "comments", abstract: "Print the comments of a profile, one per line.",
    discussion: """
      Example: pproftool comments heap.pb.gz
      """)

  @OptionGroup var report: ReportOptions
  @OptionGroup var output: OutputOptions

  func request() -> ReportRequest { report.request(.comments) }
}
