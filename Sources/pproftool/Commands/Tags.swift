import ArgumentParser
import ReportRequests

/// `tags`: the labels of a profile.
struct Tags: TableCommand {
  static let configuration = CommandConfiguration.command(
    "tags", abstract: "List the labels of a profile and how much carries them.",
    discussion: """
      The text is that of pprof -tags.

      Example: pproftool tags --tagfocus tenant=acme cpu.pb.gz
      """)

  @Option(help: "The format of the report (default: what the name of the output says, or text).")
  var format: TableFormat?

  @OptionGroup var report: ReportOptions
  @OptionGroup var output: OutputOptions

  var kind: ReportRequest.Kind { .tags }
}
